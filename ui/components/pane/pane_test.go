package pane_test

import (
	"fmt"
	"strings"
	"testing"

	"coveotoken/ui/common"
	"coveotoken/ui/components/pane"
)

func numbered(n int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("line %d", i)
	}
	return lines
}

func TestKeysScrollWithinTheLines(t *testing.T) {
	tests := []struct {
		keys     string
		offset   int
		position string
	}{
		{"down j", 2, "3–12 of 88"},
		{"up", 0, "1–10 of 88"},
		{"pgdown pgdown", 18, "19–28 of 88"},
		{"end", 78, "79–88 of 88"},
		{"end down", 78, "79–88 of 88"},
		{"end k pgup", 68, "69–78 of 88"},
		{"end home", 0, "1–10 of 88"},
	}
	for _, test := range tests {
		var p pane.Pane
		p.SetSize(20, 10)
		p.SetLines(numbered(88))
		for _, name := range strings.Fields(test.keys) {
			press, _ := common.KeyPress(name)
			if !p.Update(press) {
				t.Errorf("%s is no key for scrolling", name)
			}
		}
		if p.Offset() != test.offset || p.Position() != test.position || p.AtEnd() != (test.offset == 78) {
			t.Errorf("after %s: offset %d, %q, at end %v", test.keys, p.Offset(), p.Position(), p.AtEnd())
		}
	}
}

func TestOtherKeysAreLeftAlone(t *testing.T) {
	var p pane.Pane
	press, _ := common.KeyPress("x")
	if p.Update(press) {
		t.Error("x was used")
	}
}

func TestTheViewIsTheWindow(t *testing.T) {
	var p pane.Pane
	p.SetSize(6, 2)
	p.SetLines(numbered(5))
	p.ScrollTo(3)
	if got, want := p.View(), "line 3\nline 4"; got != want {
		t.Errorf("the view is %q, want %q", got, want)
	}
	p.SetSize(5, 2)
	if got, want := p.View(), "line…\nline…"; got != want {
		t.Errorf("the view is %q, want %q", got, want)
	}
}

func TestNewLinesKeepTheOffsetWhereTheyCan(t *testing.T) {
	var p pane.Pane
	p.SetSize(20, 10)
	p.SetLines(numbered(88))
	p.ScrollTo(40)
	p.SetLines(numbered(60))
	if p.Offset() != 40 {
		t.Errorf("the offset moved to %d", p.Offset())
	}
	p.SetLines(numbered(15))
	if p.Offset() != 5 {
		t.Errorf("the offset is %d, beyond the end", p.Offset())
	}
	p.SetLines(nil)
	if p.Offset() != 0 || p.View() != "" || p.Position() != "0 of 0" || p.Scrolls() {
		t.Errorf("empty: offset %d, view %q, %q", p.Offset(), p.View(), p.Position())
	}
}

func TestRevealScrollsAsLittleAsNeeded(t *testing.T) {
	var p pane.Pane
	p.SetSize(20, 10)
	p.SetLines(numbered(88))
	for _, step := range []struct{ line, offset int }{{5, 0}, {9, 0}, {10, 1}, {50, 41}, {45, 41}, {40, 40}, {87, 78}} {
		p.Reveal(step.line)
		if p.Offset() != step.offset {
			t.Errorf("Reveal(%d) scrolled to %d, want %d", step.line, p.Offset(), step.offset)
		}
	}
}

func BenchmarkViewOfManyLines(b *testing.B) {
	var p pane.Pane
	p.SetSize(80, 40)
	p.SetLines(numbered(100_000))
	p.ScrollTo(50_000)
	for b.Loop() {
		p.View()
	}
}
