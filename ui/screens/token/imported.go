package token

import (
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/recorded"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
)

// importedLines say what was found in a recorded request, what its answer was and
// what was left out, in at most so many lines.
func (s *Screen) importedLines(most int) []string {
	imported, styles := s.session.Imported, s.session.Styles
	if imported == nil {
		return nil
	}
	request := imported.Request()
	words := "From a " + string(imported.Recording.Form)
	if n := len(imported.Recording.Requests); n > 1 {
		words += fmt.Sprintf(", request %d of %d (n: next)", imported.Entry+1, n)
	}
	found := []string{"the token"}
	if request.Token == nil {
		found = nil
	}
	if request.Query != nil {
		found = append(found, "the query")
	}
	words += ": " + strings.Join(found, " and ") + "; asked to " + request.Call.Name
	lines := []string{styles.Text.Render(text.Cut(s.outside(words), s.width))}
	if request.Answer != nil {
		lines = append(lines, s.answerLine(request.Answer))
	}
	if elsewhere := s.elsewhere(request); elsewhere != "" {
		lines = append(lines, styles.Warning.Render(text.Cut("! "+s.outside(elsewhere), s.width)))
	}
	if len(request.Notes) > 0 {
		lines = append(lines, styles.Muted.Render(text.Cut(s.outside("Left out: "+strings.Join(request.Notes, " ")), s.width)))
	}
	return lines[:min(len(lines), most)]
}

// several reports whether there are other requests to look at.
func (s *Screen) several() bool {
	return s.session.Imported != nil && len(s.session.Imported.Recording.Requests) > 1
}

// outside makes text from a recording safe to show.
func (s *Screen) outside(words string) string {
	var patterns safetext.Redactor
	return safetext.Visible(patterns.Redact(words))
}

func (s *Screen) answerLine(answer *recorded.Answer) string {
	if answer.Err == nil {
		return s.session.Styles.Good.Render(text.Cut("✓ answered "+s.outside(answer.Summary), s.width))
	}
	p := problem.Explain(answer.Err)
	return s.session.Styles.Bad.Render(text.Cut(s.outside(strings.TrimSpace(fmt.Sprintf("✗ answered %s: %s %s", answer.Summary, p.Title, p.Remedy))), s.width))
}

// elsewhere says that the request went to another place than the open connection, to
// which the token is sent now.
func (s *Screen) elsewhere(request recorded.Request) string {
	connection := s.session.Connection
	if connection == nil {
		return ""
	}
	target := connection.API.Target()
	wrong := request.OrganizationID != "" && request.OrganizationID != target.OrganizationID
	if !wrong && (request.SentTo(target) || slices.Contains([]string{"", target.Endpoint.Search}, request.Base())) {
		return ""
	}
	return "It was sent to " + request.Base() + " (" + request.OrganizationID + "); your connection is " + target.Endpoint.Search + " (" + target.OrganizationID + ")."
}
