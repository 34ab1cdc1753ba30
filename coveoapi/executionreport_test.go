package coveoapi

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const reportBody = `{"results":[],"basicExpression":"lamp","mandatoryExpression":"@source==KnowledgeBase",
	"userIdentities":[{"name":"asmith@example.com","provider":"Email Security Provider","type":"User"}],
	"executionReport":{"duration":12,"children":[{"name":"None","children":[
		{"name":"PerformAuthentication","description":"Perform authentication","duration":1.5,
		 "configured":{"primary":["CloudToken"],"secondary":[]},
		 "result":{"userIds":[{"name":"asmith@example.com","kind":"User","provider":"Email Security Provider","info":{}}],
			"roles":["queryExecutor"],"userGroups":["VIP"],"queryRestrictions":{"pipeline":"","filter":"@source==KnowledgeBase","searchHub":"SupportHub"}}}]},
		{"name":"ResolvePipeline","description":"by its condition","result":{"pipeline":"Support","splitTest":null,"searchHub":"SupportHub"}}]}}`

func TestParseExecutionReport(t *testing.T) {
	report, ok := ParseExecutionReport([]byte(reportBody))
	if !ok || len(report.Steps) != 2 || report.Parsed.BasicExpression != "lamp" || report.Parsed.MandatoryExpression != "@source==KnowledgeBase" {
		t.Fatalf("%v, %+v", ok, report)
	}
	alice := []UserID{{Name: "asmith@example.com", Provider: EmailSecurityProvider, Type: IdentityUser}}
	if diff := cmp.Diff(alice, report.Identities); diff != "" {
		t.Errorf("identities (-want +got):\n%s", diff)
	}
	authentication, ok := report.Authentication()
	want := Authentication{
		Method: "CloudToken", UserIDs: alice, Roles: []string{"queryExecutor"}, Groups: []string{"VIP"},
		SearchHub: "SupportHub", Filter: "@source==KnowledgeBase",
	}
	if diff := cmp.Diff(want, authentication); diff != "" || !ok {
		t.Errorf("authentication (-want +got):\n%s", diff)
	}
	routing, ok := report.Routing()
	if diff := cmp.Diff(Routing{Pipeline: "Support", SearchHub: "SupportHub", Reason: "by its condition"}, routing); diff != "" || !ok {
		t.Errorf("routing (-want +got):\n%s", diff)
	}
}

func TestAReportOfAnotherShapeIsReadAsFarAsItGoes(t *testing.T) {
	for _, body := range []string{`{"results":[]}`, `{"executionReport":null}`, `{"executionReport":"x"}`, `[]`, `{`, ``} {
		if report, ok := ParseExecutionReport([]byte(body)); ok {
			t.Errorf("%s gives %+v", body, report)
		}
	}
	odd := `{"userIdentities":7,"basicExpression":{},"executionReport":{"children":[
		{"name":"PerformAuthentication","configured":{"primary":"ApiKey"},"result":{"userIds":"x","roles":{},"queryRestrictions":[]}},
		{"name":"ResolvePipeline","result":"?"}]}}`
	report, ok := ParseExecutionReport([]byte(odd))
	authentication, told := report.Authentication()
	if !ok || !told || authentication.Method != "ApiKey" || authentication.UserIDs != nil {
		t.Errorf("%v %v %+v", ok, told, authentication)
	}
	if routing, ok := report.Routing(); !ok || routing != (Routing{}) {
		t.Errorf("%v %+v", ok, routing)
	}
	empty, ok := ParseExecutionReport([]byte(`{"executionReport":{}}`))
	if _, told := empty.Authentication(); !ok || told {
		t.Error("a report without steps tells of authentication")
	}
	deep := `{"executionReport":{"children":` + strings.Repeat(`[{"children":`, 500) + "[]" + strings.Repeat("}]", 500) + "}}"
	if _, ok := ParseExecutionReport([]byte(deep)); !ok {
		t.Error("a deep report is not read")
	}
}

func FuzzExecutionReport(f *testing.F) {
	f.Add([]byte(reportBody))
	f.Fuzz(func(_ *testing.T, body []byte) {
		report, _ := ParseExecutionReport(body)
		report.Authentication()
		report.Routing()
	})
}
