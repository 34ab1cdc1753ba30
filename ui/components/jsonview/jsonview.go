// Package jsonview shows JSON in colour. It keeps the text of every value as it is,
// so that what is shown is what is sent, and it is safe whatever the JSON holds.
package jsonview

import (
	"bytes"
	"encoding/json"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// Lines renders JSON with an indent of two, one member or item a line, wrapped at
// width cells. Nesting below jwtview.MaxDepth is elided. Text that is not JSON is
// shown as it is, made visible.
func Lines(s *theme.Styles, source []byte, width int) []string {
	if width <= 0 {
		return nil
	}
	if !json.Valid(source) {
		return plain(source, width)
	}
	p := newPrinter(s, width)
	p.print(bytes.TrimSpace(safetext.EscapeJSON(source)))
	return p.lines
}

func plain(source []byte, width int) []string {
	var lines []string
	for _, line := range safetext.VisibleLines(string(source)) {
		lines = append(lines, text.Chunk(line, width, width)...)
	}
	return lines
}
