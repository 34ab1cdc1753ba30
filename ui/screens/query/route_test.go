package query_test

import (
	"fmt"
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

// hubOnly is a search token that enforces a search hub and a filter, and no pipeline.
func hubOnly() string {
	return tokens.Sign(fmt.Sprintf(`{"v8":true,"iss":"SearchApi","searchHub":"SupportHub","filter":"@source==KnowledgeBase","exp":%d}`,
		uitest.Start().Add(time.Hour).Unix()))
}

// routed has the session know pipelines, of which the token's hub chooses Support.
func routed(s *uitest.Session) {
	s.Connection.Listed = true
	s.Connection.Pipelines = []coveoapi.Pipeline{
		{Name: "Support", Position: 1, Condition: `when $searchHub is "SupportHub" or $searchHub is "AgentPanel"`},
		{Name: "Agents", Position: 2, Condition: `when $searchHub is "AgentPanel"`},
		{Name: "default", Position: 3, IsDefault: true},
	}
}

func TestTheExpectedPipelineIsHeldAgainstTheOneThatAnswered(t *testing.T) {
	s := ready(t, hubOnly())
	routed(s)
	r := response(1, 1)
	r.Pipeline = "Support"
	s.API.Expect("Search", r, nil)
	s.API.Expect("Search", response(1, 1), nil)
	_, pump := start(t, s, uitest.Size{Width: 120, Height: 37})
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "pipeline Support (expected Support ✓)")
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "pipeline InternalSearch (✗ expected Support)", "! Expected Support, by the condition of Support: It holds")
	pump.Keys("w")
	frames.Has(t, pump.Frame(), "▸ Route", "Answered: pipeline InternalSearch (✗ expected Support)", "✓ the condition of Support: decides on Support")
}

func TestTheRouteFollowsWhatIsTyped(t *testing.T) {
	s := ready(t, hubOnly())
	routed(s)
	screen, pump := start(t, s, uitest.Size{Width: 120, Height: 37})
	screen.Escape()
	pump.Keys("w")
	frames.Has(t, pump.Frame(), "Expected: Support", "token filter", "@source==KnowledgeBase")
	pump.Keys("/")
	pump.Type("reset OR lamp")
	frames.Has(t, pump.Frame(), "(reset OR lamp) AND @source==KnowledgeBase", "typed q")
}

func TestAPipelinesFilterIsShownWhereTheReportTellsIt(t *testing.T) {
	s := ready(t, search())
	debugged(t, s)
	_, pump := start(t, s, uitest.Size{Width: 120, Height: 37})
	pump.Type("lamp")
	pump.Keys("ctrl+o", "tab", "tab", "right", "enter", "w")
	frames.Has(t, pump.Frame(), "lamp AND @source==KnowledgeBase AND @a==b", "pipeline filter", "The organization's pipelines are not known")
}

func TestPipelinesAreAskedForOnce(t *testing.T) {
	s := ready(t, hubOnly())
	s.API.Expect("Pipelines", []coveoapi.Pipeline{{Name: "Only", IsDefault: true}}, nil)
	screen, pump := start(t, s, uitest.Size{Width: 120, Height: 37})
	s.Connect() // start dropped what the first visit asked
	pump.Send(common.ConnectedMsg{})
	pump.Send(tea.BatchMsg{screen.Resume()})
	pump.Send(tea.BatchMsg{screen.Resume()})
	screen.Escape()
	pump.Keys("w")
	frames.Has(t, pump.Frame(), "the default pipeline: decides on Only")
}

func TestAnExpiredTokenIsMintedAgainWithTheSameForm(t *testing.T) {
	remint := []tea.Msg{common.GoToMsg{Screen: common.Review}, common.RemintMsg{Back: common.Query}}
	s := ready(t, expired())
	_, pump := start(t, s, body())
	pump.Keys("enter", "r")
	if diff := cmp.Diff(remint, pump.Sent()); diff != "" {
		t.Errorf("before anything was sent (-want +got):\n%s", diff)
	}
	s.API.Expect("Search", nil, &coveoapi.APIError{Operation: "run a query", Status: 419, Code: "ExpiredTokenException", Message: "Expired token"})
	pump.Keys("s")
	frames.Has(t, pump.Frame(), "419", "r mints a new one with the same form")
	pump.Keys("r")
	if diff := cmp.Diff(remint, pump.Sent()); diff != "" {
		t.Errorf("after the refusal (-want +got):\n%s", diff)
	}
}

func TestAPastedTokenThatExpiredIsNotMintedAgain(t *testing.T) {
	s := ready(t, expired())
	s.Current.MintedFor = ""
	_, pump := start(t, s, body())
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "Or mint a new one in step 4 Review")
	pump.Keys("r") // asks again; the fake expects no call
	frames.Has(t, pump.Frame(), "Nothing was sent")
}
