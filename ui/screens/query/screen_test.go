package query_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

func TestWhatIsMissingIsSaid(t *testing.T) {
	s := uitest.NewSession(t)
	screen, pump := start(t, s, body())
	frames.Has(t, pump.Frame(), "There is no connection", "1 Connect")
	if screen.Typing() {
		t.Error("typing without a connection: digits would not lead away")
	}
	pump.Keys("enter")
	frames.WentTo(t, pump, common.Connect)

	s.Connect()
	pump.Send(common.ConnectedMsg{})
	frames.Has(t, pump.Frame(), "There is no token", "4 Review", "5 Token")
	pump.Keys("enter")
	frames.WentTo(t, pump, common.Token)
}

func TestTypedQueryIsSentWithTheToken(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", response(2, 2), nil)
	screen, pump := start(t, s, body())
	if !screen.Typing() {
		t.Fatal("cannot type at once")
	}
	pump.Type("reset password 1")
	pump.Keys("enter")
	want := []any{
		s.Current.Secret, coveoapi.InAuthorizationHeader,
		coveoapi.SearchQuery{Q: "reset password 1", NumberOfResults: 10, EnableQuerySyntax: true},
	}
	if diff := cmp.Diff(want, s.API.Calls("Search")[0].Args, cmp.Comparer(func(a, b coveoapi.Secret) bool { return a == b })); diff != "" {
		t.Errorf("what was sent (-want +got):\n%s", diff)
	}
	if screen.Typing() || screen.State() != common.Done {
		t.Errorf("typing %v, state %v", screen.Typing(), screen.State())
	}
}

func TestResultsAreShown(t *testing.T) {
	s := ready(t, search())
	r := response(3, 128)
	s.API.Expect("Search", r, nil).Exchange(exchange(t, s, r))
	_, pump := start(t, s, uitest.Size{Width: 80, Height: 40})
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "1–3 of 128", "38 ms", "Coveo 12 ms", "pipeline InternalSearch", "req-0042",
		"1   Reset a password, part 1", "KnowledgeBase · https://kb.example.com/articles/3", "A link is sent")
	pump.Keys("right")
	frames.Has(t, pump.Frame(), "▸ Request", "POST https://", "Authorization: Bearer eyJh…", `"q": "reset password"`)
	pump.Keys("right")
	frames.Has(t, pump.Frame(), "▸ Reply", "HTTP 200 OK in 38ms", `"totalCount": 128`)
	frames.Lacks(t, pump.Frame(), s.Current.Secret.Reveal())
	pump.Keys("right", "left")
	frames.Has(t, pump.Frame(), "▸ Reply")
}

func TestNoResultsAreNoFailure(t *testing.T) {
	s := ready(t, search())
	r := response(0, 0)
	r.Results, r.Pipeline = []coveoapi.SearchResult{}, ""
	s.API.Expect("Search", r, nil)
	screen, pump := start(t, s, body())
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "✓ no results", "pipeline not named", "found nothing")
	if screen.State() != common.Done {
		t.Errorf("state %v", screen.State())
	}
}

func TestPages(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", response(10, 25), nil).Always()
	_, pump := start(t, s, body())
	pump.Keys("enter", "p") // there is no page before the first
	pump.Keys("n")
	frames.Has(t, pump.Frame(), "11–20 of 25")
	pump.Keys("n")
	frames.Has(t, pump.Frame(), "21–30 of 25") // the fake has ten on every page
	pump.Keys("n", "p", "p", "p")
	var first []int
	for i := range s.API.Calls("Search") {
		first = append(first, asked(t, s, i).FirstResult)
	}
	if diff := cmp.Diff([]int{0, 10, 20, 10, 0}, first); diff != "" {
		t.Errorf("first results (-want +got):\n%s", diff)
	}
}

