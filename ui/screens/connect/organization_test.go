package connect

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

func regions(primary, host string, others ...string) coveoapi.OrganizationRegions {
	return coveoapi.OrganizationRegions{PrimaryMainRegion: primary, MainRegions: append([]string{primary}, others...), SearchHost: host}
}

func TestAnEndpointThatDoesNotFitIsSaid(t *testing.T) {
	const own, regulated = "acmecorp.org.coveo.com", "acmecorp.orghipaa.coveo.com"
	for _, test := range []struct {
		spec    string
		regions coveoapi.OrganizationRegions
		want    string
	}{
		{"organization", regions("eu-west-1", own), ""},
		{"organization", coveoapi.OrganizationRegions{}, ""},
		{"organization", regions("us-east-1", regulated), "Choose “organization-hipaa”"},
		{"organization-hipaa", regions("us-east-1", regulated), ""},
		{"organization-hipaa", regions("us-east-1", own), "Choose “organization”"},
		{"hipaa", regions("us-east-1", regulated), ""},
		{"hipaa", regions("us-east-1", own), "Choose “organization”"},
		{"us", regions("us-east-1", own), ""},
		{"us", regions("eu-west-1", own), "the organization lives in eu-west-1. Choose “organization”"},
		{"au", regions("eu-west-1", own, "ap-southeast-2"), ""},
		{"eu", coveoapi.OrganizationRegions{}, ""},
		{"ca", regions("mars-north-1", own), "lives in mars-north-1"},
		{"http://127.0.0.1:8080", regions("eu-west-1", own), ""},
	} {
		got := place{regions: test.regions}.misfit(test.spec)
		if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s, %v: %q, want %q", test.spec, test.regions, got, test.want)
		}
	}
}

func TestTheStateOfAnOrganization(t *testing.T) {
	active := coveoapi.OrganizationStatus{LifeCycleState: "ACTIVE", Status: "HEALTHY", PauseState: "ACTIVE"}
	changed := func(change func(*coveoapi.OrganizationStatus)) coveoapi.OrganizationStatus {
		s := active
		change(&s)
		return s
	}
	for name, test := range map[string]struct {
		status  coveoapi.OrganizationStatus
		state   string
		warning string
	}{
		"active":    {active, "active", ""},
		"unknown":   {coveoapi.OrganizationStatus{}, "", ""},
		"paused":    {changed(func(s *coveoapi.OrganizationStatus) { s.LifeCycleState, s.PauseState = "PAUSED", "PAUSED" }), "", "is paused"},
		"resuming":  {changed(func(s *coveoapi.OrganizationStatus) { s.PauseState = "RESUMING" }), "", "(resuming)"},
		"deleting":  {changed(func(s *coveoapi.OrganizationStatus) { s.LifeCycleState = "DELETING" }), "", "being deleted"},
		"read-only": {changed(func(s *coveoapi.OrganizationStatus) { s.ReadOnly = true }), "", "read-only"},
		"error":     {changed(func(s *coveoapi.OrganizationStatus) { s.Status, s.ErrorCodes = "ERROR", []string{"A", "B"} }), "", "in error: A, B."},
		"no codes":  {changed(func(s *coveoapi.OrganizationStatus) { s.Status = "ERROR" }), "", "in error."},
	} {
		p := place{status: test.status}
		warnings := strings.Join(p.warnings(), " ")
		if p.state() != test.state || (warnings == "") != (test.warning == "") || !strings.Contains(warnings, test.warning) {
			t.Errorf("%s: %q, %q", name, p.state(), warnings)
		}
	}
}

// connectTo opens the saved profile.
func connectTo(s *uitest.Session, p *uitest.Pump) {
	s.API.Expect("Open", common.Connection{Held: authenticatedSearch()}, nil)
	p.Keys("down", "enter")
	p.Paste(canary)
	p.Keys("ctrl+s")
}

