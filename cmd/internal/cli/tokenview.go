package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
)

const (
	// maxClaimRows is how many claims are listed; --json has all.
	maxClaimRows = 1000
	// maxNameWidth is the widest name that the columns make room for.
	maxNameWidth = 32
)

// tokenView prints a decoded token for people.
type tokenView struct {
	token *jwtview.Token
	now   time.Time
	// width is the terminal's, or 0 to cut nothing.
	width  int
	strong func(string) string
	// budget is how many bytes of values may still be printed.
	budget int

	text strings.Builder
}

func (v *tokenView) render() string {
	facts := v.token.SignatureFacts()
	title := sentenceStart(string(v.token.Kind()))
	if v.token.FromSandbox() {
		title += " of the embedded sandbox"
	}
	v.line(v.strong(fmt.Sprintf("%s · %s", title, facts.Badge)))
	v.section("Life", v.lifeLines())
	v.section("Header", v.claimLines(v.token.ExplainHeader()))
	if v.token.Claims != nil {
		v.section("Claims", v.claimLines(v.token.ExplainClaims()))
	}
	v.section("Signature", append([]string{facts.Algorithm}, facts.Sentences...))
	v.section("Notes", v.noteLines())
	return v.text.String()
}

func (v *tokenView) line(text string) { v.text.WriteString(text + "\n") }

// section prints indented lines under a heading, unless there are none.
func (v *tokenView) section(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	v.line("")
	v.line(v.strong(title))
	for _, line := range lines {
		line = "  " + v.within(safetext.Visible(line))
		if v.width > 0 {
			line = safetext.Truncate(line, v.width)
		}
		v.line(line)
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

func (v *tokenView) lifeLines() []string {
	if v.token.Claims == nil {
		return nil
	}
	life := v.token.Life()
	lines := []string{"ends     " + expiryText(life, v.now)}
	if !life.NotBefore.IsZero() {
		lines = append([]string{"from     " + bothTimes(life.NotBefore)}, lines...)
	}
	if !life.IssuedAt.IsZero() {
		lines = append([]string{"issued   " + bothTimes(life.IssuedAt)}, lines...)
	}
	return lines
}

// bothTimes writes a moment in UTC and, where that differs, in local time.
func bothTimes(t time.Time) string {
	text := t.UTC().Format(time.DateTime) + " UTC"
	if _, offset := t.Local().Zone(); offset != 0 {
		text += " (" + t.Local().Format("15:04:05 -07:00") + ")"
	}
	return text
}

// claimLines lists claims: name, value, and what it means.
func (v *tokenView) claimLines(claims []jwtview.Explained) []string {
	width := 0
	for _, claim := range claims {
		width = min(max(width, ansi.StringWidth(claim.Path)), maxNameWidth)
	}
	var lines []string
	for i, claim := range claims {
		if i == maxClaimRows {
			return append(lines, fmt.Sprintf("… and %d more; --json has all", len(claims)-i))
		}
		padding := strings.Repeat(" ", max(0, width-ansi.StringWidth(claim.Path)))
		value := string(valueJSON(claim.Value, len(v.token.Compact)))
		if claim.Value != nil && claim.Value.Kind == jwtview.String {
			value = claim.Value.Text
		}
		lines = append(lines, claim.Path+padding+"  "+value)
		meaning := claim.Meaning
		if !claim.Known() {
			meaning = "not one that Coveo documents"
		}
		lines = append(lines, strings.Repeat(" ", width+2)+meaning)
	}
	return lines
}

func (v *tokenView) noteLines() []string {
	var lines []string
	for _, note := range v.token.Notes {
		mark := "· "
		if note.Problem {
			mark = "! "
		}
		lines = append(lines, mark+note.Text)
	}
	return lines
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