func TestNumberOfResultsIsCheckedAsTyped(t *testing.T) {
	s := ready(t, search())
	screen, pump := start(t, s, body())
	pump.Keys("tab")
	pump.Type("00000")
	frames.Has(t, pump.Frame(), "a whole number from 0 to 2000")
	pump.Keys("enter") // nothing is sent: the fake expects no call
	if !screen.Typing() {
		t.Error("not in the wrong field")
	}
	pump.Keys("backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
	pump.Type("25")
	s.API.Expect("Search", response(1, 1), nil)
	pump.Keys("enter")
	if got := asked(t, s, 0).NumberOfResults; got != 25 {
		t.Errorf("asked for %d results", got)
	}
}

func TestTokenCanGoIntoTheAddressWithAWarning(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", response(1, 1), nil)
	_, pump := start(t, s, body())
	frames.Lacks(t, pump.Frame(), "access_token=")
	pump.Keys("tab", "tab", "right")
	frames.Has(t, strings.ReplaceAll(pump.Frame(), "\n", ""), "URLs end up in logs", "access_token=eyJh…")
	frames.Lacks(t, pump.Frame(), s.Current.Secret.Reveal())
	pump.Keys("enter")
	if place := s.API.Calls("Search")[0].Args[1]; place != coveoapi.InAccessTokenParameter {
		t.Errorf("sent as %v", place)
	}
}

func TestExpiredTokenIsSaidBeforeSendingAndSentIfInsisted(t *testing.T) {
	s := ready(t, expired())
	screen, pump := start(t, s, body())
	frames.Has(t, pump.Frame(), "expired 1 h ago")
	pump.Keys("enter") // the fake expects no call
	frames.Has(t, pump.Frame(), "Nothing was sent", "419", "Send it anyway? [s]", "mint a new one with the same form? [r]")
	if !screen.Escape() {
		t.Error("esc did not call it off")
	}
	frames.Lacks(t, pump.Frame(), "Nothing was sent")
	pump.Keys("s") // not asked: nothing is sent

	s.API.Expect("Search", nil, &coveoapi.APIError{Operation: "run a query", Status: 419, Code: "ExpiredTokenException", Message: "Expired token"})
	pump.Keys("enter", "s")
	frames.Has(t, pump.Frame(), "419", "ExpiredTokenException")
	if screen.State() != common.Problem {
		t.Errorf("state %v", screen.State())
	}
}

func TestTokenThatExpiresMeanwhileIsNoticed(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", response(10, 25), nil)
	_, pump := start(t, s, body())
	pump.Keys("enter")
	pump.Advance(2 * time.Hour)
	pump.Keys("n")
	frames.Has(t, pump.Frame(), "Nothing was sent")
	s.API.Expect("Search", response(10, 25), nil)
	pump.Keys("s")
	if got := asked(t, s, 1).FirstResult; got != 10 {
		t.Errorf("the insisted page starts at %d", got)
	}
}

func TestFailureIsExplainedInPlaceAndRepeatedOnAKey(t *testing.T) {
	s := ready(t, tokens.Platform(uitest.Start(), time.Hour))
	denied := &coveoapi.APIError{Operation: "run a query", Status: 403, Code: "FORBIDDEN", Message: "403 Forbidden (FORBIDDEN)", RequestID: "req-0043"}
	s.API.Expect("Search", nil, denied)
	_, pump := start(t, s, body())
	pump.Type("reset")
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "403", "FORBIDDEN", "403 Forbidden (FORBIDDEN)", "req-0043", "r runs it again", "reset")
	s.API.Expect("Search", response(1, 1), nil)
	pump.Keys("r")
	frames.Has(t, pump.Frame(), "1–1 of 1")
	if got := asked(t, s, 1).Q; got != "reset" {
		t.Errorf("the second query was %q", got)
	}
}

func TestEscCancelsThenLeavesTheFormThenGoesBack(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", nil, nil).Hold()
	screen, pump := start(t, s, body())
	pump.Keys("enter")
	pump.Advance(2 * time.Second)
	frames.Has(t, pump.Frame(), "Waiting for Coveo… 2 s", "esc cancels")
	if !screen.Escape() {
		t.Fatal("esc did not cancel")
	}
	frames.Has(t, pump.Frame(), "Cancelled")
	pump.Keys("/")
	if !screen.Typing() || !screen.Escape() || screen.Typing() {
		t.Error("esc did not leave the form")
	}
	if screen.Escape() {
		t.Error("esc found something to undo where there is nothing")
	}
}

func TestReplyToAnOlderTokenIsDropped(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", response(1, 1), nil)
	_, pump := start(t, s, body())
	pump.Type("kept")
	pump.Keys("enter")
	if err := s.OpenToken(coveoapi.NewSecret(tokens.Platform(uitest.Start(), time.Hour)), ""); err != nil {
		t.Fatal(err)
	}
	pump.Send(common.TokenOpenedMsg{})
	frames.Lacks(t, pump.Frame(), "1–1 of 1")
	frames.Has(t, pump.Frame(), "kept")
}

func TestRequestViewShowsWhatWouldBeSent(t *testing.T) {
	s := ready(t, search())
	screen, pump := start(t, s, uitest.Size{Width: 80, Height: 40})
	pump.Type("abc")
	screen.Escape()
	pump.Keys("right")
	frames.Has(t, pump.Frame(), `"q": "abc"`)
	pump.Keys("/")
	pump.Type("d")
	screen.Escape()
	frames.Has(t, pump.Frame(), `"q": "abcd"`)
	pump.Keys("c", "y")
	if !strings.Contains(pump.Clipboard(), "COVEO_ACCESS_TOKEN") || strings.Contains(pump.Clipboard(), s.Current.Secret.Reveal()) {
		t.Errorf("copied %q", pump.Clipboard())
	}
	pump.Keys("left")
	frames.Has(t, pump.Frame(), "▸token", s.Current.Secret.Masked())
	pump.Keys("c")
	if pump.Clipboard() != s.Current.Secret.Reveal() {
		t.Errorf("copied %q", pump.Clipboard())
	}
	if !screen.Escape() || strings.Contains(pump.Frame(), "▸token") {
		t.Errorf("esc did not close the code:\n%s", pump.Frame())
	}
}

