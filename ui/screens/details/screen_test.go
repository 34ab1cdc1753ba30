package details

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

func seededPipelines() []coveoapi.Pipeline {
	return []coveoapi.Pipeline{
		{ID: "1", Name: "Support", Condition: `when $searchHub is "SupportHub" or $searchHub is "AgentPanel"`},
		{ID: "2", Name: "InternalSearch", Condition: `when $searchHub is "SupportHub"`},
		{ID: "3", Name: "default", IsDefault: true},
	}
}

// open starts the screen, connected, for a kind of token.
func open(t *testing.T, kind common.TokenKind, size uitest.Size) (*uitest.Session, *Screen, *uitest.Pump) {
	t.Helper()
	s := uitest.NewSession(t)
	s.Connect()
	s.Draft.Kind = kind
	s.API.Expect("Pipelines", seededPipelines(), nil)
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, size)
	p.Send(tea.BatchMsg{screen.Resume()})
	return s, screen, p
}

func usual() uitest.Size { return uitest.Size{Width: 80, Height: 30} }

// fill types a value into a field.
func fill(screen *Screen, p *uitest.Pump, field, value string) {
	screen.form.FocusOn(field)
	p.Type(value)
}

func TestTheSearchFormFillsTheRequest(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	fill(screen, p, "displayName", "Alice Smith")
	fill(screen, p, "groups", "Employees, Tech support agents")
	fill(screen, p, "searchHub", "SupportHub")
	fill(screen, p, "pipeline", "InternalSearch")
	fill(screen, p, "filter", "@source==KnowledgeBase")
	fill(screen, p, ValidityField, "1h")
	got, err := s.Draft.SearchRequest()
	if err != nil {
		t.Fatal(err)
	}
	want := coveoapi.SearchTokenRequest{
		UserIDs:         []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}},
		UserDisplayName: "Alice Smith",
		UserGroups:      []string{"Employees", "Tech support agents"},
		SearchHub:       "SupportHub",
		Pipeline:        "InternalSearch",
		Filter:          "@source==KnowledgeBase",
		ValidForMillis:  3600000,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
	frames.Reads(t, p, "✓ exists", "2 groups: Employees · Tech support agents", "✓ sent as validFor=3600000")
	if screen.State() != common.Done {
		t.Errorf("state %v", screen.State())
	}
}

func TestThePlatformFormFillsTheRequest(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual())
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	fill(screen, p, "analyticsUserID", "12345678")
	fill(screen, p, "displayName", "Alice Smith")
	fill(screen, p, ValidityField, "90m")
	got, err := s.Draft.PlatformRequest()
	if err != nil || got.AnalyticsUserID != "12345678" || got.AnalyticsDisplayName != "Alice Smith" || len(got.UserIDs) != 1 {
		t.Errorf("request %+v, error %v", got, err)
	}
	frames.Reads(t, p, "✓ sent as validityPeriod=PT1H30M")
}

func TestSwitchingTheKindKeepsWhatBothShare(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	fill(screen, p, "displayName", "Alice Smith")
	fill(screen, p, "searchHub", "SupportHub")
	p.Keys("ctrl+t")
	if diff := cmp.Diff([]tea.Msg{common.DraftChangedMsg{}}, p.Sent()); diff != "" {
		t.Errorf("ctrl+t (-want +got):\n%s", diff)
	}
	frames.Reads(t, p, "platform token", "asmith@example.com", "Alice Smith")
	if strings.Contains(p.Frame(), "Search hub") {
		t.Error("the platform form has a search hub")
	}
	screen.form.FocusOn(kindField)
	p.Keys("left")
	frames.Reads(t, p, "search token", "SupportHub", "Alice Smith")
	if s.Draft.SearchHub != "SupportHub" || s.Draft.Kind != common.SearchToken {
		t.Errorf("draft %+v", s.Draft)
	}
}

