package cli

import (
	"strings"
	"testing"

	"coveotoken/coveoapi/sandbox"
)

func TestAQueryIsTakenAwayAsCode(t *testing.T) {
	w := toDetails(t, "asmith@example.com")
	w.do("ctrl+s", "c", "right")
	w.see("The request for the token, with $COVEO_API_KEY", "▸Node", "userIds: [{name: 'asmith@example.com'", "next language")
	w.do("esc", "enter", "x", "type lamp", "enter", "c", "left")
	w.see("▸token")
	w.do("right", "right")
	w.see("The query, with $COVEO_ACCESS_TOKEN", "▸Node", "q: 'lamp'")
	w.do("s", "y")
	w.see("The request for the token", "Node code sent to the clipboard (OSC 52")
	w.do("esc")
	w.see("Results")
	w.quit()
	if strings.Contains(w.term.Output(), "eyJhbGciOi") {
		t.Error("a token reached the terminal")
	}
}

func TestCodeIsThereWhereMintingFailed(t *testing.T) {
	w := toDetails(t, "asmith@example.com")
	w.server.Sandbox().SetFaults(sandbox.Fault{Kind: sandbox.Fault403, Path: "/rest/search/v2/token"})
	w.do("ctrl+s", "enter")
	w.see("may not create search tokens")
	w.do("c")
	w.see("▸curl", "-H \"Authorization: Bearer $COVEO_API_KEY\"")
	w.do("esc")
	w.see("may not create search tokens")
	w.quit()
}
