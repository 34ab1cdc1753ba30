package review_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// tall has room for all rows of the checks.
func tall() uitest.Size { return uitest.Size{Width: 100, Height: 70} }

// organization makes the fake answer every question of the checks, as an
// organization where nothing is wrong.
func organization(s *uitest.Session) {
	answered := coveoapi.Exchange{
		Header:     http.Header{"Date": {uitest.Start().Format(http.TimeFormat)}},
		ReceivedAt: uitest.Start(), Duration: 42 * time.Millisecond,
	}
	granted := coveoapi.Evaluation{Approved: true, EvaluationReport: coveoapi.EvaluationReport{ResultCodes: []coveoapi.EvaluationCode{coveoapi.EvaluationGranted}}}
	s.API.Expect("PrivilegesOf", []coveoapi.Privilege{impersonate()}, nil).Exchange(answered).Always()
	s.API.Expect("Plan", nil, nil).Exchange(answered).Always()
	s.API.Expect("Evaluate", granted, nil).Always()
	s.API.Expect("OrganizationStatus", coveoapi.OrganizationStatus{Status: "HEALTHY", LifeCycleState: "ACTIVE"}, nil).Always()
	s.API.Expect("OrganizationRegions", coveoapi.OrganizationRegions{PrimaryMainRegion: "eu-west-1"}, nil).Always()
	s.API.Expect("SecurityProviders", []coveoapi.SecurityProvider{{ID: "email", DisplayName: coveoapi.EmailSecurityProvider}}, nil).Always()
	s.API.Expect("Pipelines", []coveoapi.Pipeline{{ID: "p1", Name: "InternalSearch"}}, nil).Always()
	s.API.Expect("SearchHubs", []coveoapi.SearchHub{{Name: "SupportHub"}}, nil).Always()
}

func TestChecksRunBeforeMinting(t *testing.T) {
	s := connected(t)
	organization(s)
	_, pump := start(t, s, tall())
	pump.Keys("d")
	frames.Has(t, pump.Frame(), "✓ Endpoint", "acmecorp.org.coveo.com answered in 42 ms", "✓ Clock", "✓ API key", "✓ May create search tokens",
		"✓ Provider Email Security Provider", "✓ Search hub SupportHub", "✓ 12 of 12 passed. esc goes back")
	frames.Lacks(t, pump.Frame(), "The request", s.Connection.Keys.Minting.Reveal())
	s.API.Expect("MintSearchToken", coveoapi.NewSecret(tokens.Search(uitest.Start(), time.Hour)), nil)
	pump.Keys("enter")
	if s.Current == nil {
		t.Errorf("enter did not mint:\n%s", pump.Frame())
	}
}

func TestWhatTheChecksFindIsMended(t *testing.T) {
	s := connected(t)
	organization(s)
	s.Draft.UserIDs[0].Provider = "Email security provider"
	s.Draft.SearchHub, s.Draft.Pipeline = "SuportHub", "InternlSearch"
	_, pump := start(t, s, tall())
	pump.Keys("d")
	frames.Has(t, pump.Frame(), "✗ Provider Email security provider", "→ Write “Email Security Provider”.", "✗ 2 of 13 failed. f: mend the provider.")
	pump.Keys("f")
	frames.Has(t, pump.Frame(), "✓ Provider Email Security Provider", "✗ 1 of 13 failed. f: mend the pipeline.")
	pump.Keys("f", "f", "f")
	frames.Has(t, pump.Frame(), "✓ 13 of 13 passed.")
	if s.Draft.UserIDs[0].Provider != coveoapi.EmailSecurityProvider || s.Draft.SearchHub != "SupportHub" || s.Draft.Pipeline != "InternalSearch" {
		t.Errorf("the draft is %+v", s.Draft)
	}
	changed := 0
	for _, msg := range pump.Sent() {
		if _, is := msg.(common.DraftChangedMsg); is {
			changed++
		}
	}
	if changed != 3 {
		t.Errorf("other screens were told %d times, want 3", changed)
	}
}

func TestAPrivilegeThatTheKeyLacksIsLeftOut(t *testing.T) {
	s := connected(t)
	s.Draft.Kind = common.PlatformToken
	s.Draft.Privileges = []coveoapi.Privilege{viewPipelines()}
	denied := coveoapi.Evaluation{EvaluationReport: coveoapi.EvaluationReport{ResultCodes: []coveoapi.EvaluationCode{coveoapi.EvaluationNotAllowed}}}
	s.API.Expect("Evaluate", denied, nil)
	organization(s)
	_, pump := start(t, s, tall())
	pump.Keys("d")
	frames.Has(t, pump.Frame(), "✗ Privilege SEARCH_API/QUERY_PIPELINE:VIEW", "OPERATION_NOT_ALLOWED", "f: leave the privilege out")
	pump.Keys("f")
	frames.Lacks(t, pump.Frame(), "QUERY_PIPELINE")
	if len(s.Draft.Privileges) != 0 {
		t.Errorf("still asked for: %v", s.Draft.Privileges)
	}
}

// elsewhere is a session whose endpoint is not that of its organization's region.
func elsewhere(t *testing.T) *uitest.Session {
	s := connected(t)
	organization(s)
	target := s.API.Target()
	var err error
	if target.Endpoint, err = coveoapi.ParseEndpoint("us", target.OrganizationID); err != nil {
		t.Fatal(err)
	}
	s.API.SetTarget(target)
	return s
}

