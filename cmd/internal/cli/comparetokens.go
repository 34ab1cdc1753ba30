package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// comparedToken is one of the tokens of compare --tokens.
type comparedToken struct {
	*jwtview.Token
	// from says where it came from.
	from string
}

// compareTokens compares two tokens claim by claim. Nothing is sent.
func (o *compareOptions) compareTokens(ctx context.Context) error {
	if len(o.given) > 0 {
		return usageError("--tokens compares what two tokens say, where "+strings.Join(o.given, ", ")+" has no meaning", "Leave one or the other out.")
	}
	if len(o.arguments) != 2 {
		return &coveoapi.InputError{
			Field: "--tokens", Reason: fmt.Sprintf("needs two files and got %d", len(o.arguments)),
			Remedy: "Write for example `coveo-token compare --tokens a.jwt b.jwt`; - is standard input.",
		}
	}
	if o.arguments[0] == "-" && o.arguments[1] == "-" {
		return &coveoapi.InputError{Field: "--tokens", Reason: "cannot read both tokens from standard input", Remedy: "Give one of them as a file."}
	}
	var both [2]comparedToken
	for i, path := range o.arguments {
		token, err := o.readToken(ctx, path)
		if err != nil {
			return err
		}
		both[i] = comparedToken{token, tokenFileLabel(path)}
	}
	diff := jwtview.DiffTokens(both[0].Token, both[1].Token)
	var err error
	if o.globals.json {
		err = o.io.writeJSON(newTokenDiffDocument(both, diff, o.now()))
	} else {
		err = o.io.write([]byte(o.newTokenDiffView(both).render(both, diff)))
	}
	if err == nil && o.expectSame && !diff.Equivalent() {
		err = &exitError{exitCheck}
	}
	return err
}

// readToken reads a token from a file, or from standard input for "-".
func (o *compareOptions) readToken(ctx context.Context, path string) (*jwtview.Token, error) {
	const field = "--tokens"
	if path != "-" {
		text, err := readPrivateFile(field, path, jwtview.MaxTokenBytes)
		if err != nil {
			return nil, err
		}
		return jwtview.Decode(text)
	}
	text, err := o.io.readLimited(ctx, field, jwtview.MaxTokenBytes)
	if err != nil {
		return nil, err
	}
	return jwtview.Decode(text)
}

// tokenDiffView prints how two tokens differ, for people.
type tokenDiffView struct{ tokenView }

func (o *compareOptions) newTokenDiffView(both [2]comparedToken) *tokenDiffView {
	longer := both[0].Token
	if len(both[1].Compact) > len(longer.Compact) {
		longer = both[1].Token
	}
	return &tokenDiffView{tokenView{
		token: longer, now: o.now(), width: o.io.textWidth(), strong: o.io.strong, budget: outputBudget(len(longer.Compact)),
	}}
}

func (v *tokenDiffView) render(both [2]comparedToken, diff jwtview.Diff) string {
	for i, token := range both {
		about := fmt.Sprintf("%s · %s · %s · %s", token.from, token.Kind(), token.SignatureFacts().Badge, token.Life().Describe(v.now))
		v.row(row{columnLetter(i) + "  ", about})
	}
	all := append(diff.Header, diff.Claims...)
	v.section("Different", v.rows(all, func(d jwtview.Difference) bool { return d.State == jwtview.DiffDifferent && !d.Passing }))
	v.section("Only in A", v.rows(all, stateIs(jwtview.DiffOnlyFirst)))
	v.section("Only in B", v.rows(all, stateIs(jwtview.DiffOnlySecond)))
	v.section("Made at different moments", v.rows(all, func(d jwtview.Difference) bool { return d.Passing }))
	v.section("Same", sameRows(all))
	v.line("")
	v.row(row{text: strings.Join(diffVerdict(diff), " ")})
	return v.out.String()
}

func stateIs(state jwtview.DiffState) func(jwtview.Difference) bool {
	return func(d jwtview.Difference) bool { return d.State == state }
}

// rows lists the claims that are wanted, with the values that they have.
func (v *tokenDiffView) rows(all []jwtview.Difference, wanted func(jwtview.Difference) bool) []row {
	var rows []row
	for _, d := range all {
		if !wanted(d) {
			continue
		}
		rows = append(rows, row{text: d.Path})
		if d.Items != nil {
			rows = append(rows, v.itemRows(d)...)
			continue
		}
		if d.First != nil {
			rows = append(rows, row{"  A  ", v.value(d.First) + momentText(d.FirstTime.IsZero(), bothTimes(d.FirstTime))})
		}
		if d.Second != nil {
			rows = append(rows, row{"  B  ", v.value(d.Second) + momentText(d.SecondTime.IsZero(), bothTimes(d.SecondTime)) + shiftText(d)})
		}
	}
	return rows
}

// momentText is what a number means that is a moment.
func momentText(none bool, text string) string {
	if none {
		return ""
	}
	return " = " + text
}

// shiftText says how much later the second moment is.
func shiftText(d jwtview.Difference) string {
	later, ok := d.Shift()
	switch seconds := int64(later.Seconds()); {
	case !ok || seconds == 0:
		return ""
	case seconds < 0:
		return ", " + jwtview.FormatSeconds(-seconds) + " earlier"
	default:
		return ", " + jwtview.FormatSeconds(seconds) + " later"
	}
}

// itemRows lists what only one of two sets has, and counts the rest.
func (v *tokenDiffView) itemRows(d jwtview.Difference) []row {
	same := 0
	var rows []row
	for _, item := range d.Items {
		switch item.State {
		case jwtview.DiffOnlyFirst:
			rows = append(rows, row{"  only A  ", v.value(item.Value)})
		case jwtview.DiffOnlySecond:
			rows = append(rows, row{"  only B  ", v.value(item.Value)})
		default:
			same++
		}
	}
	if same > 0 {
		rows = append(rows, row{"  both    ", fmt.Sprintf("%d more", same)})
	}
	return rows
}

// sameRows names what is the same in both.
func sameRows(all []jwtview.Difference) []row {
	var names []string
	for _, d := range all {
		if d.State == jwtview.DiffSame {
			name := d.Path
			if d.Reordered {
				name += " (in another order)"
			}
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []row{{text: strings.Join(names, ", ")}}
}

// diffVerdict says in sentences how two tokens differ.
func diffVerdict(diff jwtview.Diff) []string {
	const unverified = "Signatures were not checked."
	switch {
	case diff.Unread:
		return []string{"The claims of at least one token cannot be read, so that only the headers were compared.", unverified}
	case diff.Same():
		return []string{"Both tokens say the same.", unverified}
	case diff.Equivalent():
		return []string{"Both tokens say the same, apart from when they were made.", unverified}
	}
	n := 0
	for _, d := range append(diff.Header, diff.Claims...) {
		if d.State != jwtview.DiffSame && !d.Passing {
			n++
		}
	}
	return []string{"The tokens differ in " + english.Plural(n, "claim", "claims") + ".", unverified}
}
