package handedit_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/handedit"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/tokens"
)

func press(t *testing.T, e *handedit.Editing, name string) (cmd tea.Cmd, used bool) {
	t.Helper()
	key, ok := common.KeyPress(name)
	if !ok {
		t.Fatalf("there is no key %q", name)
	}
	return e.Key(key)
}

func TestTheKeysAreOfferedWhileTheyWork(t *testing.T) {
	s := uitest.NewSession(t)
	e := handedit.New(s.Session, common.Review, "E")
	help := func() string {
		var words []string
		for _, b := range e.Bindings() {
			words = append(words, b.Help().Key+" "+b.Help().Desc)
		}
		return strings.Join(words, ", ")
	}
	if _, used := press(t, e, "ctrl+r"); used || help() != "ctrl+e edit as JSON" {
		t.Errorf("with nothing to go back to: used %v, %s", used, help())
	}
	s.Draft.SetRawBody([]byte(`{}`))
	if help() != "ctrl+e edit as JSON, ctrl+r back to the form" {
		t.Errorf("with an edited body: %s", help())
	}
	if _, used := press(t, e, "ctrl+r"); !used || help() != "ctrl+e edit as JSON, ctrl+r back to your JSON" {
		t.Errorf("at the form: used %v, %s", used, help())
	}
	for _, name := range []string{"ctrl+e", "E"} {
		if _, used := press(t, e, name); !used {
			t.Errorf("%s does not edit", name)
		}
	}
	if _, used := press(t, e, "x"); used {
		t.Error("x is taken")
	}
}

func TestLinesFitAndAreSafeWhateverTheBodyHolds(t *testing.T) {
	s := uitest.NewSession(t)
	e := handedit.New(s.Session, common.Details)
	var names []string
	for i := range 20 {
		names = append(names, fmt.Sprintf("%q:1", fmt.Sprintf("%02d%s", i, tokens.Hostile())))
	}
	s.Draft.SetRawBody([]byte("{" + strings.ReplaceAll(strings.Join(names, ","), `\x`, `\u00`) + "}"))
	e.Accept(common.EditedMsg{Err: errors.New(tokens.Hostile())})
	for width := 12; width < 100; width += 7 {
		for _, line := range e.Lines(width) {
			if ansi.StringWidth(line) > width {
				t.Errorf("%d cells where there are %d: %q", ansi.StringWidth(line), width, line)
			}
			for _, r := range ansi.Strip(line) {
				if safetext.Hidden(r) {
					t.Errorf("a raw %U: %q", r, line)
				}
			}
		}
	}
}

func TestOnlyTheFirstUnknownAttributesAreNamed(t *testing.T) {
	s := uitest.NewSession(t)
	s.Draft.SetRawBody([]byte(`{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1}`))
	lines := ansi.Strip(strings.Join(handedit.New(s.Session, common.Details).Lines(200), "\n"))
	if !strings.HasSuffix(lines, "a, b, c, d, e, f and 2 more") {
		t.Errorf("said:\n%s", lines)
	}
}
