package queryexpr

import (
	"strconv"
	"strings"
)

// Print writes an expression in its normal form: one space between terms, negation
// as NOT, parentheses around every group. Parsing the result gives the same tree.
func Print(expr Expr) string {
	var b strings.Builder
	printExpr(&b, expr)
	return b.String()
}

// PrintValue writes what a field is compared with as it stands in an expression.
func PrintValue(value Value) string {
	var b strings.Builder
	printValue(&b, value)
	return b.String()
}

func printExpr(b *strings.Builder, expr Expr) {
	switch e := expr.(type) {
	case *Empty:
	case *And:
		printTerms(b, e.Terms, " ")
	case *Or:
		printTerms(b, e.Terms, " OR ")
	case *Not:
		b.WriteString("NOT ")
		printTerm(b, e.Term)
	case *Near:
		for i, term := range e.Terms {
			if i > 0 {
				b.WriteString(" NEAR:" + strconv.Itoa(e.Distances[i-1]) + " ")
			}
			printTerm(b, term)
		}
	case *Word:
		if e.Exact {
			b.WriteByte('+')
		}
		b.WriteString(e.Text)
	case *Phrase:
		b.WriteString(`"` + e.Text + `"`)
	case *FieldExists:
		b.WriteString("@" + e.Name)
	case *Field:
		printField(b, e)
	case *Nested, *Extension, *Object:
		printValue(b, e)
	}
}

func printTerms(b *strings.Builder, terms []Expr, joint string) {
	for i, term := range terms {
		if i > 0 {
			b.WriteString(joint)
		}
		printTerm(b, term)
	}
}

// printTerm writes a part of a larger expression, in parentheses if it has parts
// of its own.
func printTerm(b *strings.Builder, expr Expr) {
	switch expr.(type) {
	case *And, *Or, *Near:
		b.WriteByte('(')
		printExpr(b, expr)
		b.WriteByte(')')
	default:
		printExpr(b, expr)
	}
}

func printField(b *strings.Builder, field *Field) {
	if field.Short {
		b.WriteString(field.Name + ":")
	} else {
		b.WriteString("@" + field.Name + string(field.Op))
	}
	printValue(b, field.Value)
}

func printValue(b *strings.Builder, value Value) {
	switch v := value.(type) {
	case *Text:
		printText(b, *v)
	case *Number:
		b.WriteString(v.Source)
	case *Date:
		b.WriteString(v.Source)
	case *Range:
		printValue(b, v.From)
		b.WriteString("..")
		printValue(b, v.To)
	case *List:
		b.WriteByte('(')
		for i, item := range v.Items {
			if i > 0 {
				b.WriteByte(',')
			}
			printText(b, item)
		}
		b.WriteByte(')')
	case *Nested:
		b.WriteString("[[@" + v.Field + "] ")
		printExpr(b, v.Query)
		b.WriteByte(']')
	case *Extension:
		printExtension(b, v)
	case *Object:
		b.WriteString("$" + v.Name)
	}
}

func printText(b *strings.Builder, text Text) {
	if text.Quoted {
		b.WriteString(`"` + text.Value + `"`)
		return
	}
	b.WriteString(text.Value)
}

func printExtension(b *strings.Builder, extension *Extension) {
	b.WriteString("$" + extension.Name + "(")
	for i, argument := range extension.Args {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(argument.Name + ": " + argumentText(argument))
	}
	b.WriteByte(')')
}

func argumentText(argument Argument) string {
	if argument.Quoted {
		return "'" + argument.Text + "'"
	}
	text := Print(argument.Expr)
	if strings.HasPrefix(text, "'") {
		// Parentheses keep a word in quotes from being read as a quoted argument.
		return "(" + text + ")"
	}
	return text
}
