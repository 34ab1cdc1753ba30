package cli

import (
	"strings"
	"testing"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui/uitest"
)

// TestAPlatformTokenIsComparedWithWhatWasRequested mints one and reads what it was
// granted, what it unlocks and what it is.
func TestAPlatformTokenIsComparedWithWhatWasRequested(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 120, Height: 40})
	w.do("enter", "tab", "/", "type impers", "space", "enter", "enter", "type bjones@example.com", "ctrl+s", "enter")
	w.see("[5 Token ✓]", "◂ Users", "◂ Privileges")
	w.do("g")
	w.see("Privileges requested 1 / in the token 1 / effective 1: all equal", "SIGNATURE VERIFIED",
		"Signature: valid, key coveo-token-sandbox-platform-", "from /rest/tokens/certificates.", "search.userIds: bjones@example.com")
	w.do("u")
	w.see("judged by what the organization says", "POST")
	w.do("w")
	w.see("Template resembled: Authenticated search", "can impersonate any user and query as them. Must stay private.")
	w.quit()
}

// TestAClaimLeadsToTheFieldThatSetIt goes from the claim filter to its field, changes
// that, and is told so beside the claim.
func TestAClaimLeadsToTheFieldThatSetIt(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 120, Height: 40})
	w.do("enter", "enter", "type asmith@example.com", "tab", "tab", "tab", "tab", "tab", "tab", "tab", "type @source==KnowledgeBase", "ctrl+s", "enter")
	w.see("[5 Token ✓]", "◂ Filter")
	w.toClaim("filter")
	w.see("Set by Filter, which says the same now.", "In a query: Every query becomes")
	w.do("f")
	w.see("[3 Details")
	w.do("type 2", "alt+5")
	w.see("which says “@source==KnowledgeBase2” now, no longer what the token says.")
	w.do("g")
	w.see("effective 2: all equal", "filter: @source==KnowledgeBase")
	w.quit()
}

// toClaim moves the cursor of the list of claims to a claim.
func (w *wholeProgram) toClaim(claim string) {
	w.t.Helper()
	for range 40 {
		if strings.Contains(w.term.Screen(), "── "+claim+" ─") {
			return
		}
		w.do("down")
	}
	w.t.Fatalf("there is no claim %s:\n%s", claim, w.term.Screen())
}

// TestAFoundKeyIsLookedAt pastes keys that were found somewhere into Connect.
func TestAFoundKeyIsLookedAt(t *testing.T) {
	keys := sandbox.AllKeys()
	w := startDemo(t, uitest.Size{Width: 80, Height: 24})
	w.do("v")
	w.see("Paste the key that was found", "sandboxtumbleglow")
	w.term.Paste(keys.AuthenticatedSearch.Reveal())
	w.do("ctrl+s")
	w.see("Template resembled: Authenticated search", "API key, enabled, can impersonate any user and query as them. Must stay private.")
	w.do("end")
	w.see("To end it", "API Keys", "This is our inference")
	w.do("v")
	w.term.Paste(keys.AnonymousSearch.Reveal())
	w.do("ctrl+s")
	w.see("Template resembled: Anonymous search", "May be public.")
	w.do("v")
	w.term.Paste(keys.Disabled.Reveal())
	w.do("ctrl+s")
	w.see("This did not work", "disabled")
	w.do("esc", "esc")
	w.see("You are connected")
	w.quit()
}
