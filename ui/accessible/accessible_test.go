package accessible_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/accessible"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/tokens"
)

// talk plays answers, one a line, and gives what was said. Nothing ever lasts.
func talk(t *testing.T, s *uitest.Session, answers ...string) string {
	t.Helper()
	said, err := converse(t, s, accessible.Options{Input: strings.NewReader(strings.Join(answers, "\n") + "\n")})
	if err != nil {
		t.Fatalf("%v after:\n%s", err, said)
	}
	return said
}

func converse(t *testing.T, s *uitest.Session, o accessible.Options) (said string, err error) {
	t.Helper()
	var out bytes.Buffer
	redactor := new(safetext.Redactor)
	if o.Session = s.Session; o.Output == nil {
		o.Output = io.Discard
	}
	o.Output = io.MultiWriter(&out, o.Output)
	o.Safe = func(text string) string { return safetext.Visible(redactor.Redact(text)) }
	o.Conceal = func(secret coveoapi.Secret) { redactor.Add(secret.Reveal()) }
	if o.After == nil {
		o.After = func(time.Duration) <-chan time.Time { return nil }
	}
	err = accessible.Run(t.Context(), o)
	wantPlain(t, out.String())
	return out.String(), err
}

// wantPlain fails the test for anything but words: a control character, a box, a
// picture, or a sign in the place of a word.
func wantPlain(t *testing.T, said string) {
	t.Helper()
	for _, r := range said {
		if r != '\n' && !unicode.IsPrint(r) || r >= 0x2500 && r <= 0x25ff || r >= 0x2800 && r <= 0x28ff || strings.ContainsRune("✓✗●→", r) {
			t.Errorf("%q was written in:\n%s", r, said)
			return
		}
	}
}

func wantSaid(t *testing.T, said string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(said, want) {
			t.Errorf("%q was not said:\n%s", want, said)
		}
	}
}

// connected is a session with the fake open, which answers what every connection asks.
func connected(t *testing.T) *uitest.Session {
	s := uitest.NewSession(t)
	impersonate, err := coveoapi.ParsePrivilege("SEARCH_API/IMPERSONATE")
	if err != nil {
		t.Fatal(err)
	}
	s.API.Expect("Open", common.Connection{Held: []coveoapi.Privilege{impersonate}}, nil)
	s.Prefill.OrganizationID = s.Profiles[1].OrganizationID
	s.Prefill.Keys.Minting = coveoapi.NewSecret("xxSANDBOX-minting-key-for-tests-only")
	s.ConnectTo = s.Profiles[1].Name
	return s
}

func TestEveryQuestionIsExplainedAndCanBeLeft(t *testing.T) {
	said := talk(t, connected(t), "?", "nonsense", "1", "", "asmith@example.com", "back", "back", "back", "quit")
	wantSaid(t, said,
		"Connected to the organization acmecorp",
		"back goes to the question before, quit ends the program.",
		`"nonsense" is none of them.`,
		"Not accepted. User 1: at least one is needed.",
		"User 1 (enter keeps asmith@example.com): back",
		"Goodbye.")
}

func TestReservedWordsCanBeAnswers(t *testing.T) {
	s := connected(t)
	talk(t, s, "1", `\back`, "", "", "quit")
	if got := s.Draft.UserIDs[0].Name; got != "back" {
		t.Errorf("the user is %q", got)
	}
}

func TestAnAnswerThatIsTooLongIsNoneAndTheEndOfInputIsPolite(t *testing.T) {
	said, err := converse(t, connected(t), accessible.Options{Input: strings.NewReader(strings.Repeat("x", 1<<20) + "\n")})
	if err != nil || len(said) > 1<<17 {
		t.Errorf("%v, and %d bytes were said", err, len(said))
	}
	wantSaid(t, said, "is longer than", "The input has ended. Goodbye.")
}

func TestHostileTextIsMadeVisible(t *testing.T) {
	s := connected(t)
	const hostile = "\x1b[2J\u202e\u200bhello"
	s.API.Expect("MintSearchToken", coveoapi.NewSecret(tokens.Sign(`{"userIds":[{"name":"\u001b[2J\u202ex"}],"filter":"\u001b]0;x\u0007","exp":1773482400}`)), nil)
	s.API.Expect("PrivilegesOf", nil, &coveoapi.APIError{Status: 403, Message: hostile})
	s.API.Expect("Certificates", nil, &coveoapi.APIError{Status: 500, Message: hostile}).Always()
	s.API.Expect("Search", coveoapi.SearchResponse{
		TotalCount: 1, TotalCountFiltered: 1, Pipeline: hostile,
		Results: []coveoapi.SearchResult{{Title: hostile, URI: hostile, Excerpt: hostile}},
	}, nil)
	said := talk(t, s, "1", "x@example.com"+hostile, "", "", "", hostile, "", "", "", "", "", "1", "1", "q"+hostile, "", "", "quit")
	wantSaid(t, said, `\u{001B}`, "Minted.", "1 to 1 of 1 results")
}