func TestLargeReplyIsLaidOut(t *testing.T) {
	s := ready(t, search())
	r := response(200, 200)
	s.API.Expect("Search", r, nil).Exchange(exchange(t, s, r))
	_, pump := start(t, s, body())
	pump.Keys("enter", "left", "left")
	frames.Has(t, pump.Frame(), "HTTP 200 OK", `"totalCount": 200`)
}

func TestSkewIsMeasured(t *testing.T) {
	s := ready(t, search())
	r := response(1, 1)
	e := exchange(t, s, r)
	e.Header.Set("Date", "Sat, 14 Mar 2026 09:00:05 GMT")
	e.ReceivedAt = uitest.Start()
	s.API.Expect("Search", r, nil).Exchange(e)
	_, pump := start(t, s, body())
	pump.Keys("enter")
	if s.Skew() != 5*time.Second {
		t.Errorf("skew %v", s.Skew())
	}
}

func TestHostileTextNeverReachesTheTerminal(t *testing.T) {
	hostile := tokens.Hostile()
	source, err := json.Marshal(hostile)
	if err != nil {
		t.Fatal(err)
	}
	s := ready(t, search())
	r := coveoapi.SearchResponse{
		TotalCount: 2, TotalCountFiltered: 2, Pipeline: hostile,
		Results: []coveoapi.SearchResult{
			{Title: hostile, URI: hostile, Excerpt: hostile + strings.Repeat(hostile, 9), Raw: map[string]json.RawMessage{"source": source}},
			{Title: "", URI: "", Raw: nil},
		},
	}
	e := exchange(t, s, r)
	e.Header.Set("X-Request-Id", hostile)
	e.Header.Set("Server", hostile)
	s.API.Expect("Search", r, nil).Exchange(e)
	size := uitest.Size{Width: 80, Height: 60}
	_, pump := start(t, s, size)
	pump.Paste(hostile)
	frames.Check(t, pump.StyledFrame(), size)
	pump.Keys("enter")
	for range 3 {
		frames.Check(t, pump.StyledFrame(), size)
		pump.Keys("right")
	}
	s.API.Expect("Search", nil, &coveoapi.APIError{Status: 500, Code: hostile, Message: hostile, RequestID: hostile})
	pump.Keys("r")
	frames.Has(t, pump.Frame(), "✗")
	frames.Check(t, pump.StyledFrame(), size)
}

func TestAdvertisedKeysWork(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*uitest.Session)
		keys   []string
	}{
		{name: "unconnected", change: func(s *uitest.Session) { s.Connection = nil }},
		{name: "no token", change: func(s *uitest.Session) { s.Current = nil }},
		{name: "form", change: func(s *uitest.Session) {
			s.API.Expect("Search", response(10, 25), nil).Always()
		}},
		{name: "results", change: func(s *uitest.Session) {
			s.API.Expect("Search", response(10, 25), nil)
			s.API.Expect("Search", response(10, 25), nil)
			s.API.Expect("Search", nil, denied()).Always()
		}, keys: []string{"enter", "n"}},
		{name: "failed", change: func(s *uitest.Session) {
			s.API.Expect("Search", nil, denied())
			s.API.Expect("Search", response(1, 1), nil).Always()
		}, keys: []string{"enter"}},
		{name: "running", change: func(s *uitest.Session) { s.API.Expect("Search", nil, nil).Hold() }, keys: []string{"enter"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			frames.KeysWork(t, func(t *testing.T) (common.Screen, *uitest.Pump) {
				s := ready(t, search())
				test.change(s)
				screen, pump := start(t, s, body())
				pump.Keys(test.keys...)
				return screen, pump
			})
		})
	}
}

func TestTheQueryIsTakenToCompare(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", response(1, 1), nil)
	_, pump := start(t, s, body())
	pump.Type("reset")
	pump.Keys("enter", "=")
	want := []tea.Msg{
		common.CompareMsg{Query: &coveoapi.SearchQuery{Q: "reset", NumberOfResults: 10, EnableQuerySyntax: true}},
		common.GoToMsg{Screen: common.Compare},
	}
	if diff := cmp.Diff(want, pump.Sent()); diff != "" {
		t.Errorf("what was sent (-want +got):\n%s", diff)
	}
}
