package ui_test

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/theme"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// checkExact fails the test unless the frame is exactly as large as its terminal.
func checkExact(t *testing.T, frame string, size uitest.Size) {
	t.Helper()
	frames.Check(t, frame, size)
	lines := strings.Split(frame, "\n")
	if len(lines) != size.Height {
		t.Errorf("%d lines, want %d", len(lines), size.Height)
	}
	for i, line := range lines {
		if width := ansi.StringWidth(line); width != size.Width {
			t.Errorf("line %d is %d cells wide, want %d: %q", i+1, width, size.Width, line)
		}
	}
}

// terminalSizes are sizes from nothing to very large, with all those around which
// the frame changes its shape.
func terminalSizes() []uitest.Size {
	var sizes []uitest.Size
	for _, width := range []int{1, 39, 40, 59, 60, 75, 76, 80, 81, 109, 110, 120} {
		for _, height := range []int{1, 11, 12, 13, 19, 20, 24, 40} {
			sizes = append(sizes, uitest.Size{Width: width, Height: height})
		}
	}
	return append(sizes, uitest.Size{Width: 300, Height: 100}, uitest.Size{Width: 40, Height: 100})
}

// unruly is a body that is larger than most sizes and holds wide characters.
func unruly() string {
	line := strings.Repeat("日本語 e\u0301 🙂 wide ", 8)
	return strings.Repeat(line+"\n", 50)
}

func TestFramesFillTheTerminalAtEverySize(t *testing.T) {
	for _, palette := range frames.Palettes() {
		t.Run(palette.Name, func(t *testing.T) {
			p := start(t, standard, palette.Name)
			p.session.Connect()
			openToken(t, p.session)
			p.session.Connection.Profile.Name = "profil\u202eé 日本"
			p.screens[common.Details].body = unruly()
			p.screens[common.Token].state = common.Problem
			for _, keys := range [][]string{{}, {"3"}, {"?"}, {"ctrl+p"}} {
				p.Keys(keys...)
				for _, size := range terminalSizes() {
					p.Resize(size)
					checkExact(t, p.StyledFrame(), size)
				}
				p.Resize(standard)
				if palette.Name == "mono" {
					frames.CheckColourless(t, p.StyledFrame())
				}
				p.Keys("esc")
			}
		})
	}
}

func TestATerminalThatIsTooSmallSaysSo(t *testing.T) {
	p := start(t, uitest.Size{Width: 39, Height: 12}, "dark")
	if got := p.Frame(); !strings.Contains(got, "40×12") || !strings.Contains(got, "39×12") {
		t.Errorf("the page does not name both sizes:\n%s", got)
	}
	p.Resize(uitest.Size{Width: 40, Height: 12})
	if got := p.Frame(); !strings.Contains(got, "1/8 Connect") {
		t.Errorf("40×12 does not work:\n%s", got)
	}
}

func TestFrameGoldens(t *testing.T) {
	pages := map[string][]string{"privileges": {"2"}, "help": {"2", "?"}, "palette": {"2", "ctrl+p"}}
	for name, keys := range pages {
		for _, size := range uitest.GoldenSizes() {
			t.Run(fmt.Sprintf("%s/%s", name, size), func(t *testing.T) {
				p := start(t, size, "mono")
				p.session.Connect()
				openToken(t, p.session)
				p.session.Draft.SearchHub = "SupportHub"
				p.session.Draft.UserIDs[0].Name = "asmith@example.com"
				p.screens[common.Connect].state = common.Done
				p.screens[common.Details].state = common.Problem
				p.Keys(keys...)
				checkExact(t, p.StyledFrame(), size)
				uitest.Golden(t, p.Frame())
			})
		}
	}
}

func TestTheSideShowsTheRequestAsItGrows(t *testing.T) {
	p := start(t, uitest.Size{Width: 120, Height: 40}, "dark")
	p.Keys("3")
	if !strings.Contains(p.Frame(), "The request appears here") {
		t.Errorf("without a connection:\n%s", p.Frame())
	}
	p.session.Connect()
	p.session.Draft.SearchHub = "Support\x1b[31mHub"
	for _, want := range []string{"POST ", "acmecorp", `"searchHub": "Support\u001b[31mHub"`, "Bearer xxSA…("} {
		if !strings.Contains(p.Frame(), want) {
			t.Errorf("want %q at the side:\n%s", want, p.Frame())
		}
	}
	p.session.Draft.Validity = "25h"
	if !strings.Contains(p.Frame(), "! ") {
		t.Errorf("the side does not say that the validity is too long:\n%s", p.Frame())
	}
	p.session.Draft.Kind = common.PlatformToken
	p.session.Draft.Privileges = []coveoapi.Privilege{{Owner: "SEARCH_API", TargetDomain: "EXECUTE_QUERY", Type: "ENABLE", TargetID: "*"}}
	if !strings.Contains(p.Frame(), "EXECUTE_QUERY") {
		t.Errorf("the side did not follow the draft:\n%s", p.Frame())
	}
}

