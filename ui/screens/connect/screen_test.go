package connect

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// canary is a key that must never be seen.
const canary = "xxCANARY-1111-2222-3333-444455556666"

// authenticatedSearch is what a key of that template holds.
func authenticatedSearch() []coveoapi.Privilege {
	return []coveoapi.Privilege{
		{Owner: "SEARCH_API", TargetDomain: "IMPERSONATE", Type: "ENABLE", TargetID: "*", Level: "NORMAL"},
		{Owner: "SEARCH_API", TargetDomain: "EXECUTE_QUERY", Type: "ENABLE", TargetID: "*", Level: "NORMAL"},
		{Owner: "USAGE_ANALYTICS", TargetDomain: "IMPERSONATE", Type: "ENABLE", TargetID: "*", Level: "NORMAL"},
	}
}

func start(t *testing.T) (*uitest.Session, *Screen, *uitest.Pump) {
	t.Helper()
	s := uitest.NewSession(t)
	screen := New(s.Session)
	return s, screen, uitest.NewPump(t, s, screen, uitest.Size{Width: 80, Height: 24})
}

func rejected() error {
	return &coveoapi.APIError{
		Operation: "read the key's privileges", Status: 401, Code: "UNAUTHORIZED", Message: "Invalid key \x1b[2J", RequestID: "req-1",
	}
}

func hasMessage[T any](messages []any) bool {
	for _, msg := range messages {
		if _, ok := msg.(T); ok {
			return true
		}
	}
	return false
}

// sent gives what a screen told others, as plain values.
func sent(p *uitest.Pump) []any {
	var list []any
	for _, msg := range p.Sent() {
		list = append(list, msg)
	}
	return list
}

func TestTheSandboxIsOneKeyAway(t *testing.T) {
	s, screen, p := start(t)
	frames.Reads(t, p, "▸ Sandbox no account needed, runs inside this program")
	s.API.Expect("Open", common.Connection{Held: authenticatedSearch()}, nil)
	p.Keys("enter")
	if s.Connection == nil || !s.Connection.Profile.IsSandbox() || screen.State() != common.Done {
		t.Fatalf("connection %+v, state %v", s.Connection, screen.State())
	}
	if !hasMessage[common.ConnectedMsg](sent(p)) {
		t.Error("the other screens are not told")
	}
	frames.Reads(t, p, "Template Authenticated search (keep it private, 3 privileges)",
		"✓ can create search tokens for any user", "✗ cannot list query pipelines (a Custom key with Query pipelines – View can)",
		"press k to add a key of the Custom template")
	p.Keys("enter")
	if diff := cmp.Diff([]any{common.GoToMsg{Screen: common.Privileges}}, sent(p)); diff != "" {
		t.Errorf("enter (-want +got):\n%s", diff)
	}
}

func TestTheSessionMayNameWhereToConnectAtOnce(t *testing.T) {
	for _, tt := range []struct {
		name, wants string
		fails       error
	}{
		{profile.SandboxName, "You are connected", nil},
		{profile.SandboxName, "Press r to try again", rejected()},
		{"acme", "Enter the API key for acmecorp", nil},
		{"nosuch", "Choose where to make tokens", nil},
	} {
		t.Run(tt.name+" "+tt.wants, func(t *testing.T) {
			s := uitest.NewSession(t)
			s.ConnectTo = tt.name
			if tt.name == profile.SandboxName {
				s.API.Expect("Open", common.Connection{}, tt.fails)
			}
			frames.Reads(t, uitest.NewPump(t, s, New(s.Session), uitest.Size{Width: 80, Height: 24}), tt.wants)
		})
	}
}