func TestALastingWaitIsTold(t *testing.T) {
	s := connected(t)
	open, told := s.Open, make(chan struct{})
	s.Open = func(ctx context.Context, p profile.Profile, keys profile.Keys) (common.Connection, error) {
		<-told
		s.Clock.Advance(1200 * time.Millisecond)
		return open(ctx, p, keys)
	}
	lasting := make(chan time.Time, 1)
	lasting <- time.Time{}
	said, err := converse(t, s, accessible.Options{
		Input: strings.NewReader("quit\n"), Output: on{"Trying the key…", func() { close(told) }},
		After: func(time.Duration) <-chan time.Time { return lasting },
	})
	if err != nil {
		t.Fatal(err)
	}
	wantSaid(t, said, "Trying the key… An interrupt, ctrl+c, ends the wait.\nDone in 1.2 seconds.\n")
}

func TestAnInterruptEndsAWaitAndAtAQuestionTheProgram(t *testing.T) {
	s := uitest.NewSession(t)
	s.API.Expect("Open", nil, nil).Hold()
	s.Prefill.OrganizationID = s.Profiles[1].OrganizationID
	s.Prefill.Keys.Minting = coveoapi.NewSecret("xxSANDBOX-minting-key-for-tests-only")
	s.ConnectTo = s.Profiles[1].Name
	input, _ := io.Pipe() // brings nothing
	defer input.Close()
	interrupts := make(chan os.Signal, 1)
	interrupts <- os.Interrupt // of the wait
	said, err := converse(t, s, accessible.Options{
		Input: input, Interrupts: interrupts,
		Output: on{"A number from", func() { interrupts <- os.Interrupt }},
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	wantSaid(t, said, "Stopped. Nothing is waited for any more.", "Connect. Where are the tokens to be made?")
}

// on is an output that does something when a line starts with some words.
type on struct {
	words string
	do    func()
}

func (o on) Write(text []byte) (int, error) {
	if strings.HasPrefix(string(text), o.words) {
		o.do()
	}
	return len(text), nil
}

func TestSecretsAreReadWithoutEchoAndNeverSaid(t *testing.T) {
	s := uitest.NewSession(t)
	const key = "xx1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"
	s.API.Expect("Open", nil, &coveoapi.APIError{Status: 401, Message: "unknown: " + key})
	said := talk(t, s, "2", `"Bearer `+key+`"`, "", "no", "quit")
	wantSaid(t, said, "API key (not shown while you type): (not shown)", "Note: what surrounded the key was taken off.", "Failed. ", "How we know: ", "What to do: ")
	if strings.Contains(said, key) {
		t.Errorf("the key was said:\n%s", said)
	}
}

func TestAnExpiredTokenIsNotSentUnasked(t *testing.T) {
	s := connected(t)
	expired := tokens.Search(uitest.Start().Add(-3*time.Hour), time.Hour)
	said := talk(t, s, "5", expired, "1", "", "", "", "2", "quit")
	wantSaid(t, said, "Nothing was sent: the token expired 2 hours ago")
	if strings.Contains(said, expired) {
		t.Errorf("the token was said:\n%s", said)
	}
}

func TestABrokenOutputEndsTheConversation(t *testing.T) {
	s := connected(t)
	err := accessible.Run(t.Context(), accessible.Options{
		Session: s.Session, Input: strings.NewReader("quit\n"), Output: brokenPipe{},
		Safe: safetext.Visible, Conceal: func(coveoapi.Secret) {}, After: func(time.Duration) <-chan time.Time { return nil },
	})
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("it ended with %v", err)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestALifeOutOfRangeIsSentWhenItIsMeant(t *testing.T) {
	s := connected(t)
	s.API.Expect("MintRaw", nil, &coveoapi.APIError{Status: 400, Message: "validFor is out of range"})
	said := talk(t, s, "1", "asmith@example.com", "", "", "", "", "", "", "", "", "3d", "!nonsense", "!3d", "1", "quit")
	wantSaid(t, said, "Not accepted. Valid for:", "Kept all the same. Valid for:", "1. Send it all the same, to learn what Coveo answers.", "validFor is out of range")
	if refused := strings.Count(said, "Not accepted. Valid for:"); refused != 2 {
		t.Errorf("%d answers were refused:\n%s", refused, said)
	}
}

func TestAPresetFillsTheAnswersIn(t *testing.T) {
	s, shelf := connected(t), uitest.NewShelf()
	s.Presets = shelf
	wantSaid(t, talk(t, s, "8", "quit"), "8. Fill the answers in from a preset.", "There is no preset yet.")

	alice := []preset.User{{Name: "asmith@example.com"}}
	shelf.Presets["support-agent"] = preset.Preset{
		Kind: preset.Search, Description: "the help desk\x1b[2J", Users: alice, Filter: "@source==KnowledgeBase", Query: &preset.Query{Q: "reset password"},
	}
	shelf.Presets["unfinished"] = preset.Preset{Kind: preset.Search}
	s = connected(t)
	s.Presets = shelf
	said := talk(t, s, "8", "1", "back", "8", "2", "quit")
	wantSaid(t, said, `1. support-agent: the help desk\u{001B}`, "filled in from the preset support-agent.", "Review. This is what will be asked for.", "Who: asmith@example.com",
		"filled in from the preset unfinished.", "Search token, question by question.")

	shelf.Err = &fs.PathError{Op: "open", Path: "presets", Err: fs.ErrPermission}
	s = connected(t)
	s.Presets = shelf
	wantSaid(t, talk(t, s, "8", "quit"), "Failed. ", "Goodbye.")
}
