package cli

import (
	"testing"
	"time"

	"coveotoken/ui/uitest"
)

// toDetails connects to the sandbox and opens the form with a user in it.
func toDetails(t *testing.T, user string) *wholeProgram {
	t.Helper()
	w := startDemo(t, uitest.Size{Width: 120, Height: 40})
	w.do("enter", "3", "type "+user)
	w.see("[3 Details")
	return w
}

func TestAFilterIsTriedBeforeTheTokenIsMinted(t *testing.T) {
	w := toDetails(t, "asmith@example.com")
	w.do("tab", "tab", "tab", "tab", "tab", "tab", "tab", "type @source==Nowhere")
	w.see("Becomes the claim filter.")
	w.do("ctrl+f")
	w.see("! keeps 0 of", "(as asmith@example.com)")
	w.do("ctrl+s")
	w.see("[4 Review", "The filter keeps no item at all")
	w.do("3", "ctrl+u", "type @source==KnowledgeBase")
	w.see("before it changed; ctrl+f counts")
	w.do("ctrl+f")
	w.see("✓ keeps 26 of")
	w.quit()
}

func TestAHubRoutesToAnotherPipelineThanOneExpects(t *testing.T) {
	w := toDetails(t, "asmith@example.com")
	w.do("tab", "tab", "tab", "tab", "tab", "type AgentPanel")
	w.see("would be answered by CustomerSupport")
	w.do("ctrl+s", "enter")
	w.see("[5 Token ✓]")
	w.do("x", "esc", "w")
	w.see("Expected: CustomerSupport", "✓ the condition of CustomerSupport: decides", "the condition of AgentAssist: not asked. It comes later. It holds:")
	w.do("/", "type reset password", "ctrl+o", "tab", "tab", "right", "enter")
	w.see("pipeline CustomerSupport (expected CustomerSupport ✓)")
	w.do("w")
	w.see("(reset password) AND NOT @source==Archive", "pipeline filter")
	w.quit()
}

func TestAnExpiredTokenIsSentOnlyOnRequestAndMintedAgain(t *testing.T) {
	w := toDetails(t, "asmith@example.com")
	w.do("ctrl+s", "enter", "x", "type lamp")
	w.clock.Advance(26*time.Hour + 11*time.Minute)
	w.do("enter")
	w.see("Nothing was sent: the token expired 2 h 11 m ago", "Send it anyway? [s]", "Or mint a new one with the same form? [r]")
	w.do("s")
	w.see("419", "r mints a new one with the same form")
	w.do("r")
	w.see("[6 Query", "lamp")
	w.do("enter")
	w.see("pipeline default (expected default ✓)")
	w.quit()
}

func TestALifeOutOfRangeBlocksEnterAndCanBeTried(t *testing.T) {
	w := toDetails(t, "asmith@example.com")
	w.do("shift+tab", "shift+tab", "type 3d")
	w.see("24 h (86 400 000 ms)")
	w.do("enter")
	w.see("[3 Details !]")
	w.do("alt+4")
	w.see("[4 Review", "validFor is longer than a search token may live", "! sends it anyway")
	w.do("enter")
	w.see("Nothing was sent")
	w.do("!")
	w.see("400")
	w.quit()
}

func TestAMisspeltProviderIsSaidBeforeAndFindsOnlyWhatIsPublic(t *testing.T) {
	w := toDetails(t, "asmith@example.com")
	w.do("tab", "ctrl+u", "type Email security provider")
	w.see("did you mean “Email Security Provider”?")
	w.do("ctrl+u", "type Tumbleglow Directory of old")
	w.see("is none of the organization's providers")
	w.do("ctrl+s")
	w.see("[4 Review", "Use one of these:", "Email Security Provider")
	w.do("enter", "x", "type @source==AgentPlaybook", "enter")
	w.see("The query ran and found nothing that this token may see.")
	w.quit()
}
