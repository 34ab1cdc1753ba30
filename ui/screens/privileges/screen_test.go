package privileges

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

func privilege(owner, domain, level string) coveoapi.Privilege {
	return coveoapi.Privilege{Owner: owner, TargetDomain: domain, Type: level, TargetID: "*", Level: "NORMAL"}
}

// live is what the organization lists.
func live() []coveoapi.Privilege {
	return []coveoapi.Privilege{
		privilege("SEARCH_API", "EXECUTE_QUERY", "ENABLE"),
		privilege("SEARCH_API", "IMPERSONATE", "ENABLE"),
		privilege("SEARCH_API", "QUERY_PIPELINE", "VIEW"),
		{Owner: "SEARCH_API", TargetDomain: "QUERY_PIPELINE", Type: "EDIT", TargetID: "*", Level: "GLOBAL"},
		privilege("USAGE_ANALYTICS", "ANALYTICS_DATA", "EDIT"),
		privilege("USAGE_ANALYTICS", "IMPERSONATE", "ENABLE"),
		privilege("PLATFORM", "ORGANIZATION", "VIEW"),
		privilege("VAULT\x1b[2J", "MYSTERY_THING", "ENABLE"),
	}
}

func forbidden() error {
	return &coveoapi.APIError{Operation: "list the privileges of platform tokens", Status: 403, Code: "FORBIDDEN", Message: "Insufficient privileges"}
}

// open starts the screen, connected with a key that may impersonate, for a kind of
// token.
func open(t *testing.T, kind common.TokenKind, size uitest.Size, expect func(*uitest.FakeAPI)) (*uitest.Session, *Screen, *uitest.Pump) {
	t.Helper()
	s := uitest.NewSession(t)
	s.Connect(live()[0], live()[1])
	s.Draft.Kind = kind
	s.API.Expect("Evaluate", nil, forbidden()).Always()
	if expect != nil {
		expect(s.API)
	}
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, size)
	p.Send(tea.BatchMsg{screen.Resume()})
	return s, screen, p
}

func usual() uitest.Size { return uitest.Size{Width: 80, Height: 24} }

func withLive(f *uitest.FakeAPI) { f.Expect("PlatformTokenPrivileges", live(), nil) }

func TestPickingFillsTheDraftInTheListsOrder(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual(), withLive)
	frames.Reads(t, p, "8 privileges, live, 0 s ago", "0 of 8 selected")
	if screen.State() != common.Empty {
		t.Errorf("state %v before anything is picked", screen.State())
	}
	p.Keys("/")
	p.Type("pipel")
	p.Keys("down", "space", "esc")
	screen.Escape()
	p.Keys("home", "space")
	want := []coveoapi.Privilege{live()[0], live()[3]}
	if diff := cmp.Diff(want, s.Draft.Privileges); diff != "" {
		t.Errorf("draft (-want +got):\n%s", diff)
	}
	if screen.State() != common.Problem {
		t.Errorf("state %v although the key does not hold one", screen.State())
	}
	frames.Reads(t, p, "✗ 1 of the 2 picked: your key does not hold them.")
}

func TestTheDetailExplainsTheRowUnderTheCursor(t *testing.T) {
	_, _, p := open(t, common.PlatformToken, uitest.Size{Width: 120, Height: 30}, withLive)
	p.Keys("down")
	frames.Reads(t, p, "Impersonate · Search", "✓ Your key holds it.", "SEARCH_API/IMPERSONATE · type ENABLE", "level NORMAL", "Unlocks", "/token")
	p.Keys("o")
	frames.Reads(t, p, "Unlocks 2 operations:")
	p.Keys("o", "end")
	frames.Reads(t, p, "Mystery thing", "✗ Your key does not hold it, so it cannot give it.")
}

func TestLimitingToAResourcePicksThePrivilege(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual(), withLive)
	p.Keys("down", "down", "e")
	if !screen.Typing() {
		t.Fatal("the target's field takes no letters")
	}
	p.Keys("ctrl+u")
	p.Type("a1b2")
	p.Keys("enter")
	want := live()[2]
	want.TargetID = "a1b2"
	if diff := cmp.Diff([]coveoapi.Privilege{want}, s.Draft.Privileges); diff != "" {
		t.Errorf("draft (-want +got):\n%s", diff)
	}
	p.Keys("e", "ctrl+u", "enter")
	if got := s.Draft.Privileges[0].TargetID; got != "*" {
		t.Errorf("an empty target became %q", got)
	}
	p.Keys("e")
	p.Type("x y")
	p.Keys("enter")
	if screen.target == nil {
		t.Error("an ID with spaces is accepted")
	}
	if screen.Escape(); screen.target != nil || s.Draft.Privileges[0].TargetID != "*" {
		t.Error("esc does not leave the target as it was")
	}
}

func TestWithoutALiveListTheBuiltInOneOpensWithTheReason(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual(), func(f *uitest.FakeAPI) {
		f.Expect("PlatformTokenPrivileges", nil, forbidden())
	})
	frames.Reads(t, p, "built-in privileges, not live", "✗", "403", "R asks again; K adds a catalogue key")
	if screen.Ticking() {
		t.Error("a list without an age ticks")
	}
	p.Keys("K")
	if diff := cmp.Diff(common.GoToMsg{Screen: common.Connect}, p.Sent()[0]); diff != "" {
		t.Errorf("K (-want +got):\n%s", diff)
	}
	p.Keys("space")
	picked := s.Draft.Privileges
	withLive(s.API)
	p.Keys("R")
	frames.Reads(t, p, "live, 0 s ago", "Picked, but not in this list (1) · 1 selected")
	if diff := cmp.Diff(picked, s.Draft.Privileges); diff != "" {
		t.Errorf("refreshing lost what was picked (-want +got):\n%s", diff)
	}
}

