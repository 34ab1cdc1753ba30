package lazypane_test

import (
	"testing"

	"coveotoken/ui/common"
	"coveotoken/ui/components/lazypane"
)

func lines(line string) func() []string { return func() []string { return []string{line} } }

func newPane() *lazypane.Pane {
	p := lazypane.New(common.Token, "json")
	p.SetSize(20, 3)
	return p
}

const large = 1 << 20

func TestSmallSourceIsThereAtOnce(t *testing.T) {
	p := newPane()
	if cmd := p.Prepare("a", 10, lines("first")); cmd != nil || !p.Ready() || p.View() != "first" {
		t.Errorf("command %v, ready %v, view %q", cmd != nil, p.Ready(), p.View())
	}
}

func TestSameKeyIsNotMadeAgain(t *testing.T) {
	p := newPane()
	p.Prepare("a", 10, lines("first"))
	p.Prepare("a", 10, lines("second"))
	if p.View() != "first" {
		t.Errorf("view %q", p.View())
	}
	p.Forget()
	p.Prepare("a", 10, lines("second"))
	if p.View() != "second" {
		t.Errorf("after Forget: view %q", p.View())
	}
}

func TestLargeSourceComesAsAMessage(t *testing.T) {
	p := newPane()
	cmd := p.Prepare("a", large, lines("first"))
	if cmd == nil || p.Ready() {
		t.Fatal("a large source was made at once")
	}
	if p.Prepare("a", large, lines("again")) != nil {
		t.Error("what is under way was started again")
	}
	msg := cmd().(lazypane.LinesMsg)
	if msg.Owner() != common.Token {
		t.Errorf("addressed to %q", msg.Owner())
	}
	p.Accept(msg)
	if !p.Ready() || p.View() != "first" {
		t.Errorf("ready %v, view %q", p.Ready(), p.View())
	}
}

func TestLinesOfAnOlderRunAreDropped(t *testing.T) {
	p := newPane()
	old := p.Prepare("a", large, lines("old"))
	p.PrepareNow("b", lines("new"))
	p.Accept(old().(lazypane.LinesMsg))
	if p.View() != "new" {
		t.Errorf("view %q", p.View())
	}
}

func TestLinesOfAnotherPaneAreLeftAlone(t *testing.T) {
	p, other := newPane(), lazypane.New(common.Token, "reply")
	cmd := other.Prepare("a", large, lines("other"))
	p.Prepare("a", large, lines("own"))
	p.Accept(cmd().(lazypane.LinesMsg))
	if p.Ready() {
		t.Errorf("view %q", p.View())
	}
}