func TestTheCountdownTicksOnlyWhileItIsNeeded(t *testing.T) {
	p := start(t, standard, "dark")
	p.Advance(time.Minute)
	if p.Timers() != 0 {
		t.Errorf("%d timers wait without a token", p.Timers())
	}
	openToken(t, p.session)
	p.Send(common.TokenOpenedMsg{})
	p.Advance(time.Second)
	if !strings.Contains(p.Frame(), "expires in 58 m 59 s") || p.Timers() != 1 {
		t.Errorf("%d timers wait with a token:\n%s", p.Timers(), p.Frame())
	}
	if !strings.Contains(p.screens[common.Connect].take(), "common.TickMsg") {
		t.Error("the visible screen was not told of the second")
	}
	p.Advance(time.Hour)
	if !strings.Contains(p.Frame(), "✗ expired") || p.Timers() != 0 {
		t.Errorf("%d timers wait with an expired token:\n%s", p.Timers(), p.Frame())
	}
	p.screens[common.Connect].ticking = true
	p.Send(common.TokenOpenedMsg{})
	if p.Timers() != 1 {
		t.Errorf("%d timers wait although the screen counts", p.Timers())
	}
}

func TestTheBackgroundChoosesThePaletteUnlessTheUserDid(t *testing.T) {
	white := tea.BackgroundColorMsg{Color: color.White}
	for _, test := range []struct{ palette, want string }{{"auto", "light"}, {"", "light"}, {"dark", "dark"}, {"mono", "mono"}} {
		p := start(t, standard, test.palette)
		p.Send(white)
		if got := p.session.Styles.Palette.Name; got != test.want {
			t.Errorf("with palette %q a white background gives %s, want %s", test.palette, got, test.want)
		}
		told := strings.Contains(p.screens[common.Query].take(), "ThemeChangedMsg")
		if told != (test.palette == "auto" || test.palette == "") {
			t.Errorf("with palette %q screens told of a change: %v", test.palette, told)
		}
	}
}

func TestTheWindowTitleHoldsNoData(t *testing.T) {
	p := start(t, standard, "dark")
	p.session.Connect()
	openToken(t, p.session)
	if got := p.app.View().WindowTitle; got != "coveo-token" {
		t.Errorf("the title is %q", got)
	}
}

func benchmarkProgram(b *testing.B, size uitest.Size) *program {
	b.Helper()
	p := start(b, size, "dark")
	p.session.Connect()
	openToken(b, p.session)
	row := theme.New(theme.Dark()).Muted.Render(strings.Repeat("claim value ", 5))
	p.screens[common.Details].body = strings.TrimSuffix(strings.Repeat(row+"\n", size.Height), "\n")
	p.Keys("3")
	return p
}

func BenchmarkFrame(b *testing.B) {
	for _, size := range uitest.GoldenSizes() {
		b.Run(size.String(), func(b *testing.B) {
			p := benchmarkProgram(b, size)
			for b.Loop() {
				p.StyledFrame()
			}
		})
	}
}

func BenchmarkKeyAndFrame(b *testing.B) {
	p := benchmarkProgram(b, uitest.Size{Width: 120, Height: 40})
	for b.Loop() {
		p.Send(tea.KeyPressMsg{Code: 'j', Text: "j"})
		p.StyledFrame()
	}
}

func BenchmarkScreens(b *testing.B) {
	p := startReal(b, uitest.Size{Width: 120, Height: 40}, "dark")
	for _, step := range common.Steps() {
		p.Send(common.GoToMsg{Screen: step})
		b.Run(string(step), func(b *testing.B) {
			for b.Loop() {
				p.StyledFrame()
			}
		})
	}
}

func TestTheStepsAroundTheActiveOneKeepTheirTitles(t *testing.T) {
	p := start(t, uitest.Size{Width: 60, Height: 24}, "mono")
	for _, test := range []struct {
		step string
		want []string
	}{
		{"1", []string{"[1 Connect ·]", "2 Privileges·", "7·"}},
		{"4", []string{"1·", "3 Details·", "[4 Review ·]", "5 Token·"}},
		{"7", []string{"1·", "2·", "6 Query·", "[7 Compare ·]"}},
	} {
		p.Keys(test.step)
		bar := strings.Split(p.Frame(), "\n")[1]
		for _, want := range test.want {
			if !strings.Contains(bar, want) {
				t.Errorf("step %s: want %q in %q", test.step, want, bar)
			}
		}
	}
}
