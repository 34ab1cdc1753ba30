package queryexpr

import "strconv"

// argument finds an argument by name.
func (x *Extension) argument(name string) (Argument, bool) {
	for _, argument := range x.Args {
		if argument.Name == name {
			return argument, true
		}
	}
	return Argument{}, false
}

// text gives an argument as text, "" when it is absent.
func (x *Extension) text(name string) string {
	argument, _ := x.argument(name)
	switch {
	case argument.Quoted:
		return argument.Text
	case argument.Expr == nil:
		return ""
	}
	if phrase, ok := argument.Expr.(*Phrase); ok {
		return phrase.Text
	}
	return Print(argument.Expr)
}

// number gives an argument as a number.
func (x *Extension) number(name string) (float64, bool) {
	number, err := strconv.ParseFloat(x.text(name), 64)
	return number, err == nil
}

// Boost reads $qre(expression: …, modifier: …): items that match the expression have
// the modifier added to their score.
func (x *Extension) Boost() (expression Expr, modifier float64, ok bool) {
	if x.Name != "qre" {
		return nil, 0, false
	}
	modifier, ok = x.number("modifier")
	argument, found := x.argument("expression")
	if !found || !ok {
		return nil, 0, false
	}
	if !argument.Quoted {
		return argument.Expr, modifier, true
	}
	parsed, err := Parse(argument.Text)
	return parsed, modifier, err == nil
}
