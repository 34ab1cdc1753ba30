package formkit

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// The widths and heights at which the layout changes.
const (
	// wideForm is where label, field and message share a line.
	wideForm = 60
	// maxLabel is the widest label column, maxField the widest field.
	maxLabel, maxField = 22, 48
	// airyForm is the height from which sections are set apart by empty lines.
	airyForm = 14
	// roomyForm is the height from which what more is to be said of a field is shown, in
	// at most moreLines.
	roomyForm, moreLines = 17, 3
	lead                 = 2 // the mark before the field with the focus
	gap                  = 2
)

// columns is the layout of a form's lines.
type columns struct {
	wide                  bool
	label, field, message int
}

func (f *Form) columns() columns {
	if f.width < wideForm {
		room := max(1, f.width-lead)
		return columns{field: room, message: room}
	}
	label := 0
	for _, r := range f.rows {
		label = max(label, ansi.StringWidth(r.field.Label))
	}
	label = min(label, maxLabel)
	room := f.width - lead - label - gap
	field := min(maxField, room/2)
	return columns{wide: true, label: label, field: field, message: room - field - gap}
}

// View renders the form: the part of it around the focus, and at the bottom the
// help of the field with the focus.
func (f *Form) View(s *theme.Styles) string {
	if f.width == 0 || f.height == 0 {
		return ""
	}
	f.useStyles(s)
	help := f.help(s)
	window := f.height - len(help)
	lines, from, to := f.lines(s)
	f.scroll(window, len(lines), from, to)
	end := min(len(lines), f.top+window)
	visible := f.marked(s, lines[f.top:end], f.top > 0, end < len(lines))
	for len(help) > 0 && len(visible) < window {
		visible = append(visible, "")
	}
	return strings.Join(append(visible, help...), "\n")
}

// scroll moves the window as little as is needed to show the lines of the focus.
func (f *Form) scroll(window, total, from, to int) {
	if f.toTop {
		f.top, f.toTop = from, false
	}
	f.top = max(f.top, to-window)
	f.top = min(f.top, from)
	f.top = max(0, min(f.top, total-window))
}

// marked notes at the right edge that there is more above or below.
func (f *Form) marked(s *theme.Styles, lines []string, above, below bool) []string {
	visible := append([]string{}, lines...)
	note := func(i int, sign string) {
		if f.width <= lead {
			return
		}
		// Without an ellipsis: the end of an edited value is mostly empty.
		line := ansi.Truncate(visible[i], f.width-lead, "")
		visible[i] = text.Fit(line, f.width-lead) + s.Muted.Render(" "+sign)
	}
	if above && len(visible) > 1 {
		note(0, "↑")
	}
	if below && len(visible) > 0 {
		note(len(visible)-1, "↓")
	}
	return visible
}

// lines renders all sections, and says which lines belong to the focus. A section
// without fields, one that is folded up, is its heading alone.
func (f *Form) lines(s *theme.Styles) (lines []string, from, to int) {
	c := f.columns()
	next := 0
	for i, section := range f.sections {
		start := len(lines)
		if f.height >= airyForm && i > 0 && (len(section.Fields) > 0 || len(f.sections[i-1].Fields) > 0) {
			lines = append(lines, "")
			start++
		}
		lines = append(lines, f.heading(s, section)...)
		for range section.Fields {
			lines = append(lines, f.rowLines(s, c, f.rows[next], next == f.focus)...)
			if next == f.focus {
				from, to = start, len(lines)
			}
			start = len(lines)
			next++
		}
	}
	return lines, from, to
}

func (f *Form) heading(s *theme.Styles, section Section) []string {
	if section.Heading == "" {
		return nil
	}
	line := s.Strong.Render(section.Heading)
	if section.Note != "" {
		line += s.Muted.Render(" — " + section.Note)
	}
	return []string{text.Cut(line, f.width)}
}

