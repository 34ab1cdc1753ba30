package compare

import (
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi/compare"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/claims"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

const (
	// mostClaims and mostItems bound what is listed of a difference, mostValue what is
	// read of a value.
	mostClaims, mostItems, mostValue = 500, 200, 2000
)

// named is a token with the letter and the label of whom it is for.
type named struct {
	letter, label string
	token         *jwtview.Token
}

// tokenPair shows two of the people's tokens claim by claim.
type tokenPair struct {
	all  []named
	pair int
	pane pane.Pane
	made linesKey
}

// linesKey is what the lines depend on.
type linesKey struct {
	pair, width int
	styles      *theme.Styles
}

// take gets the tokens of those who brought one, and those with which the others were
// run.
func (t *tokenPair) take(people []person, outcome *compare.Comparison) {
	t.all, t.pair, t.made = nil, 0, linesKey{}
	for i, person := range people {
		token := person.given
		if token == nil && outcome != nil && !outcome.Columns[i].Token.IsZero() {
			token, _ = common.ReadToken(outcome.Columns[i].Token) // a token that cannot be read cannot be compared
		}
		if token != nil {
			t.all = append(t.all, named{letter(i), person.Label, token.Decoded})
		}
	}
}

// count is how many tokens there are, pairs how many pairs of them.
func (t *tokenPair) count() int { return len(t.all) }
func (t *tokenPair) pairs() int { return len(t.all) * (len(t.all) - 1) / 2 }

// current is the pair that is shown; ok is false when there are no two tokens.
func (t *tokenPair) current() (first, second named, ok bool) {
	n := t.pair
	for i := range t.all {
		for j := i + 1; j < len(t.all); j++ {
			if n == 0 {
				return t.all[i], t.all[j], true
			}
			n--
		}
	}
	return named{}, named{}, false
}

func (t *tokenPair) key(msg tea.KeyPressMsg, k keyMap) {
	if key.Matches(msg, k.pair) && t.pairs() > 0 {
		t.pair = (t.pair + 1) % t.pairs()
		t.pane.ScrollTo(0)
		return
	}
	t.pane.Update(msg)
}

// layout makes the lines, if they are not there.
func (t *tokenPair) layout(s *theme.Styles, width, height int) {
	t.pane.SetSize(width, height)
	if wanted := (linesKey{t.pair, width, s}); wanted != t.made {
		t.made = wanted
		t.pane.SetLines(t.lines(s, width))
	}
}

func (t *tokenPair) lines(s *theme.Styles, width int) []string {
	first, second, ok := t.current()
	if !ok {
		words := "Two tokens are compared here claim by claim: run the comparison, or paste tokens (p)."
		return text.Style(s.Text, text.Wrap(words, width))
	}
	d := &differ{styles: s, width: width, first: first.letter, second: second.letter}
	diff := jwtview.DiffTokens(first.token, second.token)
	for _, token := range []named{first, second} {
		d.lines = append(d.lines, hanging(s.Strong, token.letter+" ", safetext.Visible(token.label)+" ("+string(token.token.Kind())+", unverified)", width)...)
	}
	mark, words := diffVerdict(diff)
	d.lines = append(d.lines, hanging(verdictStyle(s, diff), mark+" ", words, width)...)
	d.section("Claims", diff.Claims)
	d.section("Header", diff.Header)
	return d.lines
}

func verdictStyle(s *theme.Styles, diff jwtview.Diff) lipgloss.Style {
	if diff.Equivalent() {
		return s.Good
	}
	return s.Warning
}

// diffVerdict says in one sentence what a difference amounts to.
func diffVerdict(diff jwtview.Diff) (mark, words string) {
	switch {
	case diff.Unread:
		return "!", "At least one of them cannot be read, so that only the headers tell."
	case diff.Same():
		return "=", "The same in every claim."
	case diff.Equivalent():
		return "≈", "Equivalent: they differ only in what every new token has for itself (≈)."
	}
	differ := 0
	for _, rows := range [][]jwtview.Difference{diff.Claims, diff.Header} {
		for _, row := range rows {
			if row.State != jwtview.DiffSame && !row.Passing {
				differ++
			}
		}
	}
	return "≠", fmt.Sprintf("They differ in %d of %d claims and header parameters.", differ, len(diff.Claims)+len(diff.Header))
}

// differ makes the lines of a difference.
type differ struct {
	styles        *theme.Styles
	width         int
	first, second string
	lines         []string
}

// put adds a text behind a lead, which stands on the first line only.
func (d *differ) put(style lipgloss.Style, lead, visible string) {
	room := max(1, d.width-text.Width(lead))
	for _, line := range text.Chunk(visible, room, room) {
		d.lines = append(d.lines, text.Cut(d.styles.Label.Render(lead)+style.Render(line), d.width))
		lead = strings.Repeat(" ", text.Width(lead))
	}
}

func (d *differ) section(heading string, rows []jwtview.Difference) {
	if len(rows) == 0 {
		return
	}
	d.lines = append(d.lines, "", d.styles.Strong.Render(text.Cut(heading, d.width)))
	for _, row := range rows[:min(len(rows), mostClaims)] {
		d.claim(row)
	}
	d.omitted(len(rows) - mostClaims)
}

func (d *differ) omitted(count int) {
	if count > 0 {
		d.put(d.styles.Muted, "  ", fmt.Sprintf("… and %d more", count))
	}
}

// claim is one row: its mark and name, and below them what each token has.
func (d *differ) claim(row jwtview.Difference) {
	mark, style := d.mark(row)
	path := safetext.Visible(row.Path)
	if row.State == jwtview.DiffSame && row.Items == nil {
		d.put(d.styles.Muted, "= ", path+" "+claims.Preview(row.First, mostValue))
		return
	}
	if later, ok := row.Shift(); ok {
		path += d.shift(later)
	}
	d.put(style, mark+" ", path)
	if row.Items != nil {
		for _, item := range row.Items[:min(len(row.Items), mostItems)] {
			d.value(d.item(item.State), item.Value)
		}
		d.omitted(len(row.Items) - mostItems)
		return
	}
	d.value(d.first, row.First)
	d.value(d.second, row.Second)
}

func (d *differ) value(mark string, value *jwtview.Value) {
	if value == nil {
		return
	}
	style := d.styles.Text
	if mark == "=" {
		style = d.styles.Muted
	}
	d.put(style, "    "+mark+" ", claims.Preview(value, mostValue))
}

// mark says in which tokens a claim is.
func (d *differ) mark(row jwtview.Difference) (string, lipgloss.Style) {
	switch {
	case row.State == jwtview.DiffSame:
		return "=", d.styles.Muted
	case row.Passing:
		return "≈", d.styles.Muted
	case row.State == jwtview.DiffDifferent:
		return "≠", d.styles.Warning
	default:
		return d.item(row.State), d.styles.Warning
	}
}

// item says in which tokens an item is: the letter of the only one, or "=".
func (d *differ) item(state jwtview.DiffState) string {
	switch state {
	case jwtview.DiffOnlyFirst:
		return d.first
	case jwtview.DiffOnlySecond:
		return d.second
	default:
		return "="
	}
}

// shift says how much later the second token's moment is.
func (d *differ) shift(later time.Duration) string {
	switch {
	case later > 0:
		return ": " + d.second + " is " + jwtview.FormatSeconds(int64(later.Seconds())) + " later"
	case later < 0:
		return ": " + d.second + " is " + jwtview.FormatSeconds(int64(-later.Seconds())) + " earlier"
	default:
		return ""
	}
}