func TestTheOrganizationIsLookedUpAfterConnecting(t *testing.T) {
	s := uitest.NewSession(t)
	size := uitest.Size{Width: 80, Height: 40}
	p := uitest.NewPump(t, s, New(s.Session), size)
	s.API.Expect("Organization", coveoapi.Organization{DisplayName: "Acme \x1b[31mCorporation"}, nil)
	s.API.Expect("OrganizationStatus", coveoapi.OrganizationStatus{LifeCycleState: "ACTIVE"}, nil)
	s.API.Expect("OrganizationRegions", regions("eu-west-1", "acmecorp.org.coveo.com", "us-east-1"), nil)
	connectTo(s, p)
	for _, want := range []string{"acmecorp · Acme", "Corporation", "Region        eu-west-1, also us-east-1", "State         active"} {
		if !strings.Contains(p.Frame(), want) {
			t.Errorf("the frame lacks %q:\n%s", want, p.Frame())
		}
	}
	frames.Check(t, p.StyledFrame(), size)
}

func TestLookingUpMayFailInEveryWay(t *testing.T) {
	for want, err := range map[string]error{
		"it needs PLATFORM/ORGANIZATION:VIEW": &coveoapi.APIError{Status: 403},
		"are not all known:":                  errors.New("out of order"),
		"":                                    nil,
	} {
		s := uitest.NewSession(t)
		p := uitest.NewPump(t, s, New(s.Session), uitest.Size{Width: 200, Height: 60})
		s.API.Expect("Organization", coveoapi.Organization{DisplayName: "Acme"}, nil)
		s.API.Expect("OrganizationStatus", nil, err)
		s.API.Expect("OrganizationRegions", nil, nil)
		connectTo(s, p)
		if !strings.Contains(p.Frame(), "acmecorp · Acme") || !strings.Contains(p.Frame(), want) || want == "" && strings.Contains(p.Frame(), "not all known") {
			t.Errorf("%v, want %q:\n%s", err, want, p.Frame())
		}
	}
}

func TestConnectingDoesNotWaitForTheLookUp(t *testing.T) {
	s := uitest.NewSession(t)
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, uitest.Size{Width: 80, Height: 40})
	s.API.Expect("Organization", coveoapi.Organization{DisplayName: "Acme"}, nil).Hold().
		Wait(coveoapi.Wait{Attempt: 2, Attempts: 3, Delay: time.Second, Cause: &coveoapi.APIError{Status: 503}})
	connectTo(s, p)
	if s.Connection == nil || screen.State() != common.Done || screen.Typing() {
		t.Fatalf("not connected:\n%s", p.Frame())
	}
	p.Advance(spinnerShown)
	if !strings.Contains(strings.Join(strings.Fields(p.Frame()), " "), "Coveo is busy (503), waiting 1 s (attempt 2 of 3)") {
		t.Errorf("the wait is not shown:\n%s", p.Frame())
	}
	p.Advance(time.Second)
	if !strings.Contains(p.Frame(), "being asked for…") {
		t.Errorf("the call is not shown:\n%s", p.Frame())
	}
	p.Release()
	if !strings.Contains(p.Frame(), "acmecorp · Acme") {
		t.Errorf("the answer is not shown:\n%s", p.Frame())
	}
}

func TestAWaitWhileConnectingIsShown(t *testing.T) {
	s := uitest.NewSession(t)
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, uitest.Size{Width: 80, Height: 21})
	s.API.Expect("Open", nil, nil).Hold().Wait(coveoapi.Wait{Attempt: 3, Attempts: 3, Delay: 8 * time.Second, Cause: &coveoapi.APIError{Status: 429}})
	p.Keys("enter")
	p.Advance(2 * time.Second)
	if !strings.Contains(p.Frame(), "rate limited, waiting 6 s (attempt 3 of 3) esc cancels") {
		t.Errorf("the wait is not shown:\n%s", p.Frame())
	}
	screen.Escape()
	p.Send(nil)
	if lines := strings.Split(p.Frame(), "\n"); slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, "rate limited") }) {
		t.Errorf("still waiting:\n%s", p.Frame())
	}
}
