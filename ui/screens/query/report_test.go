package query_test

import (
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

const reportReply = `{"results":[],"basicExpression":"lamp","advancedExpression":"@year==2026","mandatoryExpression":"@source==KnowledgeBase",
	"userIdentities":[{"name":"asmith@example.com","provider":"Email Security Provider","type":"User"},{"name":"*@*","provider":"Email Security Provider","type":"Group"}],
	"executionReport":{"duration":12,"children":[
		{"name":"PerformAuthentication","description":"Perform authentication","duration":1.5,"configured":{"primary":"CloudToken"},
		 "result":{"userIds":[{"name":"asmith@example.com","kind":"User","provider":"Email Security Provider"}],"roles":["queryExecutor"],"userGroups":["VIP"],
			"queryRestrictions":{"pipeline":"","filter":"@source==KnowledgeBase","searchHub":"SupportHub"}}},
		{"name":"ResolvePipeline","description":"Resolve the query pipeline: its condition holds","result":{"pipeline":"CustomerSupport","searchHub":"SupportHub"}},
		{"name":"PreprocessQuery","description":"Preprocess the query","children":[{"name":"ApplyFilterFeature","description":"Apply the filter","applied":["@a==b"]}]},
		{"name":"None","description":"Send query to index","duration":9.25}]}}`

// debugged makes the fake answer a query with an execution report.
func debugged(t testing.TB, s *uitest.Session) {
	t.Helper()
	r := response(2, 2)
	e := exchange(t, s, r)
	e.Body = []byte(reportReply)
	s.API.Expect("Search", r, nil).Exchange(e)
}

func limited() coveoapi.Wait {
	return coveoapi.Wait{Attempt: 2, Attempts: 3, Delay: 8 * time.Second, Cause: &coveoapi.APIError{Status: 429}}
}

func TestFurtherExpressionsAreSentAndCheckedAsTyped(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", response(1, 1), nil)
	_, pump := start(t, s, uitest.Size{Width: 100, Height: 37})
	frames.Has(t, pump.Frame(), "More — ctrl+o opens: aq, cq, debug")
	frames.Lacks(t, pump.Frame(), "Advanced (aq)")
	pump.Type("lamp")
	pump.Keys("ctrl+o")
	pump.Type("@year==")
	frames.Has(t, pump.Frame(), "! column 8: ")
	pump.Type("2026")
	frames.Has(t, pump.Frame(), "✓ can be read")
	pump.Keys("tab")
	pump.Type("@source==Wiki")
	pump.Keys("tab", "right", "enter")
	want := coveoapi.SearchQuery{
		Q: "lamp", AQ: "@year==2026", CQ: "@source==Wiki", Debug: true, NumberOfResults: 10, EnableQuerySyntax: true,
	}
	if got := asked(t, s, 0); got.Q != want.Q || got.AQ != want.AQ || got.CQ != want.CQ || !got.Debug {
		t.Errorf("asked %+v, want %+v", got, want)
	}
	frames.Has(t, pump.Frame(), "“lamp” · aq @year==2026 · cq @source==Wiki · debug")
}

func TestClosingTheFurtherFieldsKeepsThem(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", response(1, 1), nil)
	screen, pump := start(t, s, body())
	pump.Keys("ctrl+o")
	pump.Type("@a==b")
	pump.Keys("ctrl+o")
	if !screen.Typing() {
		t.Error("the focus is nowhere")
	}
	pump.Type("lamp")
	pump.Keys("enter")
	if got := asked(t, s, 0); got.Q != "lamp" || got.AQ != "@a==b" {
		t.Errorf("asked %+v", got)
	}
}

func TestTheReportSaysWhatTheTokenDid(t *testing.T) {
	s := ready(t, search())
	debugged(t, s)
	_, pump := start(t, s, uitest.Size{Width: 100, Height: 60})
	pump.Keys("ctrl+o", "tab", "tab", "right", "enter", "right")
	frames.Has(
		t, pump.Frame(), "▸ Report", "What the token did", "read as        CloudToken", "user           asmith@example.com (Email Security Provider, User)",
		"roles          queryExecutor", "groups         VIP", "✓ enforced: @source==KnowledgeBase", "✓ enforced: SupportHub",
		"pipeline       CustomerSupport", "its condition holds", "token's filter @source==KnowledgeBase",
		"Ran as 2 identities", "• PerformAuthentication — Perform authentication · 1.5 ms", "  • ApplyFilterFeature — Apply the filter", `applied "@a==b"`,
	)
	frames.Lacks(t, pump.Frame(), "✓ enforced: \n")
	pump.Keys("right")
	frames.Has(t, pump.Frame(), "▸ Request")
	pump.Keys("left", "left")
	frames.Has(t, pump.Frame(), "▸ Results")
}

func TestWithoutAReportThereIsNoViewOfIt(t *testing.T) {
	s := ready(t, search())
	r := response(1, 1)
	s.API.Expect("Search", r, nil).Exchange(exchange(t, s, r))
	_, pump := start(t, s, body())
	pump.Keys("enter")
	frames.Lacks(t, pump.Frame(), "Report")
	pump.Keys("right")
	frames.Has(t, pump.Frame(), "▸ Request")
}

func TestAHostileReportIsShownSafely(t *testing.T) {
	s := ready(t, search())
	e := exchange(t, s, response(1, 1))
	deep := strings.Repeat(`{"name":"n\u001b[31m\u202e","children":[`, 30) + strings.Repeat(`]}`, 30)
	e.Body = []byte(`{"userIdentities":[` + strings.Repeat(`{"name":"a\u001b"},`, 500) + `{}],"executionReport":{"children":[` + deep +
		strings.Repeat(`,{"name":"`+strings.Repeat("x", 300)+`"}`, 500) + `,{"name":"PerformAuthentication","result":{"userIds":[{}],"roles":["\u001b]0;t\u0007"]}}]}}`)
	s.API.Expect("Search", response(1, 1), nil).Exchange(e)
	_, pump := start(t, s, body())
	pump.Keys("ctrl+o", "tab", "tab", "right", "enter", "right")
	for range 30 {
		frames.Check(t, pump.StyledFrame(), body())
		pump.Keys("pgdown")
	}
}

func TestAWaitIsShown(t *testing.T) {
	s := ready(t, search())
	s.API.Expect("Search", response(1, 1), nil).Hold().Wait(limited())
	_, pump := start(t, s, body())
	pump.Keys("enter")
	pump.Advance(2 * time.Second)
	frames.Has(t, pump.Frame(), "rate limited, waiting 6 s (attempt 2 of 3) (esc cancels)")
	pump.Advance(7 * time.Second)
	frames.Has(t, pump.Frame(), "Waiting for Coveo… 9 s (esc cancels)")
	pump.Release()
	frames.Has(t, pump.Frame(), "✓ 1–1 of 1")
}
