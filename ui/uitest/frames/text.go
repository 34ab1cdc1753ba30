package frames

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

// Has fails the test when the frame lacks one of the texts.
func Has(t testing.TB, frame string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(frame, text) {
			t.Errorf("the frame lacks %q:\n%s", text, frame)
		}
	}
}

// Lacks fails the test when the frame has one of the texts.
func Lacks(t testing.TB, frame string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(frame, text) {
			t.Errorf("the frame has %q:\n%s", text, frame)
		}
	}
}

// WentTo fails the test when the screen has not asked for that other one.
func WentTo(t testing.TB, pump *uitest.Pump, screen common.ID) {
	t.Helper()
	if sent := pump.Sent(); !slices.Contains(sent, tea.Msg(common.GoToMsg{Screen: screen})) {
		t.Errorf("did not go to %s; sent %v", screen, sent)
	}
}

// Reads fails the test when the pump's frame lacks one of the texts, however its
// lines are broken.
func Reads(t testing.TB, pump *uitest.Pump, texts ...string) {
	t.Helper()
	frame := strings.Join(strings.Fields(pump.Frame()), " ")
	for _, text := range texts {
		if !strings.Contains(frame, text) {
			t.Errorf("the frame lacks %q:\n%s", text, pump.Frame())
		}
	}
}
