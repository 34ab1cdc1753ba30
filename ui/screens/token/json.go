package token

import (
	"encoding/base64"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/components/jsonview"
	"coveotoken/ui/theme"
)

// jsonKey is what the lines of the JSON view depend on.
type jsonKey struct {
	compact string
	width   int
	styles  *theme.Styles
}

// prepare makes the lines of the JSON view when it is seen and they are not there.
func (s *Screen) prepare() tea.Cmd {
	if s.view != jsonView || s.session.Current == nil || s.width == 0 {
		return nil
	}
	made := s.jsonKey()
	return s.json.Prepare(made, len(made.compact), made.lines)
}

func (s *Screen) jsonKey() jsonKey {
	return jsonKey{s.session.Current.Decoded.Compact, s.width, s.session.Styles}
}

// lines lays out the header and the claims as they stand in the token, without
// reading and writing them again.
func (k jsonKey) lines() []string {
	parts := strings.Split(k.compact, ".")
	lines := append([]string{k.styles.Strong.Render("Header")}, k.part(parts[0])...)
	const signed, encrypted = 3, 5
	switch len(parts) {
	case signed:
		lines = append(lines, "", k.styles.Strong.Render("Claims"))
		lines = append(lines, k.part(parts[1])...)
	case encrypted:
		lines = append(lines, "", k.styles.Muted.Render("The claims are encrypted."))
	}
	return lines
}

func (k jsonKey) part(encoded string) []string {
	source, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil {
		return []string{k.styles.Warning.Render("! This part is not Base64url.")}
	}
	return jsonview.Lines(k.styles, source, k.width)
}
