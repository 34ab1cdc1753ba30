package ui_test

import (
	"image/color"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

func TestHelpListsTheKeysThatWorkNow(t *testing.T) {
	p := start(t, standard, "dark")
	p.Keys("f1")
	for _, want := range []string{"Keys of Connect", "go on", "retry", "Keys everywhere", "alt+1–8"} {
		if !strings.Contains(p.Frame(), want) {
			t.Errorf("help lacks %q:\n%s", want, p.Frame())
		}
	}
	if strings.Contains(p.Frame(), "not now") {
		t.Errorf("help lists a key that does not work:\n%s", p.Frame())
	}
	p.Keys("r", "2")
	if got := p.screens[common.Connect].take(); got != "" {
		t.Errorf("behind the help the screen got %q", got)
	}
	p.Keys("q")
	if p.Quit() || !strings.Contains(p.Frame(), "body of Connect") {
		t.Errorf("q did not just close the help:\n%s", p.Frame())
	}
}

func TestOverlaysFollowThePalette(t *testing.T) {
	for _, key := range []string{"?", "ctrl+p"} {
		p := start(t, standard, "auto")
		p.Keys(key)
		p.Send(tea.BackgroundColorMsg{Color: color.White})
		later := p.StyledFrame()
		p.Keys("esc", key)
		if later != p.StyledFrame() {
			t.Errorf("%s: the overlay kept the colours of another palette", key)
		}
	}
}

func TestHelpScrolls(t *testing.T) {
	p := start(t, uitest.Size{Width: 40, Height: 12}, "dark")
	p.Keys("?")
	if strings.Contains(p.Frame(), "quit at once") {
		t.Fatalf("everything fits, so nothing scrolls:\n%s", p.Frame())
	}
	p.Keys("end")
	if !strings.Contains(p.Frame(), "quit at once") {
		t.Errorf("end does not show the last line:\n%s", p.Frame())
	}
}

func TestThePaletteRunsActions(t *testing.T) {
	tests := []struct {
		name, text string
		check      func(*testing.T, *program)
	}{
		{"of the screen", "retr", func(t *testing.T, p *program) {
			if got := p.screens[common.Connect].take(); got != "key r" {
				t.Errorf("the screen got %q", got)
			}
		}},
		{"that jump", "goquery", func(t *testing.T, p *program) {
			if !strings.Contains(p.Frame(), "body of Query") {
				t.Errorf("not at the query:\n%s", p.Frame())
			}
		}},
		{"that change the colours for good", "mono", func(t *testing.T, p *program) {
			p.Send(tea.BackgroundColorMsg{})
			if got := p.session.Styles.Palette.Name; got != "mono" {
				t.Errorf("the palette is %s", got)
			}
		}},
		{"that quit", "quit", func(t *testing.T, p *program) {
			if !p.Quit() {
				t.Error("still running")
			}
		}},
		{"that open an overlay", "help", func(t *testing.T, p *program) {
			if !strings.Contains(p.Frame(), "Keys of Connect") {
				t.Errorf("no help:\n%s", p.Frame())
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := start(t, standard, "")
			p.Keys("ctrl+p")
			p.Type(test.text)
			p.Keys("enter")
			test.check(t, p)
		})
	}
}

func TestThePaletteLeavesOutWhatDoesNotWork(t *testing.T) {
	p := start(t, standard, "dark")
	p.Keys("ctrl+p")
	if strings.Contains(p.Frame(), "not now") {
		t.Errorf("a disabled action is offered:\n%s", p.Frame())
	}
	p.Paste("no such thing")
	if !strings.Contains(p.Frame(), "no action like this") {
		t.Errorf("a paste is not searched for:\n%s", p.Frame())
	}
	p.Keys("enter", "down", "up")
	if got := p.screens[common.Connect].take(); got != "" {
		t.Errorf("behind the palette the screen got %q", got)
	}
	p.Keys("ctrl+p")
	if !strings.Contains(p.Frame(), "body of Connect") {
		t.Errorf("ctrl+p does not close the palette:\n%s", p.Frame())
	}
}
