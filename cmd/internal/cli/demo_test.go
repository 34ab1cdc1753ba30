package cli

import (
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi/sandbox"
)

func TestDemoPrintsTheJourney(t *testing.T) {
	p := newProgram(t)
	started := time.Now()
	p.wantExit(t, exitDone, "demo")
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("it took %s", took)
	}
	transcript := p.out.String()
	at := 0
	for _, want := range []string{
		"1. Connect", "Authenticated search", "Catalogue key", "2. Privileges", "SEARCH_API/IMPERSONATE",
		"3. Details", "POST http://127.0.0.1:", "Bearer $COVEO_API_KEY", `"name": "asmith@example.com"`,
		"4. Token", "UNVERIFIED", "expires in 1 h", "searchHub", "5. Query", "as Alice Smith", "as nobody",
		"6. Platform token", "privileges", "with the platform token", "7. When it goes wrong", "two hours later",
	} {
		i := strings.Index(transcript[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing, or out of order, in\n%s", want, transcript)
		}
		at += i
	}
	if failures := strings.Count(transcript, "  ✗ "); failures < 4 {
		t.Errorf("%d failures are explained", failures)
	}
	checkVisible(t, transcript)
	checkNoKeys(t, transcript)
	if p.err.Len() > 0 {
		t.Errorf("standard error: %s", p.err)
	}
}

func TestDemoAsJSON(t *testing.T) {
	p := newProgram(t)
	p.wantExit(t, exitDone, "demo", "--json")
	document := p.document(t)
	if document["schema"] != "coveo-token/demo/v1" || len(document["steps"].([]any)) != 7 {
		t.Errorf("got %s", p.out)
	}
	checkNoKeys(t, p.out.String())
}

// checkNoKeys fails the test when text holds a whole key of the sandbox or a token.
func checkNoKeys(t *testing.T, text string) {
	t.Helper()
	keys := sandbox.AllKeys()
	for _, key := range []string{
		keys.AuthenticatedSearch.Reveal(), keys.PrivilegeViewer.Reveal(), keys.AnonymousSearch.Reveal(),
		keys.Expired.Reveal(), keys.Administrator.Reveal(),
	} {
		if strings.Contains(text, key) {
			t.Errorf("the key %s… shows", key[:14])
		}
	}
	if i := strings.Index(text, "eyJ"); i >= 0 && strings.Contains(text[i:min(len(text), i+60)], ".") {
		t.Errorf("a token shows: %s", text[i:min(len(text), i+60)])
	}
}
