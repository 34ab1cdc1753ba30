package ui_test

import (
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// impersonating is what a key of the Authenticated search template holds.
func impersonating() coveoapi.Privilege {
	return coveoapi.Privilege{Owner: "SEARCH_API", TargetDomain: "IMPERSONATE", Type: "ENABLE", TargetID: "*"}
}

// startWithKey starts the program with its real screens, connected with a key.
func startWithKey(t *testing.T, size uitest.Size, held ...coveoapi.Privilege) *program {
	t.Helper()
	p := startReal(t, size, "dark")
	p.session.Connection.Held = held
	p.Send(common.ConnectedMsg{})
	return p
}

func TestTaskGoldens(t *testing.T) {
	for _, size := range uitest.GoldenSizes() {
		for name, keys := range map[string][]string{"held": nil, "lacking": {"down", "down", "down", "down"}} {
			t.Run(name+"/"+size.String(), func(t *testing.T) {
				p := startWithKey(t, size, impersonating())
				p.Keys("m")
				p.Keys(keys...)
				frames.Check(t, p.StyledFrame(), size)
				uitest.Golden(t, p.Frame())
			})
		}
	}
}

func TestTheExplanationOfATaskScrolls(t *testing.T) {
	p := startWithKey(t, uitest.Size{Width: 40, Height: 12})
	p.Keys("m")
	if strings.Contains(p.Frame(), "Source:") || !strings.Contains(p.Frame(), "pgdn more") {
		t.Fatalf("everything fits, so nothing scrolls:\n%s", p.Frame())
	}
	p.Keys("pgdown", "pgdown")
	if !strings.Contains(p.Frame(), "Source:") {
		t.Errorf("the end is not reached:\n%s", p.Frame())
	}
}

func TestATaskIsChosenFromConnect(t *testing.T) {
	p := startWithKey(t, uitest.Size{Width: 80, Height: 24}, impersonating())
	s := p.session
	p.Keys("m")
	if !strings.Contains(p.Frame(), "I want to…") || !strings.Contains(p.Frame(), "✓ Your key can mint it.") {
		t.Fatalf("got:\n%s", p.Frame())
	}
	p.Keys("down", "esc")
	if s.Draft.UserIDs[0].Name != "" {
		t.Error("looking at a task filled it in")
	}
	p.Keys("m", "down", "enter")
	if s.Draft.UserIDs[0].Name != "*@*" || !strings.Contains(p.Frame(), "[4 Review") {
		t.Errorf("%+v:\n%s", s.Draft, p.Frame())
	}
	p.Keys("1", "m", "enter")
	if !strings.Contains(p.Frame(), "Filled in, to run queries") {
		t.Errorf("got:\n%s", p.Frame())
	}
	s.Connection.HeldUnknown = common.ErrNoEditor
	p.Keys("1", "m")
	if !strings.Contains(p.Frame(), "? Whether your key can mint it is not known.") {
		t.Errorf("got:\n%s", p.Frame())
	}
}
