package ui_test

import (
	"strings"
	"testing"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

// TestHelpBeginsWithWhatHasTheFocus opens the help of the real screens.
func TestHelpBeginsWithWhatHasTheFocus(t *testing.T) {
	pages := []struct {
		name  string
		kind  common.TokenKind
		step  common.ID
		keys  []string
		wants []string
	}{
		{"details", common.SearchToken, common.Details, []string{"tab", "tab", "tab", "tab", "tab"}, []string{"Search hub", "The search page's name", "Becomes the claim"}},
		{"privileges", common.PlatformToken, common.Privileges, nil, []string{"Execute queries", "EXECUTE_QUERY", "Unlocks"}},
		{"token", common.SearchToken, common.Token, nil, []string{"Source:"}},
	}
	for _, page := range pages {
		for _, size := range []uitest.Size{{Width: 80, Height: 24}, {Width: 40, Height: 12}} {
			t.Run(page.name+"/"+size.String(), func(t *testing.T) {
				p := startReal(t, size, "mono")
				p.session.Draft.Kind = page.kind
				p.Send(common.DraftChangedMsg{})
				p.Send(common.GoToMsg{Screen: page.step})
				p.Keys(append(page.keys, "f1")...)
				checkExact(t, p.StyledFrame(), size)
				uitest.Golden(t, p.Frame())
				shown := p.Frame()
				for range 30 {
					p.Keys("down")
					shown += p.Frame()
				}
				for _, want := range append(page.wants, "Keys of") {
					if !strings.Contains(shown, want) {
						t.Errorf("the help lacks %q:\n%s", want, p.Frame())
					}
				}
			})
		}
	}
}

func TestHelpShowsTextFromOutsideSafely(t *testing.T) {
	p := startReal(t, standard, "dark")
	p.session.API.Expect("Pipelines", nil, nil).Always()
	p.Send(common.GoToMsg{Screen: common.Details})
	p.session.Draft.Validity = "\x1b[2J\u202e"
	p.Send(common.FocusFieldMsg{Field: "validity"})
	p.Keys("f1")
	if frame := p.StyledFrame(); strings.Contains(frame, "\x1b[2J") || strings.Contains(frame, "\u202e") {
		t.Errorf("a value reached the terminal raw: %q", frame)
	}
}
