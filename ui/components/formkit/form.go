// Package formkit is a container for the fields of huh. huh's own Form does not
// suit us: our rows come and go while they are filled in, what is wrong is said
// beside the field as it is typed, and huh announces "next field" with a message
// that has no address, so that one form would move another on. A Form here keeps
// the focus itself, passes keys to the one huh field that has it, and runs none of
// the commands the fields return.
package formkit

import (
	"coveotoken/ui/theme"
)

// Level says how a message is meant.
type Level int

// The levels of a message. Only Wrong keeps a form from being accepted.
const (
	Hint Level = iota
	Good
	Warning
	Wrong
)

// Message is what is said beside a field about its value. An empty text says
// nothing.
type Message struct {
	Level Level
	Text  string // may hold text from outside
}

// Choice is one value of a field that offers a few.
type Choice struct {
	Value, Label string
}

// Field describes one line of a form. The value lives where Get and Set put it:
// every key that changes it calls Set at once.
type Field struct {
	// ID names the field in its form.
	ID    string
	Label string
	// Help is a sentence, shown while the field has the focus.
	Help string
	// Keys is a sentence about keys that do more with it, shown after Help.
	Keys string
	// More is shown below it where there is room.
	More        string
	Placeholder string
	Get         func() string
	Set         func(string)
	// Hidden keeps the value off the screen, for keys and tokens.
	Hidden bool
	// Choices, when there are any, are the only values.
	Choices []Choice
	// Known lists values that are offered as completions, or is nil.
	Known func() []string
	// Check judges the value as typed, or is nil.
	Check func(value string) Message
	// Tidy cleans a pasted value and says in a note what it removed, or is nil.
	Tidy func(value string) (tidied, note string)
}

// Section is a heading with fields below it. Without fields it is folded up, and its
// note says how to open it.
type Section struct {
	Heading string
	// Note stands after the heading, or is "".
	Note   string
	Fields []Field
}

// Form is a set of sections of which one field has the focus. Use New.
type Form struct {
	sections []Section
	rows     []*row
	focus    int // in rows
	theme    *fieldTheme

	width, height int
	top           int // first visible line
	// toTop has the next frame start with the focus.
	toTop bool
}

// New makes a form without fields.
func New() *Form { return &Form{theme: &fieldTheme{}} }

// SetSections replaces the fields. The focus stays on the field of the same ID, or
// of the same place when there is none.
func (f *Form) SetSections(sections []Section) {
	focused := f.Focused()
	f.sections = sections
	f.rows = nil
	for i := range sections {
		for j := range sections[i].Fields {
			f.rows = append(f.rows, newRow(&sections[i].Fields[j], i, f.theme))
		}
	}
	f.layOut()
	f.focus = max(0, min(f.focus, len(f.rows)-1))
	f.check()
	if !f.FocusOn(focused) {
		f.focusRow(f.focus)
	}
}

// SetSize sets the size of the whole form in cells.
func (f *Form) SetSize(width, height int) {
	f.width, f.height = max(0, width), max(0, height)
	f.layOut()
}

// Refresh takes over values, completions and verdicts that changed elsewhere.
func (f *Form) Refresh() {
	for _, r := range f.rows {
		r.refresh()
	}
	f.check()
}

// Focused is the ID of the field with the focus, or "".
func (f *Form) Focused() string {
	if f.focus >= len(f.rows) {
		return ""
	}
	return f.rows[f.focus].field.ID
}

// FocusOn moves the focus and reports whether there is such a field.
func (f *Form) FocusOn(id string) bool {
	for i, r := range f.rows {
		if r.field.ID == id {
			f.focusRow(i)
			return true
		}
	}
	return false
}

// FocusAtTop is FocusOn that also scrolls so far that as much as possible of what
// follows is visible.
func (f *Form) FocusAtTop(id string) bool {
	f.toTop = f.FocusOn(id)
	return f.toTop
}

// FirstWrong is the ID of the first field whose value is wrong, or "".
func (f *Form) FirstWrong() string {
	for _, r := range f.rows {
		if r.message.Level == Wrong && r.message.Text != "" {
			return r.field.ID
		}
	}
	return ""
}

// MessageOf is what is said beside a field now.
func (f *Form) MessageOf(id string) Message {
	for _, r := range f.rows {
		if r.field.ID == id {
			return r.message
		}
	}
	return Message{}
}

// Typing reports whether letters go into the field with the focus.
func (f *Form) Typing() bool { return f.focus < len(f.rows) && f.rows[f.focus].typed() }

// focusRow moves the focus to a row.
func (f *Form) focusRow(to int) {
	if to < 0 || to >= len(f.rows) {
		return
	}
	if f.focus < len(f.rows) {
		f.rows[f.focus].blur()
	}
	f.focus, f.toTop = to, false
	f.rows[to].focus()
	f.check()
}

// check judges every value: one field's verdict may hang on another's value.
func (f *Form) check() {
	for _, r := range f.rows {
		r.check()
	}
}

// layOut tells the huh fields how wide they are.
func (f *Form) layOut() {
	l := f.columns()
	for _, r := range f.rows {
		r.setWidth(l.field)
	}
}

// useStyles makes the huh fields look like the rest of the program.
func (f *Form) useStyles(s *theme.Styles) { f.theme.use(s) }