func TestUsersComeAndGo(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "alice@example.com")
	p.Keys("ctrl+n")
	if screen.form.Focused() != userField(1, "name") {
		t.Fatalf("focus on %q", screen.form.Focused())
	}
	p.Type("bob@example.com")
	p.Keys("tab", "tab", "right")
	screen.form.FocusOn(kindField)
	p.Keys("ctrl+n")
	p.Type("carol@example.com")
	names := func() (names []string) {
		for _, id := range s.Draft.UserIDs {
			names = append(names, id.Name+"/"+string(id.Type))
		}
		return names
	}
	if diff := cmp.Diff([]string{"alice@example.com/User", "bob@example.com/Group", "carol@example.com/User"}, names()); diff != "" {
		t.Errorf("users (-want +got):\n%s", diff)
	}
	screen.form.FocusOn(userField(1, "type"))
	p.Keys("ctrl+d")
	if diff := cmp.Diff([]string{"alice@example.com/User", "carol@example.com/User"}, names()); diff != "" || screen.form.Focused() != userField(1, "name") {
		t.Errorf("focus on %q, users (-want +got):\n%s", screen.form.Focused(), diff)
	}
	p.Keys("ctrl+d", "ctrl+d", "ctrl+d")
	if diff := cmp.Diff([]string{"/User"}, names()); diff != "" {
		t.Errorf("an empty row stays (-want +got):\n%s", diff)
	}
}

func TestAddingAUserDoesNotTouchADraftThatIsBeingSent(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "alice@example.com")
	sent := s.Draft.UserIDs
	p.Keys("ctrl+n", "ctrl+d")
	if len(sent) != 1 || sent[0].Name != "alice@example.com" {
		t.Errorf("the rows of before changed: %+v", sent)
	}
}

func TestWhatIsWrongIsSaidAsTyped(t *testing.T) {
	for _, test := range []struct {
		name  string
		kind  common.TokenKind
		field string
		value string
		want  string
		state common.State
	}{
		{"too short a life", common.SearchToken, ValidityField, "5m", "✗", common.Problem},
		{"upper case hours", common.SearchToken, ValidityField, "24H", "PT24H", common.Problem},
		{"days are too long for a search token", common.SearchToken, ValidityField, "2d", "✗", common.Problem},
		{"a day is fine for a platform token", common.PlatformToken, ValidityField, "1d", "✓ sent as validityPeriod=PT24H", common.Done},
		{"days are long for a platform token", common.PlatformToken, ValidityField, "2d", "! is long: who finds the token can use it until then", common.Done},
		{"a filter that finds more than is meant", common.SearchToken, "filter", "@objecttype=Case", "@objecttype= is “contains”; == compares the whole value", common.Problem},
		{"a filter with an operator that is none", common.SearchToken, "filter", "@year>2020 and @year<2024", "! “and” is a word to find here; the operator is AND", common.Problem},
		{"groups that are security groups elsewhere", common.SearchToken, "groups", `Employees, ACME\Agents`, "gives no access: groups are labels here", common.Problem},
		{"everyone", common.SearchToken, userField(0, "name"), "*@*", "! is everyone: only public items are found", common.Done},
		{"a user for events who may not be named", common.PlatformToken, "analyticsUserID", "12345678", "empty: no name in analytics", common.Done},
		{"a filter that cannot be read", common.SearchToken, "filter", "@source==", "! column", common.Problem},
		{"a pipeline that does not exist", common.SearchToken, "pipeline", "Nope", "! not one of the 3 pipelines", common.Problem},
		{"a name that is no address", common.SearchToken, userField(0, "name"), "asmith", "! is no e-mail address", common.Done},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, screen, p := open(t, test.kind, usual())
			fill(screen, p, test.field, test.value)
			frames.Reads(t, p, test.want)
			if screen.State() != test.state {
				t.Errorf("state %v, want %v", screen.State(), test.state)
			}
		})
	}
}

func TestAMisspeltProviderIsNoticed(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "a@example.com")
	p.Keys("ctrl+n")
	p.Type("b@example.com")
	screen.form.FocusOn(userField(1, "provider"))
	p.Keys("backspace")
	p.Type("R")
	frames.Reads(t, p, "! did you mean “Email Security Provider”?")
	s.Draft.UserIDs[0].Name = "" // which is then not sent: the second is the first
	screen.form.Refresh()
	frames.Reads(t, p, "! did you mean “Email Security Provider”?")
	p.Keys("ctrl+u")
	frames.Reads(t, p, "✗ is needed: a user ID is a name in a provider")
}

