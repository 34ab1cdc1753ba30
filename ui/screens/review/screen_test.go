package review_test

import (
	"net/http"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/screens/review"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// body is the body of an 80×24 terminal.
func body() uitest.Size { return uitest.Size{Width: 80, Height: 21} }

func impersonate() coveoapi.Privilege {
	return coveoapi.Privilege{Owner: "SEARCH_API", TargetDomain: "IMPERSONATE", Type: "ENABLE", TargetID: "*", Level: "NORMAL"}
}

func viewPipelines() coveoapi.Privilege {
	return coveoapi.Privilege{Owner: "SEARCH_API", TargetDomain: "QUERY_PIPELINE", Type: "VIEW", TargetID: "*", Level: "NORMAL"}
}

// connected is a session with a connection whose key may impersonate and a complete
// draft of a search token.
func connected(t testing.TB) *uitest.Session {
	t.Helper()
	s := uitest.NewSession(t)
	s.Connect(impersonate())
	s.Draft.UserIDs[0].Name = "asmith@example.com"
	s.Draft.DisplayName = "Alice Smith"
	s.Draft.SearchHub = "SupportHub"
	s.Draft.Filter = "@source==KnowledgeBase"
	s.Draft.Validity = "1h"
	return s
}

func start(t testing.TB, s *uitest.Session, size uitest.Size) (*review.Screen, *uitest.Pump) {
	t.Helper()
	screen := review.New(s.Session)
	return screen, uitest.NewPump(t, s, screen, size)
}

func TestWithoutConnectionItLeadsToConnect(t *testing.T) {
	s := uitest.NewSession(t)
	_, pump := start(t, s, body())
	frames.Has(t, pump.Frame(), "no connection yet", "1 Connect")
	pump.Keys("c", "y", "r", "e") // none of which may do anything yet
	if sent := pump.Sent(); len(sent) > 0 {
		t.Errorf("sent %v", sent)
	}
	pump.Keys("enter")
	frames.WentTo(t, pump, common.Connect)
}

func TestSummaryTellsWhatWillBeSent(t *testing.T) {
	s := connected(t)
	_, pump := start(t, s, body())
	frames.Has(t, pump.Frame(), "search token", "acmecorp", "asmith@example.com (Email Security Provider, User)",
		"shown as Alice Smith", "search hub SupportHub", "filter @source==KnowledgeBase", "1 h (validFor: 3600000 ms)",
		"✓ the key holds SEARCH_API/IMPERSONATE", "✓ Ready.")
	frames.Lacks(t, pump.Frame(), s.Connection.Keys.Minting.Reveal())
}

func TestRequestIsShownUnlessItStandsBeside(t *testing.T) {
	s := connected(t)
	screen, pump := start(t, s, uitest.Size{Width: 80, Height: 40})
	frames.Has(t, pump.Frame(), "POST https://", "Authorization: Bearer ", `"searchHub": "SupportHub"`)
	screen.SetSideShown(true)
	frames.Lacks(t, pump.Frame(), "POST", "Authorization")
}

func TestLongPageScrolls(t *testing.T) {
	s := connected(t)
	_, pump := start(t, s, uitest.Size{Width: 40, Height: 9})
	frames.Lacks(t, pump.Frame(), "POST")
	pump.Keys("end")
	frames.Has(t, pump.Frame(), "}")
	pump.Keys("home")
	frames.Has(t, pump.Frame(), "Kind ")
}

func TestFirstWrongInputIsNamedWithTheStepThatMendsIt(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*common.Draft)
		want   []string
		step   common.ID
	}{
		{"no user", func(d *common.Draft) { d.UserIDs = nil }, []string{"userIds are missing", "3 Details"}, common.Details},
		{"validity", func(d *common.Draft) { d.Validity = "5m" }, []string{"validFor is shorter", "15 min", "3 Details"}, common.Details},
		{"validity unread", func(d *common.Draft) { d.Validity = "24H" }, []string{"validity", "PT24H", "3 Details"}, common.Details},
		{"no privileges", func(d *common.Draft) { d.Kind = common.PlatformToken }, []string{"privileges are missing", "2 Privileges"}, common.Privileges},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := connected(t)
			test.change(s.Draft)
			_, pump := start(t, s, body())
			frames.Has(t, pump.Frame(), test.want...)
			frames.Has(t, pump.Frame(), "Not complete yet")
			pump.Keys("enter") // nothing may be sent: the fake expects no call
			pump.Keys("e")
			frames.WentTo(t, pump, test.step)
		})
	}
}

