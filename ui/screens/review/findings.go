package review

import (
	"errors"
	"fmt"
	"slices"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
)

// mostFindings is how many findings are told.
const mostFindings = 8

// findings tells what is good to know about the request before it is sent. None of it
// keeps it from being sent: what does, invalid, is told elsewhere.
func (s *Screen) findings(invalid error) []string {
	styles, found := s.session.Styles, Untold(s.session.Findings(), invalid)
	if len(found) == 0 {
		return nil
	}
	heading := english.Plural(len(found), "thing", "") + " to know"
	lines := []string{"", text.Cut(styles.Strong.Render(heading), s.width)}
	for _, f := range found[:min(len(found), mostFindings)] {
		lines = append(lines, s.finding(f)...)
	}
	if more := len(found) - mostFindings; more > 0 {
		lines = append(lines, s.paragraph(styles.Muted, fmt.Sprintf("… and %d more, which `coveo-token lint` tells.", more))...)
	}
	return lines
}

// finding is what was found and what to do about it.
func (s *Screen) finding(f lint.Finding) []string {
	const indent = 2
	styles := s.session.Styles
	mark, style := "· ", styles.Muted
	switch f.Severity {
	case lint.Wrong:
		mark, style = "✗ ", styles.Bad
	case lint.Warning:
		mark, style = "! ", styles.Warning
	}
	var lines []string
	for _, line := range text.Wrap(safetext.Visible(f.Sentence+" "+f.Remedy), max(1, s.width-indent)) {
		lines = append(lines, text.Cut(style.Render(mark+line), s.width))
		mark = "  "
	}
	return lines
}

// Untold leaves out what is told anyway: what keeps the request from being
// sent, and which attributes of an edited body are unknown.
func Untold(found []lint.Finding, invalid error) []lint.Finding {
	var input *coveoapi.InputError
	told := errors.As(invalid, &input)
	return slices.DeleteFunc(found, func(f lint.Finding) bool {
		return f.ID == "attribute-unknown" || told && f.Field == input.Field
	})
}
