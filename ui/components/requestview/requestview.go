// Package requestview shows a request as it will be sent, with its credential
// masked, and the reply it got.
package requestview

import (
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/jsonview"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// continuation is the indent of a line that goes on.
const continuation = "  "

// RequestLines renders a request: method and URL, headers, body. A credential, also
// one in the body, is only ever shown masked. The lines are at most width cells wide.
func RequestLines(s *theme.Styles, r coveoapi.Request, width int) []string {
	lines := urlLines(s, r, width)
	if r.Place == coveoapi.InAuthorizationHeader {
		lines = append(lines, header(s, "Authorization", "Bearer "+masked(r.Credential), width)...)
	}
	for _, field := range r.Header {
		lines = append(lines, header(s, field.Name, field.Value, width)...)
	}
	if len(r.Body) > 0 {
		lines = append(lines, "")
		lines = append(lines, jsonview.Lines(s, coveoapi.ConcealBody(r.Body), width)...)
	}
	return lines
}

// urlLines breaks the URL where a reader would.
func urlLines(s *theme.Styles, r coveoapi.Request, width int) []string {
	url := safetext.Visible(r.URL)
	if r.Place == coveoapi.InAccessTokenParameter {
		joint := "?"
		if strings.Contains(url, "?") {
			joint = "&"
		}
		url += joint + "access_token=" + masked(r.Credential)
	}
	method := safetext.Visible(r.Method)
	parts := breakURL(url, width-len(method)-1, width-len(continuation))
	lines := make([]string, 0, len(parts))
	for i, part := range parts {
		if i == 0 {
			lines = append(lines, text.Cut(s.Strong.Render(method)+" "+s.Accent.Render(part), width))
			continue
		}
		lines = append(lines, text.Cut(continuation+s.Accent.Render(part), width))
	}
	return lines
}

// header renders one header; values that are too long go on below.
func header(s *theme.Styles, name, value string, width int) []string {
	label := safetext.Visible(name) + ": "
	parts := text.Chunk(safetext.Visible(value), width-len(label), width-len(continuation))
	lines := make([]string, 0, len(parts))
	for i, part := range parts {
		if i == 0 {
			lines = append(lines, text.Cut(s.Muted.Render(label)+part, width))
			continue
		}
		lines = append(lines, text.Cut(continuation+part, width))
	}
	return lines
}

// masked is a credential for the screen; while there is none yet, dots stand for it.
func masked(credential coveoapi.Secret) string {
	if credential.IsZero() {
		return "••••"
	}
	return credential.Masked()
}
