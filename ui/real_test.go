package ui_test

import (
	"context"
	"testing"

	"coveotoken/ui"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

// TestTheRealScreensOnATerminal types its way from connecting to a request, through
// the bytes that a terminal sends, and reads what it shows.
func TestTheRealScreensOnATerminal(t *testing.T) {
	session := uitest.NewSession(t)
	session.API.Expect("Open", common.Connection{}, nil)
	session.API.Expect("PlatformTokenPrivileges", nil, nil).Always()
	session.API.Expect("Pipelines", nil, nil).Always()
	term := uitest.StartTerminal(t, session.Clock, uitest.Size{Width: 120, Height: 40}, func(h uitest.Hooks) error {
		return ui.Run(context.Background(), ui.Options{
			Session: session.Session, Screens: ui.NewScreens(session.Session),
			Input: h.Input, Output: h.Output, Environ: h.Environ,
			Width: h.Size.Width, Height: h.Size.Height, Program: h.Program, Wrap: h.Wrap,
		})
	})
	steps := []struct {
		keys []string
		text string
		want []string
	}{
		{nil, "", []string{"[1 Connect ·]", "not connected"}},
		{[]string{"enter"}, "", []string{"[1 Connect ✓]", "sandbox · acmecorp"}},
		{[]string{"alt+2"}, "", []string{"[2 Privileges", "POST https://acmecorp.org.coveo.com/rest/search/"}},
		{[]string{"alt+3"}, "asmith@example.com", []string{"[3 Details ✓]", `"name": "asmith@example.com"`}},
		{[]string{"alt+4"}, "", []string{"[4 Review", "asmith@example.com"}},
		{[]string{"alt+5"}, "", []string{"[5 Token", "paste"}},
		{[]string{"alt+6"}, "", []string{"[6 Query", "token"}},
		{[]string{"esc", "esc"}, "", []string{"[4 Review"}},
	}
	for _, step := range steps {
		term.Keys(step.keys...)
		if step.text != "" {
			term.Type(step.text)
		}
		for _, want := range step.want {
			if !term.Has(want) {
				t.Fatalf("after %v %q: want %q:\n%s", step.keys, step.text, want, term.Screen())
			}
		}
	}
	term.Keys("ctrl+c")
	if err := term.Ended(); err != nil {
		t.Error(err)
	}
	restored(t, term.Output())
}
