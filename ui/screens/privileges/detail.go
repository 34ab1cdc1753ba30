package privileges

import (
	"fmt"

	"charm.land/lipgloss/v2"
	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/text"
)

// showsAll is said where not all operations may be shown.
const showsAll = ", o shows all"

// detail explains the privilege under the cursor in at most height lines.
func (s *Screen) detail(width, height int) []string {
	_, p, ok := s.current()
	if !ok || width <= 0 || height <= 0 {
		return nil
	}
	lines := s.about(p, width)
	operations := catalog.Unlocks(p)
	lines = append(lines, s.operationsHead(len(operations), showsAll, width)...)
	for _, operation := range operations[:max(0, min(len(operations), height-len(lines)))] {
		lines = append(lines, s.operation(operation, width))
	}
	return lines[:min(len(lines), height)]
}

// about says what a privilege is, what matters most first.
func (s *Screen) about(p coveoapi.Privilege, width int) []string {
	styles := s.session.Styles
	entry := catalog.Describe(p)
	lines := s.wrap(styles.Strong, heading(entry, p), width)
	style, holding := s.holdingSentence(p)
	lines = append(lines, s.wrap(style, holding, width)...)
	lines = append(lines, s.wrap(styles.Text, entry.Meaning, width)...)
	return append(lines, s.wrap(styles.Muted, facts(p), width)...)
}

func heading(entry catalog.Entry, p coveoapi.Privilege) string {
	return NameOf(entry, p) + " · " + entry.Service
}

func (s *Screen) wrap(style lipgloss.Style, outside string, width int) []string {
	return text.Style(style, text.Wrap(safetext.Visible(outside), width))
}

// holdingSentence says whether the key could put the privilege into a token.
func (s *Screen) holdingSentence(p coveoapi.Privilege) (lipgloss.Style, string) {
	styles := s.session.Styles
	if style, sentence := s.evaluationOf(p); sentence != "" {
		return style, sentence
	}
	switch s.holds(p) {
	case held:
		return styles.Good, "✓ Your key holds it."
	case notHeld:
		return styles.Bad, "✗ Your key does not hold it, so it cannot give it."
	default:
		return styles.Muted, "? Whether your key holds it is not known."
	}
}

// facts are the identifiers that go into the request.
func facts(p coveoapi.Privilege) string {
	target := p.TargetID
	if target == "" || target == coveoapi.AnyTarget {
		target = "* (any; e limits it)"
	}
	line := p.Owner + "/" + p.TargetDomain + " · type " + p.EffectiveType() + " · target " + target
	if p.Level != "" {
		line += " · level " + p.Level
	}
	return line
}

func (s *Screen) operationsHead(count int, hint string, width int) []string {
	style := s.session.Styles.Label
	if count == 0 {
		style = s.session.Styles.Muted
	}
	return s.wrap(style, unlocks(count, hint), width)
}

func unlocks(count int, hint string) string {
	if count == 0 {
		return "No operation is documented to need it."
	}
	return fmt.Sprintf("Unlocks %s%s:", english.Plural(count, "operation", ""), hint)
}

func (s *Screen) operation(operation catalog.Operation, width int) string {
	styles := s.session.Styles
	return text.Cut(styles.JSONName.Render(fmt.Sprintf("%-6s ", operation.Method))+styles.Text.Render(operation.Path), width)
}

// everything is the page about the privilege under the cursor, with all operations
// that it unlocks and what else each of them needs.
func (s *Screen) everything() []string {
	_, p, ok := s.current()
	if !ok {
		return nil
	}
	const indent = "       "
	width := max(1, s.width)
	lines := append(s.about(p, width), "")
	operations := catalog.Unlocks(p)
	lines = append(lines, s.operationsHead(len(operations), "", width)...)
	for _, operation := range operations {
		lines = append(lines, s.operation(operation, s.width))
		if len(operation.Privileges) > 1 {
			lines = append(lines, text.Indent(s.wrap(s.session.Styles.Muted, needs(operation), max(1, width-len(indent))), indent)...)
		}
	}
	return lines
}

// needs names the privileges of an operation that needs, or accepts, several.
func needs(operation catalog.Operation) string {
	var names []string
	for _, p := range operation.Privileges {
		names = append(names, p.String())
	}
	if operation.AnyOf {
		return "any of " + english.WordSeries(names, "or")
	}
	return "needs " + english.WordSeries(names, "and")
}