func TestASavedProfileAsksForItsKeyOnceASession(t *testing.T) {
	s, screen, p := start(t)
	p.Keys("down", "enter")
	frames.Reads(t, p, "Enter the API key for acmecorp", "never shown, never stored")
	if !screen.Typing() {
		t.Error("the key's field takes no letters")
	}
	p.Paste("  Bearer \"" + canary + "\"\n")
	frames.Reads(t, p, "what surrounded the key was taken off")
	s.API.Expect("Open", common.Connection{}, nil).Always()
	p.Keys("ctrl+s")
	call := s.API.Calls("Open")[0]
	if keys := call.Args[1].(profile.Keys); keys.Minting.Reveal() != canary {
		t.Error("the key that was tried is not the one that was pasted")
	}
	p.Keys("c", "end", "up", "enter")
	if calls := len(s.API.Calls("Open")); calls != 2 || screen.mode != connected {
		t.Errorf("%d attempts, mode %v; the key is known by now", calls, screen.mode)
	}
}

func TestANewProfileIsSavedOnlyWhenItsKeyIsAccepted(t *testing.T) {
	s, screen, p := start(t)
	var saved []profile.Profile
	s.SaveProfile = func(p profile.Profile) error { saved = append(saved, p); return nil }
	p.Keys("end", "enter")
	p.Type("acmeprod7x2k")
	p.Keys("tab", "right", "right", "tab")
	p.Paste(canary)
	s.API.Expect("Open", nil, rejected())
	p.Keys("ctrl+s")
	if len(saved) != 0 || screen.State() != common.Problem {
		t.Fatalf("saved %v, state %v after a key that was not accepted", saved, screen.State())
	}
	frames.Reads(t, p, "This did not work", "401", "acmeprod7x2k", "eu")
	s.API.Expect("Open", common.Connection{}, nil)
	p.Keys("r")
	want := profile.Profile{Name: "acmeprod7x2k", OrganizationID: "acmeprod7x2k", Endpoint: "eu"}
	if diff := cmp.Diff([]profile.Profile{want}, saved); diff != "" {
		t.Errorf("saved (-want +got):\n%s", diff)
	}
	if last := s.Profiles[len(s.Profiles)-1]; last != want {
		t.Errorf("the list lacks the profile: %+v", s.Profiles)
	}
}

func TestAFailureKeepsWhatWasTyped(t *testing.T) {
	s, screen, p := start(t)
	p.Keys("end", "enter")
	p.Type("acmeprod7x2k")
	p.Keys("tab", "tab")
	p.Paste(canary)
	s.API.Expect("Open", nil, &coveoapi.NetworkError{Operation: "read the key's privileges", Kind: coveoapi.NetworkDNS, Host: "acmeprod7x2k.org.coveo.com", Err: errors.New("no such host")})
	p.Keys("ctrl+s", "e")
	if screen.mode != filling || screen.entry.organization != "acmeprod7x2k" || screen.entry.minting.Reveal() != canary {
		t.Errorf("mode %v, organization %q: the form is not intact", screen.mode, screen.entry.organization)
	}
	p.Keys("esc", "end", "enter")
	if screen.entry.organization != "acmeprod7x2k" {
		t.Error("the form is empty when it is opened again")
	}
}

func TestEmptyFieldsAreMistakesOnlyAfterSubmitting(t *testing.T) {
	_, screen, p := start(t)
	p.Keys("end", "enter")
	if screen.form.FirstWrong() != "" {
		t.Errorf("an untouched form is wrong at %q", screen.form.FirstWrong())
	}
	p.Keys("ctrl+s")
	if screen.form.Focused() != organizationField {
		t.Errorf("focus on %q, want the first field that is wrong", screen.form.Focused())
	}
	frames.Reads(t, p, "✗ is needed to know where to ask", "✗ is needed to create tokens")
}

func TestTheURLFieldComesWithItsChoice(t *testing.T) {
	_, screen, p := start(t)
	p.Keys("end", "enter", "tab", "left")
	if screen.entry.endpoint != urlChoice || screen.form.Focused() != endpointField {
		t.Fatalf("endpoint %q, focus %q", screen.entry.endpoint, screen.form.Focused())
	}
	p.Keys("tab")
	p.Type("http://coveo.example.com")
	frames.Reads(t, p, "is not encrypted: http is allowed only to this machine")
	if screen.Typing() != true {
		t.Error("the URL takes no letters")
	}
}

