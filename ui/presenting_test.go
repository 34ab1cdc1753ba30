package ui_test

import (
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui"
	"coveotoken/ui/uitest"
)

// canaryPerson must not be seen in presenter mode, nor half of it.
const canaryPerson = "canary.person-name@long.example.com"

// startPresented runs the real screens in presenter mode. The form, a token and a key
// name people and hold canaries.
func startPresented(t *testing.T, size uitest.Size) *program {
	t.Helper()
	session := uitest.NewSession(t)
	session.Connect()
	session.API.Expect("PlatformTokenPrivileges", []coveoapi.Privilege(nil), nil).Always()
	session.API.Expect("Pipelines", []coveoapi.Pipeline(nil), nil).Always()
	openToken(t, session)
	session.Draft.UserIDs[0].Name = canaryPerson
	session.Draft.DisplayName = "Canary Person"
	session.Draft.Filter = "@author==" + canaryPerson
	app := ui.NewApp(ui.Options{Session: session.Session, Screens: ui.NewScreens(session.Session), Palette: "mono", Presenter: true})
	return &program{session: session, app: app, Pump: uitest.NewModelPump(t, session, app, size)}
}

func TestPresenterModeMasksEveryScreen(t *testing.T) {
	sizes := []uitest.Size{{Width: 40, Height: 12}, {Width: 63, Height: 17}, {Width: 120, Height: 40}}
	p := startPresented(t, standard)
	for _, keys := range [][]string{
		{"alt+1"}, {"alt+2"}, {"alt+3"}, {"tab", "tab"}, {"alt+4"}, {"alt+5"}, {"v"}, {"tab"}, {"alt+6"}, {"alt+7"}, {"f1"}, {"esc", "ctrl+p"},
	} {
		p.Keys(keys...)
		for _, size := range sizes {
			p.Resize(size)
			checkExact(t, p.StyledFrame(), size)
			for scroll := range 3 {
				frame := p.Frame()
				for _, canary := range []string{"canary", "Canary", "person-name", "xxSA", hourToken[4:16]} {
					if strings.Contains(frame, canary) {
						t.Fatalf("%v at %s, %d down: %q is shown:\n%s", keys, size, scroll, canary, frame)
					}
				}
				p.Keys("down")
			}
		}
	}
}

func TestPresenterModeSaysThatItIsOn(t *testing.T) {
	p := start(t, uitest.Size{Width: 120, Height: 40}, "mono")
	before := p.Frame()
	p.Keys("P")
	for _, want := range []string{"PRESENTER", "Presenter mode: "} {
		if !strings.Contains(p.Frame(), want) {
			t.Errorf("want %q:\n%s", want, p.Frame())
		}
	}
	p.Keys("3", "?", "esc")
	if !strings.Contains(p.Frame(), " 3 ? esc ") {
		t.Errorf("the pressed keys are not shown:\n%s", p.Frame())
	}
	p.Keys("ctrl+p")
	p.Type("secret")
	if !strings.Contains(p.Frame(), "typing") || strings.Contains(p.Frame(), "s e c") {
		t.Errorf("the keys of a text are shown:\n%s", p.Frame())
	}
	p.Keys("esc", "1", "P")
	p.Advance(10 * time.Second)
	if p.Frame() != before {
		t.Errorf("presenter mode left something behind:\n%s", p.Frame())
	}
}

func TestWhatIsCopiedInPresenterModeIsNotMasked(t *testing.T) {
	p := startPresented(t, standard)
	p.Keys("alt+5", "y")
	if p.Clipboard() != hourToken || !strings.Contains(p.Frame(), "token, unmasked, sent to the clipboard") {
		t.Errorf("copied %q:\n%s", p.Clipboard(), p.Frame())
	}
}

func TestPresenterGoldens(t *testing.T) {
	for _, size := range uitest.GoldenSizes() {
		t.Run(size.String(), func(t *testing.T) {
			p := startPresented(t, size)
			p.Keys("alt+5", "alt+3")
			uitest.Golden(t, p.Frame())
		})
	}
}