func TestAPipelineMakesTheHubWeaker(t *testing.T) {
	_, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, "searchHub", "SupportHub")
	fill(screen, p, "pipeline", "Support")
	frames.Reads(t, p, "loses to the query pipeline", "✓ exists")
}

func TestWhatThePrivilegesAskForIsSaidBesideTheFields(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual())
	s.Draft.Privileges = []coveoapi.Privilege{{Owner: "USAGE_ANALYTICS", TargetDomain: "IMPERSONATE"}}
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	frames.Reads(t, p, "! are ignored without SEARCH_API/IMPERSONATE", "! is needed to send events as somebody")
	fill(screen, p, "analyticsUserID", "12345678")
	frames.Reads(t, p, "empty: no name in analytics")
}

func TestCompletionsComeFromThePipelines(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	screen.form.FocusOn("searchHub")
	frames.Reads(t, p, "Known: SupportHub · AgentPanel")
	p.Type("agent")
	p.Keys("right")
	fill(screen, p, "pipeline", "int")
	frames.Reads(t, p, "→ completes to InternalSearch")
	p.Keys("end")
	if s.Draft.SearchHub != "AgentPanel" || s.Draft.Pipeline != "InternalSearch" {
		t.Errorf("hub %q, pipeline %q", s.Draft.SearchHub, s.Draft.Pipeline)
	}
}

func TestWithoutPipelinesTheFormWorksAndSaysWhy(t *testing.T) {
	s := uitest.NewSession(t)
	s.Connect()
	s.API.Expect("Pipelines", nil, errors.New("forbidden"))
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, usual())
	p.Send(tea.BatchMsg{screen.Resume()})
	fill(screen, p, "pipeline", "Anything")
	frames.Reads(t, p, "The key may not list pipelines")
	if message := screen.form.MessageOf("pipeline"); message.Text != "" {
		t.Errorf("the pipeline is judged although the list is not known: %+v", message)
	}
	p.Send(tea.BatchMsg{screen.Resume()}) // asks no second time
}

func TestSubmittingGoesToReviewUnlessSomethingIsWrong(t *testing.T) {
	_, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	fill(screen, p, ValidityField, "5m")
	screen.form.FocusOn(kindField)
	p.Keys("ctrl+s")
	if screen.form.Focused() != ValidityField {
		t.Errorf("focus on %q, want the field that is wrong", screen.form.Focused())
	}
	p.Sent()
	p.Keys("ctrl+u")
	p.Type("1h")
	p.Keys("enter")
	if diff := cmp.Diff([]tea.Msg{common.GoToMsg{Screen: common.Review}}, p.Sent()); diff != "" {
		t.Errorf("enter on the last field (-want +got):\n%s", diff)
	}
}

func TestAnEmptyFormIsEmpty(t *testing.T) {
	_, screen, p := open(t, common.SearchToken, usual())
	if screen.State() != common.Empty || !screen.Typing() || screen.form.Focused() != userField(0, "name") {
		t.Errorf("state %v, typing %v, focus on %q; one should be able to type a name at once", screen.State(), screen.Typing(), screen.form.Focused())
	}
	frames.Reads(t, p, "required")
	p.Keys("ctrl+s")
	frames.Reads(t, p, "✗ at least one is needed")
	if screen.State() != common.Problem {
		t.Errorf("state %v after submitting nothing", screen.State())
	}
	p.Keys("shift+tab")
	if screen.Typing() {
		t.Error("the choice of the kind takes letters")
	}
}

func TestANewConnectionAsksAgain(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	s.Connect()
	p.Send(common.ConnectedMsg{})
	s.API.Expect("Pipelines", seededPipelines()[:1], nil)
	p.Send(tea.BatchMsg{screen.Resume()})
	screen.form.FocusOn("pipeline")
	frames.Reads(t, p, "Known: Support")
}
