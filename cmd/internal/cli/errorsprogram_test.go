package cli

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui/uitest"
)

// startFaulty is startDemo with faults in its sandbox, which it gives too.
func startFaulty(t *testing.T, size uitest.Size, faults ...string) (*wholeProgram, *sandbox.Sandbox) {
	t.Helper()
	return startFaultyWith(t, size, func(*program) {}, faults...)
}

// startFaultyWith is startFaulty for a program that is prepared.
func startFaultyWith(t *testing.T, size uitest.Size, prepare func(*program), faults ...string) (*wholeProgram, *sandbox.Sandbox) {
	t.Helper()
	w := startDemo(t, size, prepare)
	box := w.server.Sandbox()
	box.SetFaults(parseFaults(t, faults...)...)
	return w, box
}

func parseFaults(t *testing.T, texts ...string) []sandbox.Fault {
	t.Helper()
	var faults []sandbox.Fault
	for _, text := range texts {
		fault, err := sandbox.ParseFault(text)
		if err != nil {
			t.Fatal(err)
		}
		faults = append(faults, fault)
	}
	return faults
}

func TestAWrongClockIsTold(t *testing.T) {
	for _, size := range []uitest.Size{{Width: 80, Height: 24}, {Width: 120, Height: 40}} {
		w, _ := startFaulty(t, size, "skew=-9m4s")
		w.do("3", "type asmith@example.com", "ctrl+s")
		w.do("d")
		w.see("Your clock is 9 m 4 s ahead of Coveo. Using server time.")
		w.do("esc", "enter")
		w.see("[5 Token", "expires in")
		if strings.Contains(w.term.Screen(), "future") {
			t.Errorf("a fresh token is said to come from the future:\n%s", w.term.Screen())
		}
		w.quit()
	}
}

func TestAPausedOrganizationIsAwaited(t *testing.T) {
	w, box := startFaulty(t, uitest.Size{Width: 80, Height: 24})
	w.do("3", "type asmith@example.com", "ctrl+s")
	w.see("Ready. enter mints")
	box.SetFaults(parseFaults(t, "503")...)
	w.do("enter")
	w.see("The organization is paused", "w waits until it answers, then mints")
	box.SetFaults()
	w.do("w")
	w.see("[5 Token", "expires in")
	w.quit()
}

func TestAKeyRevokedInTheMiddleIsTold(t *testing.T) {
	w, box := startFaulty(t, uitest.Size{Width: 80, Height: 24})
	w.do("3", "type asmith@example.com", "ctrl+s")
	box.SetFaults(parseFaults(t, "401")...)
	w.do("enter")
	w.see("✗ Not minted.", "401", "Request ID")
	w.do("d")
	w.see("failed", "Checked: form")
	box.SetFaults()
	w.do("esc", "r")
	w.see("[5 Token")
	w.quit()
}

// What was typed and what is running outlives a terminal that becomes too small.
func TestATerminalThatShrinksKeepsEverything(t *testing.T) {
	w, _ := startFaulty(t, uitest.Size{Width: 38, Height: 20})
	w.see("needs 40×12", "38×20")
	w.quit()
}

// A 401 that says no more is told apart from a bad key by an evaluation.
func TestA401ThatIsAMissingPrivilege(t *testing.T) {
	for _, test := range []struct {
		evaluation string
		code       int
	}{
		{`{"approved":false,"evaluationReport":{"privilegeEvaluationResultCodes":["OPERATION_NOT_ALLOWED"]}}`, exitPrivilege},
		{`{"approved":false,"evaluationReport":{"privilegeEvaluationResultCodes":["OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION"]}}`, exitCredential},
		{`{"approved":true}`, exitCredential},
		{"", exitCredential},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/rest/privilege/evaluate") && test.evaluation != "" {
				_, _ = io.WriteString(w, test.evaluation)
				return
			}
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = io.WriteString(w, `{"statusCode":401,"errorCode":"UNAUTHORIZED","message":"Unauthorized."}`)
		}))
		p := newProgram(t)
		p.environment[endpointVariable], p.environment[organizationVariable], p.environment[keyVariable] = server.URL, "acme", "xxSANDBOX-key-for-tests-only"
		code := p.do(t, "mint", "search", "--user", "asmith@example.com", "--force")
		if code != test.code {
			t.Errorf("%s: exit code %d, want %d: %s", test.evaluation, code, test.code, p.err)
		}
		server.Close()
	}
}
