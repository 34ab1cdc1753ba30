//go:build unix

package cli

import (
	"strings"
	"testing"
)

const (
	connectPrompt = "A number from 1 to 3: "
	activities    = "A number from 1 to 9: "
)

func TestTerminalsThatCannotShowScreensGetQuestions(t *testing.T) {
	for name, environment := range map[string][]string{
		"dumb": {"TERM=dumb"}, "asked for": {"TERM=xterm", "ACCESSIBLE=1"},
	} {
		screen, code := converse(t, environment, []exchange{{"A number from 1 to 2: ", "quit\n"}})
		if code != exitDone || !strings.Contains(screen, "Goodbye.") || strings.Contains(screen, "\x1b") {
			t.Errorf("%s: exit code %d:\n%q", name, code, screen)
		}
	}
}

func TestAtAQuestionAnInterruptEndsTheProgramAndTheEndOfInputIsPolite(t *testing.T) {
	for name, test := range map[string]struct {
		typed, says string
		code        int
	}{
		"ctrl+c": {"\x03", "", exitInterrupted}, // at which a terminal drops what it has not shown yet
		"ctrl+d": {"\x04", "The input has ended. Goodbye.", exitDone},
	} {
		screen, code := converse(t, nil, []exchange{{"A number from 1 to 2: ", test.typed}}, "--accessible")
		if code != test.code || !strings.Contains(screen, test.says) {
			t.Errorf("%s: exit code %d:\n%s", name, code, screen)
		}
	}
}

func TestInAConversationTheKeyIsTypedHidden(t *testing.T) {
	environment, keys := sandboxEnvironment(t)
	exchanges := []exchange{
		{"A number from 1 to 2: ", "2\n"},
		{"): ", "\n"},
		{"): ", "\n"},
		{"): ", "\n"},
		{"API key (not shown while you type): ", keys.AuthenticatedSearch.Reveal() + "\n"},
		{"Catalogue key (not shown while you type): ", "\n"},
		{"Keep the key (enter keeps while this program runs): ", "\n"},
		{"Save as: ", "\n"},
		{activities, "quit\n"},
	}
	screen, code := converse(t, environment, exchanges, "--accessible")
	if code != exitDone || !strings.Contains(screen, "The key looks like one of the template Authenticated search") {
		t.Errorf("exit code %d:\n%s", code, screen)
	}
	checkNoKeys(t, screen)
}

func TestAnInterruptOfAWaitGoesBackToTheQuestion(t *testing.T) {
	environment, keys := sandboxEnvironment(t)
	hanging := badServers()["hanging"]()
	defer hanging.Close()
	environment = append(environment, endpointVariable+"="+hanging.URL, keyVariable+"="+keys.AuthenticatedSearch.Reveal())
	screen, code := converse(t, environment, []exchange{
		{connectPrompt, "2\n"}, {"ends the wait.\r\n", "\x03"}, {connectPrompt, "quit\n"},
	}, "--accessible", "--timeout", "1m")
	if code != exitDone || !strings.Contains(screen, "Stopped. Nothing is waited for any more.") {
		t.Errorf("exit code %d:\n%s", code, screen)
	}
}