func TestAFailedRefreshKeepsTheLiveList(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual(), withLive)
	s.API.Expect("PlatformTokenPrivileges", nil, forbidden())
	p.Keys("R")
	frames.Reads(t, p, "! Not refreshed: this list is from 09:00:00")
	if screen.list.Len() != len(live()) {
		t.Errorf("%d rows are left", screen.list.Len())
	}
}

func TestThePickSurvivesAnotherConnection(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual(), withLive)
	p.Keys("down", "space")
	s.Connect()
	p.Send(common.ConnectedMsg{})
	p.Keys("space", "a")
	if diff := cmp.Diff([]coveoapi.Privilege{live()[1]}, s.Draft.Privileges); diff != "" {
		t.Errorf("keys on the empty list changed the draft (-want +got):\n%s", diff)
	}
	other := live()[1]
	other.Level, other.Type = "GLOBAL", ""
	s.API.Expect("PlatformTokenPrivileges", []coveoapi.Privilege{other}, nil)
	p.Send(tea.BatchMsg{screen.Resume()})
	frames.Reads(t, p, "1 of 1 selected")
}

func TestTheAgeCountsWhileItTicks(t *testing.T) {
	_, screen, p := open(t, common.PlatformToken, usual(), withLive)
	p.Advance(3 * time.Second)
	frames.Reads(t, p, "live, 3 s ago")
	if !screen.Ticking() {
		t.Error("a young list does not tick")
	}
	p.Advance(time.Minute)
	frames.Reads(t, p, "live, at 09:00:00")
	if screen.Ticking() {
		t.Error("an old list still ticks")
	}
}

func TestEscCancelsAsking(t *testing.T) {
	_, screen, p := open(t, common.PlatformToken, usual(), func(f *uitest.FakeAPI) {
		f.Expect("PlatformTokenPrivileges", nil, nil).Hold()
	})
	p.Advance(150 * time.Millisecond)
	frames.Reads(t, p, "Asking the organization for its privileges… esc cancels")
	if !screen.Escape() || screen.call.Busy() {
		t.Error("esc does not cancel")
	}
	p.Send(nil)
	frames.Reads(t, p, "built-in privileges, not live: you cancelled. R asks again.")
	if screen.Escape() {
		t.Error("esc undoes something although nothing is left")
	}
}

func TestASearchTokenShowsWhatTheKeyNeeds(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual(), nil)
	frames.Reads(t, p, "[search token]", "✓ Search – Impersonate SEARCH_API/IMPERSONATE", "✓ Your key can create search tokens.")
	if screen.State() != common.Done {
		t.Errorf("state %v", screen.State())
	}
	s.Connect(live()[4])
	p.Send(common.ConnectedMsg{})
	frames.Reads(t, p, "✗ Your key cannot create search tokens. Press 1 and connect with a key of the Authenticated search template.")
	if screen.State() != common.Problem {
		t.Errorf("state %v", screen.State())
	}
	s.Connection = nil
	p.Send(common.ConnectedMsg{})
	frames.Reads(t, p, "You are not connected yet")
	p.Keys("enter")
	sent := p.Sent()
	if diff := cmp.Diff(common.GoToMsg{Screen: common.Details}, sent[len(sent)-1]); diff != "" {
		t.Errorf("enter (-want +got):\n%s", diff)
	}
}

func TestTabSwitchesTheKindForAllScreens(t *testing.T) {
	s, _, p := open(t, common.SearchToken, usual(), withLive)
	p.Keys("tab")
	if s.Draft.Kind != common.PlatformToken {
		t.Fatal("the kind is still the same")
	}
	if diff := cmp.Diff(common.DraftChangedMsg{}, p.Sent()[0]); diff != "" {
		t.Errorf("tab (-want +got):\n%s", diff)
	}
	frames.Reads(t, p, "[platform token]", "8 privileges, live")
	p.Keys("ctrl+t")
	frames.Reads(t, p, "[search token]")
}

func TestWithoutAConnectionTheListIsTheBuiltInOne(t *testing.T) {
	s := uitest.NewSession(t)
	s.Draft.Kind = common.PlatformToken
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, usual())
	p.Send(tea.BatchMsg{screen.Resume()})
	frames.Reads(t, p, "not live: you are not connected (press 1).", "? Whether your key holds it is not known.")
	p.Keys("space")
	if len(s.Draft.Privileges) != 1 || screen.State() != common.Done {
		t.Errorf("picked %v, state %v", s.Draft.Privileges, screen.State())
	}
}

func TestAWaitIsShown(t *testing.T) {
	wait := coveoapi.Wait{Attempt: 2, Attempts: 3, Delay: 8 * time.Second, Cause: &coveoapi.APIError{Status: 429}}
	_, _, p := open(t, common.PlatformToken, usual(), func(f *uitest.FakeAPI) {
		f.Expect("PlatformTokenPrivileges", live(), nil).Hold().Wait(wait)
	})
	p.Advance(2 * time.Second)
	frames.Reads(t, p, "rate limited, waiting 6 s (attempt 2 of 3)")
	p.Release()
	frames.Reads(t, p, "8 privileges, live")
}

func TestABodyEditedByHandIsSaidToIgnoreThePicked(t *testing.T) {
	s, _, p := open(t, common.PlatformToken, usual(), withLive)
	s.Draft.SetRawBody([]byte(`{"body":{}}`))
	p.Send(common.DraftChangedMsg{})
	frames.Reads(t, p, "! The body was edited by hand: what is picked here is not sent")
}
