package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi"
	"coveotoken/ui"
	"coveotoken/ui/theme"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

func TestTheTerminalsColoursDecideOnTheStyles(t *testing.T) {
	p := start(t, standard, "auto")
	p.Send(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
	if got, want := p.session.Styles.Palette, theme.Choose("dark", true, theme.SixteenColours); got != want {
		t.Errorf("with sixteen colours the palette is %+v", got)
	}
	if told := p.screens["query"].take(); !strings.Contains(told, "ThemeChangedMsg") {
		t.Errorf("the screens were told %q", told)
	}
	p.Send(tea.ColorProfileMsg{Profile: colorprofile.ASCII})
	frames.CheckColourless(t, p.StyledFrame())
	p.Send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	if got := p.session.Styles.Palette.Name; got != "dark" {
		t.Errorf("with all colours the palette is %s", got)
	}
}

// startASCII runs the root model with the real screens on a terminal of ASCII alone.
func startASCII(t *testing.T, size uitest.Size) *uitest.Pump {
	t.Helper()
	session := uitest.NewSession(t)
	session.Connect()
	session.API.Expect("PlatformTokenPrivileges", []coveoapi.Privilege(nil), nil).Always()
	session.API.Expect("Pipelines", []coveoapi.Pipeline(nil), nil).Always()
	openToken(t, session)
	session.Draft.UserIDs[0].Name = "日本語é🙂@example.com"
	app := ui.NewApp(ui.Options{Session: session.Session, Screens: ui.NewScreens(session.Session), ASCII: true})
	return uitest.NewModelPump(t, session, app, size)
}

func TestATerminalOfASCIIGetsNothingElse(t *testing.T) {
	p := startASCII(t, standard)
	for _, step := range []string{"alt+1", "alt+2", "alt+3", "alt+4", "alt+5", "alt+6", "alt+7", "f1", "ctrl+p"} {
		p.Keys(step)
		for _, size := range uitest.GoldenSizes() {
			p.Resize(size)
			checkExact(t, p.StyledFrame(), size)
			if i := strings.IndexFunc(ansi.Strip(p.StyledFrame()), func(r rune) bool { return r > '~' }); i >= 0 {
				t.Fatalf("%s at %s is not ASCII:\n%s", step, size, p.Frame())
			}
		}
	}
}

func TestASCIIGoldens(t *testing.T) {
	for _, size := range uitest.GoldenSizes() {
		t.Run(size.String(), func(t *testing.T) {
			p := startASCII(t, size)
			p.Keys("alt+3")
			uitest.Golden(t, p.Frame())
		})
	}
}