func TestTheEndpointIsChanged(t *testing.T) {
	s := elsewhere(t)
	var saved profile.Profile
	s.SaveProfile = func(p profile.Profile) error { saved = p; return nil }
	s.API.Expect("Open", common.Connection{Held: []coveoapi.Privilege{impersonate()}}, nil)
	_, pump := start(t, s, tall())
	pump.Keys("d")
	frames.Has(t, pump.Frame(), "✗ Organization and region", "lives in eu-west-1", "f: switch to the endpoint eu")
	pump.Keys("f")
	want := profile.Profile{Name: "acme", OrganizationID: "acmecorp", Endpoint: "eu"}
	if diff := cmp.Diff(want, s.Connection.Profile); diff != "" {
		t.Errorf("connected as (-want +got):\n%s", diff)
	}
	if saved != want || s.Profiles[1] != want {
		t.Errorf("saved %+v, listed %+v", saved, s.Profiles[1])
	}
	if keys := s.API.Calls("Open")[0].Args[1]; keys != s.Connection.Keys {
		t.Error("it connected with other keys")
	}
}

func TestAnEndpointThatFailsIsNotTaken(t *testing.T) {
	s := elsewhere(t)
	before := s.Connection
	s.API.Expect("Open", nil, forbidden())
	_, pump := start(t, s, tall())
	pump.Keys("d", "f")
	frames.Has(t, pump.Frame(), "✗ This key may not create search tokens", "f: switch to the endpoint eu")
	if s.Connection != before {
		t.Error("the connection was replaced")
	}
	s.API.Expect("Open", nil, nil).Hold()
	screen, pump := start(t, s, tall())
	pump.Keys("d", "f")
	pump.Advance(2 * time.Second)
	frames.Has(t, pump.Frame(), "Connecting… 2 s (esc cancels)")
	if !screen.Escape() {
		t.Error("esc did not cancel")
	}
	pump.Send(nil)
	if s.Connection != before {
		t.Error("the connection was replaced after esc")
	}
}

func TestAnEndpointThatCannotBeSavedIsTold(t *testing.T) {
	s := elsewhere(t)
	s.SaveProfile = func(profile.Profile) error { return errors.New("the disk is full") }
	s.API.Expect("Open", common.Connection{}, nil)
	_, pump := start(t, s, tall())
	pump.Keys("d", "f")
	frames.Has(t, pump.Frame(), "the disk is full")
}

func TestABodyEditedByHandIsCheckedAndNotMended(t *testing.T) {
	s := connected(t)
	organization(s)
	s.Draft.SetRawBody([]byte(`{"userIds":[{"name":"a","provider":"email security provider"}]}`))
	_, pump := start(t, s, tall())
	pump.Keys("d")
	frames.Has(t, pump.Frame(), "✗ Provider email security provider", "✗ 1 of 11 failed. esc goes back")
	pump.Keys("f")
	frames.Has(t, pump.Frame(), "✗ Provider email security provider")
}

func TestEscCancelsTheChecksThenGoesBack(t *testing.T) {
	s := connected(t)
	s.API.Expect("PrivilegesOf", nil, nil).Hold()
	screen, pump := start(t, s, tall())
	pump.Keys("d")
	frames.Has(t, pump.Frame(), "· Endpoint", "· API key")
	pump.Advance(2 * time.Second)
	frames.Has(t, pump.Frame(), "Checking… 2 s (esc cancels)")
	screen.Escape()
	pump.Send(nil)
	frames.Has(t, pump.Frame(), "– Endpoint", "Cancelled before it was found out.")
	if !screen.Escape() {
		t.Error("esc did not close the checks")
	}
	frames.Has(t, pump.Frame(), "The request")
	if screen.Escape() {
		t.Error("esc had something left to close")
	}
}

func TestChecksOfAnotherRequestAreForgotten(t *testing.T) {
	s := connected(t)
	organization(s)
	screen, pump := start(t, s, tall())
	pump.Keys("d")
	pump.Run(screen.Resume())
	frames.Has(t, pump.Frame(), "✓ Endpoint")
	s.Draft.SearchHub = "another"
	pump.Run(screen.Resume())
	frames.Lacks(t, pump.Frame(), "✓ Endpoint")
}

func TestHostileNamesOfTheChecksAreMadeVisible(t *testing.T) {
	s := connected(t)
	hostile := tokens.Hostile()
	organization(s)
	s.API.Expect("SecurityProviders", []coveoapi.SecurityProvider{{DisplayName: hostile}}, nil).Always()
	s.API.Expect("OrganizationRegions", coveoapi.OrganizationRegions{PrimaryMainRegion: hostile}, nil).Always()
	s.Draft.UserIDs[0].Provider, s.Draft.SearchHub, s.Draft.Pipeline = hostile, hostile, hostile
	for _, width := range []int{40, 80} {
		size := uitest.Size{Width: width, Height: 90}
		_, pump := start(t, s, size)
		pump.Keys("d")
		frames.Check(t, pump.StyledFrame(), size)
		if !strings.Contains(pump.Frame(), "✗ Query pipeline") {
			t.Errorf("the row is missing:\n%s", pump.Frame())
		}
	}
}