func TestEscCancelsAnAttempt(t *testing.T) {
	s, screen, p := start(t)
	s.API.Expect("Open", nil, nil).Hold()
	p.Keys("enter")
	p.Advance(spinnerShown)
	frames.Reads(t, p, "Starting the sandbox… esc cancels")
	if !screen.Escape() || screen.call.Busy() || screen.mode != choosing || screen.State() != common.Empty {
		t.Errorf("busy %v, mode %v, state %v after esc", screen.call.Busy(), screen.mode, screen.State())
	}
	p.Send(nil)
	if s.Connection != nil || screen.failure != nil {
		t.Error("a cancelled attempt left something behind")
	}
	if screen.Escape() {
		t.Error("esc on the list undoes something although nothing is left")
	}
}

func TestTheEnvironmentIsAChoiceWhenItSaysEnough(t *testing.T) {
	s := uitest.NewSession(t)
	s.Prefill = common.Prefill{OrganizationID: "envorg", Keys: profile.Keys{Minting: coveoapi.NewSecret(canary)}}
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, uitest.Size{Width: 80, Height: 24})
	frames.Reads(t, p, "Environment envorg, key from COVEO_API_KEY")
	s.API.Expect("Open", common.Connection{}, nil)
	p.Keys("down", "down", "enter")
	tried := s.API.Calls("Open")[0]
	want := profile.Profile{Name: environmentName, OrganizationID: "envorg", Endpoint: coveoapi.OrganizationEndpointSpec}
	if tried.Args[0] != want || tried.Args[1].(profile.Keys).Minting.Reveal() != canary {
		t.Errorf("tried %+v", tried.Args[0])
	}
	if len(s.Profiles) != 2 {
		t.Error("the environment was saved as a profile")
	}
}

func TestTheEnvironmentsKeyIsNotSentToAnotherOrganization(t *testing.T) {
	s := uitest.NewSession(t)
	s.Prefill = common.Prefill{OrganizationID: "envorg", Keys: profile.Keys{Minting: coveoapi.NewSecret(canary)}}
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, uitest.Size{Width: 80, Height: 24})
	p.Keys("down", "enter")
	if screen.mode != filling || !screen.entry.minting.IsZero() {
		t.Error("the key of another organization is filled in for acmecorp")
	}
}

func TestACatalogueKeyIsAddedToTheOpenConnection(t *testing.T) {
	s, _, p := start(t)
	s.API.Expect("Open", common.Connection{}, nil)
	p.Keys("enter", "k")
	frames.Reads(t, p, "Enter a second key")
	p.Paste(canary)
	s.API.Expect("Open", common.Connection{HeldByCatalog: []coveoapi.Privilege{{Owner: "PLATFORM", TargetDomain: "ORGANIZATION", Type: "VIEW", TargetID: "*"}}}, nil)
	p.Keys("enter")
	if got := s.Connection.Keys.Catalog.Reveal(); got != canary {
		t.Errorf("the connection has no catalogue key")
	}
	p.Keys("end")
	frames.Reads(t, p, "✓ can list the privileges of platform tokens")
}

func TestUnknownPrivilegesAreExplained(t *testing.T) {
	s, _, p := start(t)
	s.API.Expect("Open", common.Connection{HeldUnknown: rejected()}, nil)
	p.Keys("enter")
	frames.Reads(t, p, "It was accepted, but what it may do could not be asked")
}

func TestAProfileThatCannotBeSavedIsSaid(t *testing.T) {
	s, _, p := start(t)
	s.SaveProfile = func(profile.Profile) error { return errors.New("disk full") }
	p.Keys("end", "enter")
	p.Type("acme2")
	p.Keys("tab", "tab")
	p.Type(canary)
	s.API.Expect("Open", common.Connection{}, nil)
	p.Keys("ctrl+s")
	frames.Reads(t, p, "! The profile could not be saved")
	if len(s.Profiles) != 2 {
		t.Error("the list holds a profile that is not in the file")
	}
}
