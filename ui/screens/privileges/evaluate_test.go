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

func granted() coveoapi.Evaluation {
	return coveoapi.Evaluation{Approved: true, EvaluationReport: coveoapi.EvaluationReport{ResultCodes: []coveoapi.EvaluationCode{coveoapi.EvaluationGranted}}}
}

func denied(code coveoapi.EvaluationCode) coveoapi.Evaluation {
	return coveoapi.Evaluation{EvaluationReport: coveoapi.EvaluationReport{ResultCodes: []coveoapi.EvaluationCode{code}}}
}

// withEvaluations grants the first privilege that is asked about and denies the second.
func withEvaluations(f *uitest.FakeAPI) {
	withLive(f)
	f.Expect("Evaluate", granted(), nil)
	f.Expect("Evaluate", denied(coveoapi.EvaluationNotAllowed), nil)
}

func TestSpaceEvaluatesWhatItSelects(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual(), withEvaluations)
	p.Keys("down", "space")
	frames.Reads(t, p, "✓ Your minting key holds this (evaluated).")
	p.Keys("down", "down", "down", "down", "space")
	frames.Reads(t, p, "✗ Your minting key does not hold this (OPERATION_NOT_ALLOWED). Use a key of the Usage analytics template, or unselect it.")
	if screen.State() != common.Problem {
		t.Errorf("state %v although a privilege is denied", screen.State())
	}
	p.Keys("space", "space")
	calls := s.API.Calls("Evaluate")
	if len(calls) != 2 {
		t.Fatalf("%d evaluations, want 2: what is known is not asked again", len(calls))
	}
	if diff := cmp.Diff([]any{s.Connection.Keys.Minting, live()[1]}, calls[0].Args, cmp.AllowUnexported(coveoapi.Secret{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestADenialThatIsNotAboutTheKeyIsExplained(t *testing.T) {
	_, _, p := open(t, common.PlatformToken, usual(), func(f *uitest.FakeAPI) {
		withLive(f)
		f.Expect("Evaluate", denied(coveoapi.EvaluationForReadOnlyOrganization), nil)
	})
	p.Keys("space")
	frames.Reads(t, p, "OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY. The organization is")
}

func TestTheListIsUsableWhileAnEvaluationRuns(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual(), func(f *uitest.FakeAPI) {
		withLive(f)
		f.Expect("Evaluate", granted(), nil).Hold()
	})
	p.Keys("space")
	frames.Reads(t, p, "? Asking Coveo whether your minting key holds this…")
	p.Keys("down", "space")
	if len(s.Draft.Privileges) != 2 {
		t.Errorf("%d picked while an evaluation runs", len(s.Draft.Privileges))
	}
	if !screen.Escape() || screen.evaluations.call.Busy() || len(screen.evaluations.waiting) > 0 {
		t.Error("esc does not cancel what is being asked")
	}
	p.Send(nil)
	frames.Reads(t, p, "2 of 8 selected")
}

func TestWithoutAnEvaluationTheKeysOwnListDecides(t *testing.T) {
	s, _, p := open(t, common.PlatformToken, usual(), withLive)
	p.Keys("space")
	frames.Reads(t, p, "✓ Your key holds it, by its own list; evaluating it did not work:")
	p.Keys("end", "space")
	frames.Reads(t, p, "? Whether your key holds it could not be evaluated:")
	s.API.Expect("Evaluate", granted(), nil)
	p.Keys("space", "space")
	frames.Reads(t, p, "✓ Your minting key holds this (evaluated).")
	s.Connect()
	p.Send(common.ConnectedMsg{})
	withLive(s.API)
	p.Send(tea.KeyPressMsg{Code: 'R', Text: "R"})
	p.Advance(time.Second)
	frames.Reads(t, p, "8 privileges, live")
	p.Keys("end")
	frames.Reads(t, p, "✗ Your key does not hold it")
}

func TestAPathInTheFilterFindsWhatUnlocksIt(t *testing.T) {
	_, screen, p := open(t, common.PlatformToken, usual(), withLive)
	p.Keys("/")
	p.Type("/rest/search/v2/token")
	frames.Reads(t, p, "POST /rest/search/v2/token needs this privilege.", "1 of 8 shown", "SEARCH_API/IMPERSONATE")
	p.Keys("space")
	p.Keys("ctrl+u")
	p.Type("impers")
	frames.Reads(t, p, "2 of 8 shown")
	p.Keys("ctrl+u")
	p.Send(tea.PasteMsg{Content: "POST /rest/organizations/acme/tokens"})
	frames.Reads(t, p, "What POST /rest/organizations/{organizationId}/tokens needs is not recorded.", "0 of 8 shown")
	p.Keys("ctrl+u")
	p.Type("/nowhere")
	frames.Reads(t, p, "No such call is in the catalogue")
	p.Keys("ctrl+u")
	p.Type("/rest/search/v1/admin/pipe")
	frames.Reads(t, p, "Shown are the privileges that unlock")
	screen.Escape()
	frames.Reads(t, p, "1 of 8 selected")
}

func TestWhatWouldFailEveryTimeIsAskedOnce(t *testing.T) {
	s, _, p := open(t, common.PlatformToken, usual(), func(f *uitest.FakeAPI) {
		withLive(f)
		f.Expect("Evaluate", coveoapi.Evaluation{}, &coveoapi.APIError{Status: 429}).Hold()
	})
	p.Keys("space", "down", "space", "down", "space")
	p.Release()
	if calls := s.API.Calls("Evaluate"); len(calls) != 1 {
		t.Errorf("asked %d times although it was too often", len(calls))
	}
	frames.Reads(t, p, "could not be evaluated: Coveo is getting too many calls")
}
