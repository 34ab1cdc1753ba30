package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
)

// schema names the form of a JSON document, so that a script can tell when it
// changes.
func schema(command string) string { return "coveo-token/" + command + "/v1" }

// encodeJSON writes a document safe to print, on one line unless a person reads it.
func (s *ioStreams) encodeJSON(document any) ([]byte, error) {
	return encodeJSON(document, s.indent())
}

// indent is the indentation of JSON that is for a person, "" for one line.
func (s *ioStreams) indent() string {
	if s.forPeople() {
		return "  "
	}
	return ""
}

func encodeJSON(document any, indent string) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", indent)
	if err := encoder.Encode(document); err != nil {
		return nil, err
	}
	return safetext.EscapeJSON(text.Bytes()), nil
}

// writeJSON prints a document as it is.
func (s *ioStreams) writeJSON(document any) error {
	text, err := s.encodeJSON(document)
	if err != nil {
		return err
	}
	return s.writeDocument(text)
}

// writeDocument prints JSON text in the form that the user asked for.
func (s *ioStreams) writeDocument(text []byte) error {
	if s.reshape != nil {
		var err error
		if text, err = s.reshape(text); err != nil {
			return err
		}
	}
	return s.write(text)
}

// writeJSONLine prints a document on one line, for programs that read line by line
// while the command goes on.
func (s *ioStreams) writeJSONLine(document any) error {
	text, err := encodeJSON(document, "")
	if err != nil {
		return err
	}
	return s.writeDocument(text)
}

// writeJSON prints a document without any secret that it may hold.
func (f *factory) writeJSON(document any) error {
	text, err := f.io.encodeJSON(document)
	if err != nil {
		return err
	}
	return f.io.writeDocument(f.redactJSON(text))
}

// redactJSON takes secrets out of the strings of JSON text.
func (f *factory) redactJSON(text []byte) []byte {
	redacted := make([]byte, 0, len(text))
	for {
		start := bytes.IndexByte(text, '"')
		if start < 0 {
			return append(redacted, text...)
		}
		end := start + 1
		for end < len(text) && text[end] != '"' {
			if text[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end+1, len(text))
		redacted = append(redacted, text[:start]...)
		redacted = f.appendRedactedString(redacted, text[start:end])
		text = text[end:]
	}
}

// appendRedactedString appends a JSON string without any secret in it.
func (f *factory) appendRedactedString(redacted, literal []byte) []byte {
	var plain string
	if json.Unmarshal(literal, &plain) != nil {
		return append(redacted, literal...)
	}
	if clean := f.redactor.Redact(plain); clean != plain {
		return safetext.AppendJSONString(redacted, clean)
	}
	return append(redacted, literal...)
}

// jsonTime writes a moment as documents have it, nil when it is unknown.
func jsonTime(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	text := t.UTC().Format(time.RFC3339)
	return &text
}

// secondsUntil is the whole seconds from now to a moment, nil when it is unknown.
func secondsUntil(t, now time.Time) *int64 {
	if t.IsZero() {
		return nil
	}
	seconds := int64(t.Sub(now) / time.Second)
	return &seconds
}

// table is rows of visible text. It is aligned for people and tab-separated for
// programs.
type table struct {
	header []string
	rows   [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// render gives the table for a width in cells; 0 gives tab-separated rows without
// header. The last column is cut where the width ends.
func (t *table) render(width int, strong func(string) string) string {
	var text strings.Builder
	if width == 0 {
		for _, row := range t.rows {
			text.WriteString(strings.Join(row, "\t"))
			text.WriteByte('\n')
		}
		return text.String()
	}
	widths := t.widths()
	text.WriteString(strong(alignRow(t.header, widths, width)))
	text.WriteByte('\n')
	for _, row := range t.rows {
		text.WriteString(alignRow(row, widths, width))
		text.WriteByte('\n')
	}
	return text.String()
}

func (t *table) widths() []int {
	widths := make([]int, len(t.header))
	for i, cell := range t.header {
		widths[i] = ansi.StringWidth(cell)
	}
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	return widths
}

// alignRow pads all cells but the last.
func alignRow(cells []string, widths []int, width int) string {
	var line strings.Builder
	for i, cell := range cells {
		line.WriteString(cell)
		if i < len(cells)-1 {
			line.WriteString(strings.Repeat(" ", widths[i]-ansi.StringWidth(cell)+2))
		}
	}
	return safetext.Truncate(line.String(), width)
}

// cut makes text from outside safe and fits it into a line of the terminal that
// already holds some cells.
func (f *factory) cut(text string, used int) string {
	text = f.safe(text)
	if width := f.io.textWidth(); width > 0 {
		return safetext.Truncate(text, max(1, width-used))
	}
	return text
}

// paragraph is text from outside below a heading, wrapped where the terminal ends.
func (f *factory) paragraph(outside string) string {
	const indent = "  "
	lines := []string{f.safe(outside)}
	if width := f.io.textWidth(); width > 0 {
		lines = text.Wrap(lines[0], max(minTextWidth, width-len(indent)))
	}
	return indent + strings.Join(lines, "\n"+indent) + "\n"
}
