package ui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

var standard = uitest.Size{Width: 80, Height: 24}

// ownedMsg is a reply for one screen.
type ownedMsg struct{ owner common.ID }

func (m ownedMsg) Owner() common.ID { return m.owner }

func TestMessagesReachTheScreensTheyConcern(t *testing.T) {
	tests := []struct {
		name string
		msg  tea.Msg
		want map[common.ID]string
	}{
		{"a reply goes to its owner only", ownedMsg{common.Query}, map[common.ID]string{common.Query: "ui_test.ownedMsg"}},
		{"a paste goes to the visible screen", tea.PasteMsg{Content: "x"}, map[common.ID]string{common.Connect: "tea.PasteMsg"}},
		{"a key goes to the visible screen", tea.KeyPressMsg{Code: 'r', Text: "r"}, map[common.ID]string{common.Connect: "key r"}},
		{"anything unknown goes to the visible screen", struct{}{}, map[common.ID]string{common.Connect: "struct {}"}},
		{"a reply for nobody is dropped", ownedMsg{"nobody"}, nil},
		{"a connection goes to all", common.ConnectedMsg{}, map[common.ID]string{
			common.Connect: "common.ConnectedMsg", common.Privileges: "common.ConnectedMsg", common.Details: "common.ConnectedMsg",
			common.Review: "common.ConnectedMsg", common.Token: "common.ConnectedMsg", common.Query: "common.ConnectedMsg",
			common.Compare: "common.ConnectedMsg", common.History: "common.ConnectedMsg",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := start(t, standard, "dark")
			p.Send(test.msg)
			for id, screen := range p.screens {
				if got := screen.take(); got != test.want[id] {
					t.Errorf("%s got %q, want %q", id, got, test.want[id])
				}
			}
		})
	}
}

func TestSizesChangeOnlyWithTheTerminal(t *testing.T) {
	p := start(t, uitest.Size{Width: 120, Height: 40}, "dark")
	p.Keys("2", "j", "?", "esc", "ctrl+p", "esc", "4", "esc")
	p.Send(common.NoticeMsg{Text: "copied"})
	for id, screen := range p.screens {
		if strings.Contains(screen.take(), "size") {
			t.Errorf("%s was sized without a change of the terminal", id)
		}
	}
	p.Resize(standard)
	for id, screen := range p.screens {
		if got := screen.take(); got != "size" {
			t.Errorf("%s got %q after a resize, want one size", id, got)
		}
	}
}

func TestTheSideGoesToStepsTwoToFourOnWideTerminals(t *testing.T) {
	p := start(t, uitest.Size{Width: 120, Height: 40}, "dark")
	for id, screen := range p.screens {
		want := id == common.Privileges || id == common.Details || id == common.Review
		if screen.side != want {
			t.Errorf("at 120 columns %s is told side=%v, want %v", id, screen.side, want)
		}
		if narrow := screen.width < 118; narrow != want {
			t.Errorf("at 120 columns %s is %d wide", id, screen.width)
		}
	}
	p.Resize(uitest.Size{Width: 109, Height: 40})
	for id, screen := range p.screens {
		if screen.side || screen.width != 107 {
			t.Errorf("at 109 columns %s has side=%v and width %d", id, screen.side, screen.width)
		}
	}
}

func TestStepsAreReachedByKeys(t *testing.T) {
	p := start(t, standard, "dark")
	p.Keys("3")
	if got := p.screens[common.Connect].take(); got != "leave" {
		t.Errorf("the screen left got %q", got)
	}
	if got := p.screens[common.Details].take(); got != "resume" {
		t.Errorf("the screen shown got %q", got)
	}
	p.screens[common.Details].typing = true
	p.Keys("1", "q", "?")
	if got := p.screens[common.Details].take(); got != "key 1, key q, key ?" {
		t.Errorf("while typing the screen got %q", got)
	}
	p.Keys("alt+6")
	if !strings.Contains(p.Frame(), "body of Query") {
		t.Errorf("alt+6 while typing did not show the query:\n%s", p.Frame())
	}
}

func TestEscUndoesThenGoesBackAndNeverQuits(t *testing.T) {
	p := start(t, standard, "dark")
	p.Keys("2")
	p.screens[common.Privileges].escapes = 1
	p.Keys("?")
	for _, want := range []string{"body of Privileges", "body of Privileges", "body of Connect", "body of Connect"} {
		p.Keys("esc")
		if !strings.Contains(p.Frame(), want) {
			t.Fatalf("want %q after esc:\n%s", want, p.Frame())
		}
	}
	if p.Quit() {
		t.Error("esc quit the program")
	}
}

func TestQuit(t *testing.T) {
	dirty := func(p *program) { p.session.Draft.Filter = "@source==KnowledgeBase" }
	tests := []struct {
		name    string
		prepare func(*program)
		keys    []string
		want    bool
	}{
		{"q quits", func(*program) {}, []string{"q"}, true},
		{"q asks when a request would be lost", dirty, []string{"q"}, false},
		{"q again quits", dirty, []string{"q", "q"}, true},
		{"another key withdraws the question", dirty, []string{"q", "r", "q"}, false},
		{"ctrl+c never asks", dirty, []string{"ctrl+c"}, true},
		{"q does not ask once a token is there", func(p *program) { dirty(p); openToken(t, p.session) }, []string{"q"}, true},
		{"q is a letter while typing", func(p *program) { p.screens[common.Connect].typing = true }, []string{"q"}, false},
		{"ctrl+c quits while typing", func(p *program) { p.screens[common.Connect].typing = true }, []string{"ctrl+c"}, true},
		{"ctrl+c quits with an overlay", func(p *program) { p.Keys("?") }, []string{"ctrl+c"}, true},
		{"q quits on a terminal that is too small", func(p *program) { p.Resize(uitest.Size{Width: 20, Height: 5}) }, []string{"q"}, true},
		{"other keys do nothing on a terminal that is too small", func(p *program) { p.Resize(uitest.Size{Width: 20, Height: 5}) }, []string{"r", "2"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := start(t, standard, "dark")
			test.prepare(p)
			p.Keys(test.keys...)
			if p.Quit() != test.want {
				t.Errorf("quit=%v, want %v:\n%s", p.Quit(), test.want, p.Frame())
			}
		})
	}
}

func TestNoticesExpireByTheirOwnTimer(t *testing.T) {
	p := start(t, standard, "dark")
	p.Send(common.NoticeMsg{Text: "first"})
	p.Advance(3 * time.Second)
	p.Send(common.NoticeMsg{Text: "second"})
	p.Advance(3 * time.Second)
	if !strings.Contains(p.Frame(), "second") {
		t.Errorf("the first notice's timer cleared the second:\n%s", p.Frame())
	}
	p.Advance(time.Second)
	if strings.Contains(p.Frame(), "second") || !strings.Contains(p.Frame(), "? help") {
		t.Errorf("the notice did not make way for the keys:\n%s", p.Frame())
	}
}

func TestNoticesAreMadeVisible(t *testing.T) {
	p := start(t, standard, "dark")
	p.Send(common.NoticeMsg{Text: "copied \x1b]0;x\x07 \u202e"})
	frames.Check(t, p.StyledFrame(), standard)
	if !strings.Contains(p.Frame(), `\u{202E}`) {
		t.Errorf("the notice hides a character:\n%s", p.Frame())
	}
}
