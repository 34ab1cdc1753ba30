package token

import (
	"errors"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/dustin/go-humanize"

	"coveotoken/coveoapi/recorded"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// pasteField takes a token. It never shows it, and keeps its bytes outside of any
// text field: those become slow long before a megabyte.
type pasteField struct {
	shown bool
	held  []byte
	// err is why what was last tried is not a token.
	err error
}

func (p *pasteField) open()  { *p = pasteField{shown: true} }
func (p *pasteField) close() { *p = pasteField{} }

// replace puts what was pasted in the place of what was held.
func (p *pasteField) replace(content string) {
	p.held, p.err = []byte(content), nil
}

func (p *pasteField) typed(characters string) {
	p.held, p.err = append(p.held, characters...), nil
}

func (p *pasteField) erase() {
	_, size := utf8.DecodeLastRune(p.held)
	p.held, p.err = p.held[:len(p.held)-size], nil
}

// lines shows the field and, under it, why what it holds is not a token.
func (p *pasteField) lines(styles *theme.Styles, width int, keeps bool) []string {
	holds := "paste a token, or a request: curl, HAR, URL"
	style := styles.Muted
	if len(p.held) > 0 {
		holds, style = "["+p.what()+", "+humanize.Comma(int64(len(p.held)))+" bytes]", styles.Strong
	}
	lines := []string{text.Cut(styles.Label.Render("Token ▸ ")+style.Render(holds)+styles.Accent.Render("▏"), width)}
	if p.err == nil {
		return lines
	}
	explained := explain(p.err)
	if keeps {
		explained += " The token you had is still open."
	}
	for i, line := range text.Wrap(explained, max(1, width-2)) {
		prefix := "  "
		if i == 0 {
			prefix = "✗ "
		}
		lines = append(lines, text.Cut(styles.Bad.Render(prefix+line), width))
	}
	return lines
}

// what names what the field holds by how it begins.
func (p *pasteField) what() string {
	const start = 64 << 10
	if recorded.Looks(string(p.held[:min(len(p.held), start)])) {
		return "request"
	}
	return "token"
}

// explain says which part of what was pasted is not a token's, where and why. The
// reason names the part.
func explain(err error) string {
	var syntax *jwtview.SyntaxError
	if !errors.As(err, &syntax) {
		return safetext.Visible(err.Error())
	}
	words := "This is not a token: " + syntax.Reason
	if syntax.Offset >= 0 && !strings.Contains(syntax.Reason, "byte ") {
		words += " (" + syntax.Part + ", byte " + humanize.Comma(int64(syntax.Offset)) + ")"
	}
	return safetext.Visible(sentence(words))
}

// sentence ends a text with a full stop, once.
func sentence(s string) string {
	if last, _ := utf8.DecodeLastRuneInString(s); last == '.' || last == '?' || last == '!' {
		return s
	}
	return s + "."
}

// pasted takes a paste: into an open field, or else as the token to open.
func (s *Screen) pasted(content string) tea.Cmd {
	if s.save.shown {
		s.save.change(s.save.name + strings.Join(strings.Fields(content), " "))
		s.layout()
		return nil
	}
	opened := s.paste.shown
	if !opened {
		s.paste.open()
	}
	s.paste.replace(content)
	if !opened {
		return s.acceptPaste()
	}
	s.layout()
	return nil
}

func (s *Screen) pasteKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, s.keys.accept):
		return s.acceptPaste()
	case key.Matches(msg, s.keys.erase):
		s.paste.erase()
	case key.Matches(msg, s.keys.clear):
		s.paste.replace("")
	default:
		s.paste.typed(msg.Text)
	}
	s.layout()
	return nil
}

// acceptPaste opens what the field holds. What is not a token stays there with the
// reason, and the token that was open stays open.
func (s *Screen) acceptPaste() tea.Cmd {
	defer s.layout()
	if len(s.paste.held) == 0 {
		s.paste.close()
		return nil
	}
	opened, err := s.session.OpenPasted(string(s.paste.held))
	if err != nil {
		s.paste.err = err
		return nil
	}
	s.paste.close()
	if s.session.Current == nil { // a request without a token: its query is what there is
		return tea.Sequence(opened, common.GoTo(common.Query))
	}
	return opened
}