// rowLines renders a field with its label and message.
func (f *Form) rowLines(s *theme.Styles, c columns, r *row, focused bool) []string {
	mark, label := "  ", s.Label.Render(text.Cut(r.field.Label, maxLabel))
	if focused {
		mark, label = s.Key.Render("▸ "), s.Selected.Render(text.Cut(r.field.Label, maxLabel))
	}
	field := text.Cut(f.fieldView(s, c, r, focused), c.field)
	style, said := r.said(s)
	if !c.wide {
		lines := []string{mark + label, "  " + field}
		if said != "" {
			lines = append(lines, text.Indent(text.Style(style, text.Wrap(said, c.message)), "  ")...)
		}
		for i, line := range lines {
			lines[i] = text.Cut(line, f.width)
		}
		return lines
	}
	first := mark + text.Fit(label, c.label) + strings.Repeat(" ", gap)
	if said == "" {
		return []string{first + field}
	}
	if ansi.StringWidth(said) <= c.message {
		return []string{first + text.Fit(field, c.field) + strings.Repeat(" ", gap) + style.Render(said)}
	}
	indent := strings.Repeat(" ", lead+c.label+gap)
	below := text.Style(style, text.Wrap(said, f.width-len(indent)))
	return append([]string{first + field}, text.Indent(below, indent)...)
}

// fieldView renders the value: with huh where it is edited, and only as visible
// text everywhere else.
func (f *Form) fieldView(s *theme.Styles, c columns, r *row, focused bool) string {
	if focused {
		return r.editor.View()
	}
	value := r.field.Get()
	switch {
	case len(r.field.Choices) > 0:
		return text.Safe(s, label(r.field, value))
	case value == "" && r.field.Placeholder != "":
		return s.Muted.Render(text.Cut(r.field.Placeholder, c.field))
	case value == "":
		return s.Line.Render("·")
	case r.field.Hidden:
		return s.Text.Render(fmt.Sprintf("•••••••• (%d characters)", utf8.RuneCountInString(value)))
	default:
		return text.Safe(s, value)
	}
}

// label is what a choice's value is called.
func label(field *Field, value string) string {
	for _, choice := range field.Choices {
		if choice.Value == value {
			return choice.Label
		}
	}
	return value
}

// said is the message beside the field, with a sign so that it does not hang on its
// colour alone.
func (r *row) said(s *theme.Styles) (lipgloss.Style, string) {
	message := r.message
	if r.note != "" && message.Level != Wrong {
		message = Message{Level: Warning, Text: r.note}
	}
	outside := safetext.Visible(message.Text)
	switch {
	case outside == "":
		return s.Muted, ""
	case message.Level == Good:
		return s.Good, "✓ " + outside
	case message.Level == Warning:
		return s.Warning, "! " + outside
	case message.Level == Wrong:
		return s.Bad, "✗ " + outside
	default:
		return s.Muted, outside
	}
}

// help is what stands below the fields: the sentence about the field with the
// focus, and the values known for it. Low forms have less of it.
func (f *Form) help(s *theme.Styles) []string {
	if f.focus >= len(f.rows) || f.height < 5 {
		return nil
	}
	r := f.rows[f.focus]
	room := min(3, f.height/3)
	var lines []string
	known := f.knownLine(s, r)
	if known != "" {
		room--
	}
	if help := strings.TrimSpace(r.field.Help + " " + r.field.Keys); help != "" && room > 0 {
		lines = text.Style(s.Muted, f.wrapped(help, room))
	}
	if r.field.More != "" && f.height >= roomyForm {
		lines = append(lines, text.Style(s.Muted, f.wrapped(r.field.More, moreLines))...)
	}
	if known != "" {
		lines = append(lines, known)
	}
	return lines
}

// wrapped is a text in at most so many lines.
func (f *Form) wrapped(words string, most int) []string {
	lines := text.Wrap(words, f.width)
	if len(lines) > most {
		lines = append(lines[:most-1], text.Cut(strings.Join(lines[most-1:], " "), f.width))
	}
	return lines
}

// knownLine names the completion and the other known values.
func (f *Form) knownLine(s *theme.Styles, r *row) string {
	matching := r.matching()
	completion := r.completion()
	switch {
	case completion != "":
		line := s.Key.Render("→") + s.Muted.Render(" completes to ") + text.Safe(s, completion)
		if len(matching) > 1 {
			line += s.Muted.Render(" · also " + safetext.Visible(strings.Join(matching[1:], " · ")))
		}
		return text.Cut(line, f.width)
	case len(matching) > 0 && r.Get() == "":
		return text.Cut(s.Muted.Render("Known: "+safetext.Visible(strings.Join(matching, " · "))), f.width)
	}
	return ""
}
