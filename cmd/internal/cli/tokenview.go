package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi/lint"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
)

const (
	// maxClaimRows is how many claims are listed; --json has all.
	maxClaimRows = 1000
	// maxNameWidth is the widest name that the columns make room for.
	maxNameWidth = 32
	// maxRowLines is how many lines of a terminal one value may take.
	maxRowLines = 8
	// minTextWidth is the least width for text beside a name.
	minTextWidth = 16
)

// tokenView prints a decoded token for people.
type tokenView struct {
	token *jwtview.Token
	// proof is what a check of the signature said, or nil.
	proof *proof
	now   time.Time
	// width is what lines must fit into, or 0 for lines of any length.
	width  int
	strong func(string) string
	// budget is how many bytes of values may still be printed.
	budget int

	out strings.Builder
}

// row is one line of a section, before it is fitted into the width.
type row struct {
	// head stands before the text; lines that follow are indented as far.
	head, text string
}

func (v *tokenView) render() string {
	facts := v.token.SignatureFacts()
	title := sentenceStart(string(v.token.Kind()))
	if v.token.FromSandbox() {
		title += " of the embedded sandbox"
	}
	v.line(v.strong(fmt.Sprintf("%s · %s", title, v.proof.badge(facts))))
	v.section("Life", v.lifeRows())
	v.section("Header", v.claimRows(v.token.ExplainHeader()))
	if v.token.Claims != nil {
		v.section("Claims", v.claimRows(v.token.ExplainClaims()))
	}
	v.section("Signature", v.signatureRows(facts))
	v.section("Notes", v.noteRows())
	return v.out.String()
}

func (v *tokenView) line(text string) { v.out.WriteString(text + "\n") }

// section prints rows under a heading, unless there are none.
func (v *tokenView) section(title string, rows []row) {
	if len(rows) == 0 {
		return
	}
	v.line("")
	v.line(v.strong(title))
	for _, r := range rows {
		v.row(r)
	}
}

// row prints one row: on one line where nothing limits the width, else wrapped.
func (v *tokenView) row(r row) {
	head, body := "  "+safetext.Visible(r.head), v.within(safetext.Visible(r.text))
	if v.width == 0 {
		v.line(head + body)
		return
	}
	indent := ansi.StringWidth(head)
	lines := text.Wrap(body, max(minTextWidth, v.width-indent))
	if len(lines) > maxRowLines {
		lines = append(lines[:maxRowLines], "… --json has all")
	}
	for i, line := range lines {
		if i > 0 {
			head = strings.Repeat(" ", indent)
		}
		v.line(safetext.Truncate(strings.TrimRight(head+line, " "), v.width))
	}
}

// within cuts text where the budget ends.
func (v *tokenView) within(text string) string {
	if len(text) > v.budget {
		return safetext.Truncate(text, max(0, v.budget/4)) + " (cut; --json has all)"
	}
	v.budget -= len(text)
	return text
}

func (v *tokenView) lifeRows() []row {
	if v.token.Claims == nil {
		return nil
	}
	var rows []row
	life := v.token.Life()
	if !life.IssuedAt.IsZero() {
		rows = append(rows, row{"issued  ", bothTimes(life.IssuedAt)})
	}
	if !life.NotBefore.IsZero() {
		rows = append(rows, row{"from    ", bothTimes(life.NotBefore)})
	}
	return append(rows, row{"ends    ", expiryText(life, v.now)})
}

// bothTimes writes a moment in UTC and, where that differs, in local time.
func bothTimes(t time.Time) string {
	text := t.UTC().Format(time.DateTime) + " UTC"
	if _, offset := t.Local().Zone(); offset != 0 {
		text += " (" + t.Local().Format("15:04:05 -07:00") + ")"
	}
	return text
}

// claimRows lists claims: name, value, and below it what it means.
func (v *tokenView) claimRows(claims []jwtview.Explained) []row {
	width := 0
	for _, claim := range claims {
		if cells := ansi.StringWidth(claim.Path); cells <= maxNameWidth {
			width = max(width, cells)
		}
	}
	below := strings.Repeat(" ", width+2)
	var rows []row
	for i, claim := range claims {
		if i == maxClaimRows {
			return append(rows, row{text: fmt.Sprintf("… and %d more; --json has all", len(claims)-i)})
		}
		if cells := ansi.StringWidth(claim.Path); cells <= width {
			rows = append(rows, row{claim.Path + below[cells:], v.value(claim.Value)})
		} else {
			rows = append(rows, row{text: claim.Path}, row{below, v.value(claim.Value)})
		}
		rows = append(rows, row{below, meaning(claim)})
	}
	return rows
}

// value writes a claim's value: text as it is, anything else as JSON.
func (v *tokenView) value(value *jwtview.Value) string {
	if value != nil && value.Kind == jwtview.String {
		return value.Text
	}
	return string(valueJSON(value, len(v.token.Compact)))
}

func meaning(claim jwtview.Explained) string {
	switch {
	case claim.Duplicate:
		return "A second claim of this name; most readers take the last. " + claim.Meaning
	case !claim.Known():
		return "Not one that Coveo documents."
	case claim.Effect != "":
		return claim.Meaning + " In a query: " + claim.Effect
	}
	return claim.Meaning
}

// findingsOf are what is odd about a token that was minted already.
func findingsOf(token *jwtview.Token) []lint.Finding {
	return lint.Minted(token, lint.Context{Sandbox: token.FromSandbox()})
}

// signatureRows say what a check of the signature said, or else who could check it.
func (v *tokenView) signatureRows(facts jwtview.SignatureFacts) []row {
	rows := []row{{text: facts.Algorithm}}
	if v.proof != nil {
		return append(rows, row{v.proof.mark(), v.proof.words})
	}
	for _, sentence := range facts.Sentences {
		rows = append(rows, row{text: sentence})
	}
	return rows
}

func (v *tokenView) noteRows() []row {
	var rows []row
	for _, note := range v.token.Notes {
		mark := "· "
		if note.Problem {
			mark = "! "
		}
		rows = append(rows, row{mark, note.Text})
	}
	for _, finding := range findingsOf(v.token) {
		rows = append(rows, row{"! ", finding.Sentence + " " + finding.Remedy})
	}
	return rows
}

// tokenIdentities names the identities in a token, of either kind.
func tokenIdentities(token *jwtview.Token) []string {
	ids := token.Claims.Get("userIds")
	if ids == nil {
		ids = token.Claims.Get("body")
		for _, name := range []string{"additionalConfiguration", "search", "userIds"} {
			if ids == nil {
				return nil
			}
			ids = ids.Get(name)
		}
	}
	var names []string
	if ids == nil {
		return nil
	}
	for _, id := range ids.Items {
		if name := id.Get("name"); name != nil {
			names = append(names, name.Text)
		}
	}
	return names
}
