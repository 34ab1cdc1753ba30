// Package codeview shows requests as programs: a menu of languages, the program in the
// chosen one with its parts coloured, and a key that copies it. A screen opens it in
// the place of its body.
package codeview

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/snippet"
	"coveotoken/ui/common"
	"coveotoken/ui/components/pane"
	"coveotoken/ui/components/text"
)

const (
	// roomy is the height from which it says what to do.
	roomy = 6
	// maxShown is how much of a program is laid out; all of it is copied.
	maxShown = 64 << 10
	// tokenEntry stands in the menu for the token itself.
	tokenEntry = "token"
)

// View is the menu with the program. Make one with New.
type View struct {
	session       *common.Session
	keys          keyMap
	width, height int
	pane          pane.Pane

	shown     bool
	withToken bool
	subjects  []Subject
	subject   int
	// program is what is shown of the chosen entry, "" for the token.
	program string
	// chosen is the entry of the menu, which stays from one opening to the next.
	chosen string
}

// New makes a view that is closed.
func New(session *common.Session) *View {
	return &View{session: session, keys: newKeyMap(), chosen: snippet.Languages()[0].ID}
}

// Shown reports whether the view is open.
func (v *View) Shown() bool { return v.shown }

// Open shows the first of at least one subject. withToken also offers the session's
// current token to be copied.
func (v *View) Open(withToken bool, subjects ...Subject) {
	v.shown, v.withToken, v.subjects, v.subject = true, withToken && v.session.Current != nil, subjects, 0
	v.turn(0)
}

// Close closes the view and reports whether it was open.
func (v *View) Close() bool {
	was := v.shown
	v.shown, v.subjects, v.program = false, nil, ""
	v.pane.SetLines(nil)
	return was
}

// SetSize sets the size in cells.
func (v *View) SetSize(width, height int) {
	v.width, v.height = max(0, width), max(0, height)
	v.Refresh()
}

// entries are the menu: IDs of languages, and perhaps the token.
func (v *View) entries() []string {
	var ids []string
	if v.withToken {
		ids = append(ids, tokenEntry)
	}
	for _, l := range snippet.Languages() {
		if l.Offers(v.subjects[v.subject].Request) {
			ids = append(ids, l.ID)
		}
	}
	return ids
}

// position is where the chosen entry is in the menu, its start when it is not there.
func position(entries []string, chosen string) int {
	for i, id := range entries {
		if id == chosen {
			return i
		}
	}
	return 0
}

// turn chooses the entry that many further on.
func (v *View) turn(by int) {
	entries := v.entries()
	v.chosen = entries[(position(entries, v.chosen)+by+len(entries))%len(entries)]
	v.pane.ScrollTo(0)
	v.write()
	v.Refresh()
}

// swap shows the next subject in the same language.
func (v *View) swap() {
	v.subject = (v.subject + 1) % len(v.subjects)
	v.turn(0)
}

// write writes the program of the chosen entry.
func (v *View) write() {
	language, ok := snippet.Find(v.chosen)
	v.program = ""
	if subject := v.subjects[v.subject]; ok {
		v.program = language.Write(subject.Request, subject.Variable)
	}
}

// copy puts what is shown on the clipboard.
func (v *View) copy() tea.Cmd {
	if v.chosen == tokenEntry {
		return common.CopyToken(v.session)
	}
	return common.Copy(v.session, name(v.chosen)+" code", v.program)
}

// Refresh makes the lines again after something that they show changed.
func (v *View) Refresh() {
	if !v.shown || v.width == 0 || v.height == 0 {
		return
	}
	v.pane.SetSize(v.width, v.height-len(v.head()))
	v.pane.SetLines(v.lines())
}

func (v *View) lines() []string {
	styles := v.session.Styles
	if v.chosen == tokenEntry {
		if v.session.Current == nil {
			return nil
		}
		lines := []string{text.Cut(v.session.Current.Secret.Masked(), v.width), ""}
		return append(lines, text.Style(styles.Muted, text.Wrap("The token itself, which is masked here. y copies it: whoever has it can use it until it expires.", v.width))...)
	}
	code := v.program
	if len(code) <= maxShown {
		return Lines(styles, v.chosen, code, v.width)
	}
	lines := Lines(styles, v.chosen, strings.ToValidUTF8(code[:maxShown], ""), v.width)
	return append(lines, styles.Muted.Render(text.Cut("… y copies the rest too", v.width)))
}

// View renders at most the size that was set.
func (v *View) View() string {
	if v.width == 0 || v.height == 0 {
		return ""
	}
	lines := v.head()
	lines = append(lines, strings.Split(v.pane.View(), "\n")...)
	return strings.Join(lines[:min(len(lines), v.height)], "\n")
}

// head is what stands above the program: what it is, and the menu.
func (v *View) head() []string {
	styles := v.session.Styles
	if v.height < roomy {
		return []string{v.menu()}
	}
	subject := v.subjects[v.subject]
	line := strings.ToUpper(subject.Name[:1]) + subject.Name[1:]
	if strings.Contains(v.program, subject.Variable) {
		line += ", with $" + subject.Variable
	}
	menu := v.menu()
	if v.pane.Scrolls() {
		scrolled := "  lines " + v.pane.Position()
		if text.Width(line+scrolled) <= v.width {
			line += scrolled
		} else {
			menu += styles.Muted.Render(scrolled)
		}
	}
	return []string{styles.Muted.Render(text.Cut(line, v.width)), text.Cut(menu, v.width), ""}
}

// menu names the entries, or only the chosen one where there is no room for all.
func (v *View) menu() string {
	styles := v.session.Styles
	entries := v.entries()
	at := position(entries, v.chosen)
	for _, between := range []string{" │ ", "  ", " "} {
		var b strings.Builder
		for i, id := range entries {
			if i > 0 {
				b.WriteString(styles.Line.Render(between))
			}
			if i == at {
				b.WriteString(styles.StepActive.Render("▸" + name(id)))
			} else {
				b.WriteString(styles.Muted.Render(name(id)))
			}
		}
		if line := b.String(); text.Width(line) <= v.width {
			return line
		}
	}
	count := "  " + strconv.Itoa(at+1) + " of " + strconv.Itoa(len(entries)) + " ←/→"
	return text.Cut(styles.StepActive.Render("▸"+name(v.chosen))+styles.Muted.Render(count), v.width)
}

// name is an entry of the menu for people.
func name(id string) string {
	if language, ok := snippet.Find(id); ok {
		return language.Name
	}
	return id
}
