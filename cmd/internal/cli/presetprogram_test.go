package cli

import (
	"testing"

	"coveotoken/ui/uitest"
)

func TestAFormIsKeptOpenedMintedAgainAndCompared(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 100, Height: 40})
	w.do("3")
	w.term.Type("asmith@example.com")
	w.do("ctrl+g")
	w.see("Keep the form as a preset", "A search token for asmith@example.com")
	w.term.Type("agent")
	w.see("same as:", "--save-preset agent --dry-run")
	w.do("enter")
	w.see("Kept as the preset agent")
	w.do("alt+4", "enter")
	w.see("[5 Token")
	w.do("8")
	w.see("1 token.", "asmith@example.com", "expires in", "Nothing is kept on disk")
	w.do("r")
	w.see("[8 History", "2 tokens.", "Nothing differs from the one before but when it was made.")
	w.do("space", "down", "space", "=")
	w.see("[7 Compare", "token of asmith@example.com")
	w.do("ctrl+p")
	w.term.Type("openapreset")
	w.do("enter")
	w.see("agent · A search token for asmith@example.com")
	w.do("enter")
	w.see("[4 Review", "The form is filled in from the preset agent.")
	w.quit()
}

func TestPresetsAndHistoryOnALowTerminal(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 40, Height: 12})
	w.do("8")
	w.see("No token was minted or opened")
	w.do("3")
	w.term.Type("asmith@example.com")
	w.do("ctrl+g")
	w.term.Type("a/b")
	w.do("enter")
	w.see("Name holds something else")
	w.do("esc", "alt+4", "enter", "8", "d")
	w.see("Press d again to forget")
	w.do("d")
	w.see("No token was minted or opened")
	w.quit()
}
