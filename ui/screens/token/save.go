package token

import (
	"errors"
	"io/fs"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// defaultTokenFile is the name that is offered.
const defaultTokenFile = "token.jwt"

// saveField takes the name of the file that the token is to be saved in.
type saveField struct {
	shown, busy bool
	name        string
	// trouble is why nothing was saved, or "".
	trouble string
}

func (f *saveField) open() {
	f.shown, f.trouble = true, ""
	if f.name == "" {
		f.name = defaultTokenFile
	}
}

func (f *saveField) close() { f.shown, f.busy = false, false }

// change puts another name in the place of the one that was typed.
func (f *saveField) change(name string) { f.name, f.trouble = name, "" }

func (f *saveField) erase() {
	_, size := utf8.DecodeLastRuneInString(f.name)
	f.change(f.name[:len(f.name)-size])
}

// lines shows the field and, under it, what becomes of the file or why there is none.
// What was pasted into it by mistake may be a token, and is not shown.
func (f *saveField) lines(styles *theme.Styles, width int) []string {
	const label = "Save as ▸ "
	shown := safetext.Visible(new(safetext.Redactor).Redact(f.name))
	lines := []string{text.Cut(styles.Label.Render(label)+styles.Strong.Render(shown)+styles.Accent.Render("▏"), width)}
	if f.trouble == "" {
		return append(lines, styles.Muted.Render(text.Cut("  A new file that only you can read.", width)))
	}
	for i, line := range text.Wrap(f.trouble, max(1, width-2)) {
		prefix := "  "
		if i == 0 {
			prefix = "✗ "
		}
		lines = append(lines, text.Cut(styles.Bad.Render(prefix+line), width))
	}
	return lines
}

// savedMsg says how writing the file ended.
type savedMsg struct {
	name string
	err  error
}

// Owner implements common.Addressed.
func (savedMsg) Owner() common.ID { return common.Token }

func (s *Screen) saveKey(msg tea.KeyPressMsg) tea.Cmd {
	defer s.layout()
	switch {
	case s.save.busy:
	case key.Matches(msg, s.keys.accept):
		return s.saveToken()
	case key.Matches(msg, s.keys.erase):
		s.save.erase()
	case key.Matches(msg, s.keys.clear):
		s.save.change("")
	default:
		s.save.change(s.save.name + msg.Text)
	}
	return nil
}

// saveToken writes the token to the file that was named.
func (s *Screen) saveToken() tea.Cmd {
	name, write := strings.TrimSpace(s.save.name), s.session.WriteFile
	switch {
	case name == "":
		s.save.trouble = "Type a name."
		return nil
	case write == nil:
		s.save.trouble = "Files cannot be saved here."
		return nil
	}
	s.save.busy = true
	content := []byte(s.session.Current.Secret.Reveal() + "\n")
	return func() tea.Msg { return savedMsg{name, write(name, content)} }
}

// saved tells where the file is, or stays at its name to have another one typed.
func (s *Screen) saved(msg savedMsg) tea.Cmd {
	defer s.layout()
	s.save.busy = false
	switch {
	case errors.Is(msg.err, fs.ErrExist):
		s.save.trouble = "There is a file or link of that name already; it was left alone. Type another name."
	case msg.err != nil:
		s.save.trouble = "Nothing was saved: " + safetext.Visible(new(safetext.Redactor).Redact(msg.err.Error()))
	default:
		s.save.close()
		return common.Notify("Saved the token as " + safetext.Visible(msg.name) + "; only you can read it")
	}
	return nil
}