func TestChecksSayWhatTheKeyHolds(t *testing.T) {
	for _, test := range []struct {
		name  string
		alter func(*uitest.Session)
		want  []string
	}{
		{"search, not held", func(s *uitest.Session) { s.Connection.Held = nil }, []string{"✗ the key does not hold SEARCH_API/IMPERSONATE", "may not be enough"}},
		{"search, unknown", func(s *uitest.Session) {
			s.Connection.Held, s.Connection.HeldUnknown = nil, http.ErrHandlerTimeout
		}, []string{"? not known whether the key holds"}},
		{"platform", func(s *uitest.Session) {
			s.Draft.Kind = common.PlatformToken
			s.Draft.Privileges = []coveoapi.Privilege{impersonate(), viewPipelines()}
		}, []string{"✓ the key holds SEARCH_API/IMPERSONATE", "✗ the key does not hold SEARCH_API/QUERY_PIPELINE:VIEW"}},
		{"platform, unknown", func(s *uitest.Session) {
			s.Draft.Kind = common.PlatformToken
			s.Draft.Privileges = []coveoapi.Privilege{viewPipelines()}
			s.Connection.Held, s.Connection.HeldUnknown = nil, http.ErrHandlerTimeout
		}, []string{"? not known whether the key holds SEARCH_API/QUERY_PIPELINE:VIEW"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := connected(t)
			test.alter(s)
			_, pump := start(t, s, body())
			frames.Has(t, pump.Frame(), test.want...)
		})
	}
}

func TestCopies(t *testing.T) {
	s := connected(t)
	screen, pump := start(t, s, body())
	pump.Keys("y")
	if !strings.HasPrefix(pump.Clipboard(), "{") || !strings.Contains(pump.Clipboard(), `"SupportHub"`) {
		t.Errorf("y copied %q", pump.Clipboard())
	}
	pump.Keys("c")
	frames.Has(t, pump.Frame(), "▸curl", "Node", "Apex", "with $COVEO_API_KEY")
	for _, name := range []string{"curl -X", "fetch("} {
		pump.Keys("enter") // which copies here, and mints nothing
		for _, want := range []string{name, "COVEO_API_KEY", "SupportHub", "/rest/search/v2/token"} {
			if !strings.Contains(pump.Clipboard(), want) {
				t.Errorf("the code lacks %q: %s", want, pump.Clipboard())
			}
		}
		if strings.Contains(pump.Clipboard(), s.Connection.Keys.Minting.Reveal()) {
			t.Error("the code holds the key")
		}
		pump.Keys("right")
	}
	if !screen.Escape() || screen.Escape() {
		t.Error("esc does not close the code, or more than that")
	}
	frames.Has(t, pump.Frame(), "✓ Ready.")
}

func TestTheCodeIsThatOfWhatWouldBeSent(t *testing.T) {
	s := connected(t)
	_, pump := start(t, s, body())
	pump.Keys("c")
	s.Draft.SearchHub = "AnotherHub"
	pump.Send(common.DraftChangedMsg{})
	frames.Lacks(t, pump.Frame(), "▸curl")
	pump.Keys("c", "y")
	if !strings.Contains(pump.Clipboard(), "AnotherHub") {
		t.Errorf("copied %s", pump.Clipboard())
	}
	s.API.Expect("MintSearchToken", nil, nil).Hold()
	pump.Send(common.DraftChangedMsg{})
	pump.Keys("enter", "c")
	frames.Has(t, pump.Frame(), "Minting")
	frames.Lacks(t, pump.Frame(), "▸curl")
}

func TestHostileTextNeverReachesTheTerminal(t *testing.T) {
	s := connected(t)
	hostile := tokens.Hostile()
	s.Draft.UserIDs[0] = coveoapi.UserID{Name: hostile, Provider: hostile, Type: coveoapi.IdentityType(hostile)}
	s.Draft.DisplayName, s.Draft.SearchHub, s.Draft.Filter, s.Draft.Groups, s.Draft.Validity = hostile, hostile, hostile, hostile, hostile
	s.API.Expect("MintSearchToken", nil, &coveoapi.APIError{Status: 400, Code: hostile, Message: hostile, RequestID: hostile}).Always()
	size := uitest.Size{Width: 80, Height: 60}
	_, pump := start(t, s, size)
	frames.Check(t, pump.StyledFrame(), size)
	s.Draft.UserIDs[0].Type, s.Draft.Validity = "", ""
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "Not minted")
	frames.Check(t, pump.StyledFrame(), size)
}

func TestAdvertisedKeysWork(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*uitest.Session)
		keys   []string
	}{
		{name: "unconnected", change: func(s *uitest.Session) { s.Connection = nil }},
		{name: "ready", change: func(s *uitest.Session) {
			s.API.Expect("MintSearchToken", nil, forbidden()).Always()
		}},
		{name: "incomplete", change: func(s *uitest.Session) { s.Draft.UserIDs = nil }},
		{name: "failed", change: func(s *uitest.Session) {
			s.API.Expect("MintSearchToken", nil, forbidden())
			s.API.Expect("MintSearchToken", coveoapi.NewSecret("hello"), nil).Always()
		}, keys: []string{"enter"}},
		{name: "minting", change: func(s *uitest.Session) {
			s.API.Expect("MintSearchToken", nil, nil).Hold()
		}, keys: []string{"enter"}},
		{name: "checked", change: func(s *uitest.Session) {
			s.Draft.UserIDs[0].Provider = "Email security provider"
			s.API.Expect("MintSearchToken", nil, forbidden()).Always()
		}, keys: []string{"d"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			frames.KeysWork(t, func(t *testing.T) (common.Screen, *uitest.Pump) {
				s := connected(t)
				organization(s)
				test.change(s)
				screen, pump := start(t, s, body())
				pump.Keys(test.keys...)
				return screen, pump
			})
		})
	}
}
