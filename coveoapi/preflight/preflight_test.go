package preflight_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
)

func TestAHealthyRequestPassesEverything(t *testing.T) {
	p := healthy(t).plan()
	var ended []preflight.Row
	rows := preflight.Run(t.Context(), p, func(row preflight.Row) { ended = append(ended, row) })
	wellFormed(t, rows)
	want := []string{"name", "proxy", "encryption", "endpoint", "search-api", "clock", "region", "organization", "key", "catalogue-key", "privilege", "provider", "pipeline", "search-hub"}
	var got []string
	for i, row := range rows {
		got = append(got, row.ID)
		if row.State != preflight.Passed {
			t.Errorf("%s %s: %s", row.State, row.Title, row.Evidence)
		}
		if pending := p.Rows()[i]; pending.ID != row.ID || pending.Subject != row.Subject || pending.Title != row.Title || pending.State != preflight.Pending {
			t.Errorf("row %d was announced as %+v", i, pending)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if len(ended) != len(rows) {
		t.Errorf("%d rows were reported", len(ended))
	}
	if kind, bad := preflight.Worst(rows); bad {
		t.Errorf("the worst is %q", kind)
	}
}

// outcome is what a test wants of a row.
type outcome struct {
	id    string
	state preflight.State
	kind  problem.Kind
	says  string // in the evidence or the remedy
	fix   *preflight.Fix
}

func TestWhatIsWrongIsFound(t *testing.T) {
	const (
		failed, warned, unknown = preflight.Failed, preflight.Warned, preflight.Unknown
		passed, skipped         = preflight.Passed, preflight.Skipped
	)
	toOrganization := &preflight.Fix{Field: preflight.FixEndpoint, From: "us", To: "organization"}
	tests := map[string]struct {
		spoil func(*fake, *preflight.Plan)
		want  []outcome
		worst problem.Kind
	}{
		"no DNS": {func(f *fake, _ *preflight.Plan) { f.alwaysErr = network(coveoapi.NetworkDNS) }, []outcome{
			{"name", failed, problem.Network, "DNS", nil},
			{"endpoint", failed, problem.Network, "on the way", nil},
			{"search-api", skipped, "", "", nil},
			{"clock", skipped, "", "", nil},
			{"key", skipped, "", "", nil},
			{"provider", skipped, "", "", nil},
		}, problem.Network},
		"no DNS, two hosts": {func(f *fake, _ *preflight.Plan) { f.spec, f.alwaysErr = "organization", network(coveoapi.NetworkDNS) }, []outcome{
			{"name", failed, problem.Network, "DNS", nil}, {"endpoint", failed, problem.Network, "on the way", nil}, {"search-api", failed, problem.Network, "DNS", nil},
		}, problem.Network},
		"TLS, by a proxy": {func(f *fake, p *preflight.Plan) {
			f.alwaysErr = network(coveoapi.NetworkTLS)
			p.Proxy = func(string) (string, error) { return "http://proxy.example.com:8080", nil }
		}, []outcome{{"encryption", failed, problem.Network, "SSL_CERT_FILE", nil}, {"proxy", passed, "", "http://proxy.example.com:8080", nil}, {"endpoint", failed, problem.Network, "on the way", nil}}, problem.Network},
		"a proxy that is no URL": {func(f *fake, p *preflight.Plan) {
			f.alwaysErr = network(coveoapi.NetworkProxy)
			p.Proxy = func(string) (string, error) { return "", coveoapi.ErrNoCredential }
		}, []outcome{{"proxy", failed, problem.Network, "proxy variable cannot be read", nil}}, problem.Network},
		"a web page": {func(f *fake, _ *preflight.Plan) {
			f.ownErr = &coveoapi.APIError{Status: 403, Format: coveoapi.ErrorBodyHTML}
		}, []outcome{{"endpoint", failed, problem.Network, "web page", nil}, {"key", skipped, "", "", nil}}, problem.Network},
		"rate limited": {func(f *fake, _ *preflight.Plan) { f.alwaysErr = refusal(429, "", "") }, []outcome{
			{"endpoint", failed, problem.RateLimited, "", nil},
		}, problem.RateLimited},
		"search API down": {func(f *fake, _ *preflight.Plan) { f.searchErr = refusal(502, "", "") }, []outcome{
			{"endpoint", passed, "", "42 ms", nil}, {"search-api", failed, problem.Unexpected, "", nil}, {"organization", passed, "", "", nil},
		}, problem.Unexpected},
		"search API has another mind": {func(f *fake, _ *preflight.Plan) { f.searchErr = refusal(401, "InvalidTokenException", "no") }, []outcome{
			{"search-api", failed, problem.Credential, "The platform accepts", nil},
		}, problem.Credential},
		"the key may not query": {func(f *fake, _ *preflight.Plan) { f.searchErr = lacking() }, []outcome{{"search-api", passed, "", "", nil}}, ""},
		"clock behind":          {func(f *fake, _ *preflight.Plan) { f.skew = 9 * time.Minute }, []outcome{{"clock", warned, "", "9 m behind", nil}}, ""},
		"clock ahead":           {func(f *fake, _ *preflight.Plan) { f.skew = -544 * time.Second }, []outcome{{"clock", warned, "", "9 m 4 s ahead of", nil}}, ""},
		"clock a little off":    {func(f *fake, _ *preflight.Plan) { f.skew = 20 * time.Second }, []outcome{{"clock", passed, "", "", nil}}, ""},
		"no clock":              {func(f *fake, _ *preflight.Plan) { f.noDate = true }, []outcome{{"clock", unknown, "", "", nil}}, ""},
		"wrong region": {func(f *fake, _ *preflight.Plan) { f.regions.PrimaryMainRegion = "eu-west-1" }, []outcome{
			{"region", failed, problem.Organization, "lives in eu-west-1", &preflight.Fix{Field: preflight.FixEndpoint, From: "us", To: "eu"}},
		}, problem.Organization},
		"wrong region as a URL": {func(f *fake, _ *preflight.Plan) { f.spec = "https://platform-au.cloud.coveo.com" }, []outcome{
			{"region", failed, problem.Organization, "us-east-1", &preflight.Fix{Field: preflight.FixEndpoint, From: "https://platform-au.cloud.coveo.com", To: "us"}},
		}, problem.Organization},
		"another region": {func(f *fake, _ *preflight.Plan) { f.regions.PrimaryMainRegion = "sa-east-1" }, []outcome{{"region", unknown, "", "sa-east-1", toOrganization}}, ""},
		"a HIPAA organization": {func(f *fake, _ *preflight.Plan) {
			f.spec, f.regions.AdminHost = "organization", "acme.admin.orghipaa.coveo.com"
		}, []outcome{
			{"region", failed, problem.Organization, "", &preflight.Fix{Field: preflight.FixEndpoint, From: "organization", To: "organization-hipaa"}},
		}, problem.Organization},
		"no HIPAA organization": {func(f *fake, _ *preflight.Plan) { f.spec = "organization-hipaa" }, []outcome{
			{"region", failed, problem.Organization, "", &preflight.Fix{Field: preflight.FixEndpoint, From: "organization-hipaa", To: "organization"}},
		}, problem.Organization},
		"region not told":           {func(f *fake, _ *preflight.Plan) { f.regionsErr = lacking() }, []outcome{{"region", unknown, "", "Organization – View", nil}}, ""},
		"region not told, own host": {func(f *fake, _ *preflight.Plan) { f.spec, f.regionsErr = "organization", lacking() }, []outcome{{"region", passed, "", "", nil}}, ""},
		"region not told and key unknown": {func(f *fake, _ *preflight.Plan) {
			f.ownErr, f.regionsErr = refusal(401, "INVALID_TOKEN", ""), refusal(401, "", "")
		}, []outcome{{"region", unknown, "", "right in every region", toOrganization}}, problem.Credential},
		"organization not found": {func(f *fake, _ *preflight.Plan) {
			f.ownErr = refusal(404, "ORGANIZATION_NOT_FOUND", "Organization not found")
			f.codes["SEARCH_API/IMPERSONATE:ENABLE"] = coveoapi.EvaluationForOtherOrganization
		}, []outcome{
			{"region", failed, problem.Organization, "", toOrganization},
			{"key", failed, problem.Credential, "belongs to another organization", nil},
			{"privilege", skipped, "", "", nil},
		}, problem.Organization},
		"no index here": {func(f *fake, _ *preflight.Plan) {
			f.searchErr, f.regionsErr, f.statusErr = refusal(400, "NO_REGISTERED_ENDPOINT", ""), lacking(), lacking()
		}, []outcome{{"region", failed, problem.Organization, "", toOrganization}, {"organization", skipped, "", "", nil}}, problem.Organization},
		"paused, as it says":      {func(f *fake, _ *preflight.Plan) { f.state.PauseState = "PAUSED" }, []outcome{{"organization", failed, problem.Organization, "wake it up", nil}}, problem.Organization},
		"waking up":               {func(f *fake, _ *preflight.Plan) { f.state.PauseState = "RESUMING" }, []outcome{{"organization", failed, problem.Organization, "few minutes", nil}}, problem.Organization},
		"being deleted":           {func(f *fake, _ *preflight.Plan) { f.state.LifeCycleState = "DELETING" }, []outcome{{"organization", failed, problem.Organization, "deleted", nil}}, problem.Organization},
		"paused, as search tells": {func(f *fake, _ *preflight.Plan) { f.searchErr = refusal(503, "ORGANIZATION_PAUSED", "") }, []outcome{{"search-api", passed, "", "", nil}, {"organization", failed, problem.Organization, "paused", nil}}, problem.Organization},
		"read-only, as it says":   {func(f *fake, _ *preflight.Plan) { f.state.ReadOnly = true }, []outcome{{"organization", failed, problem.Organization, "read-only", nil}}, problem.Organization},
		"read-only, as a code tells": {func(f *fake, _ *preflight.Plan) {
			f.statusErr = lacking()
			f.codes["SEARCH_API/IMPERSONATE:ENABLE"] = coveoapi.EvaluationForReadOnlyOrganization
			f.codes["SEARCH_API/IMPERSONATE_SEARCH_API:ENABLE"] = coveoapi.EvaluationNotAllowed
		}, []outcome{{"organization", failed, problem.Organization, "read-only", nil}, {"privilege", failed, problem.Organization, "READ_ONLY", nil}}, problem.Organization},
		"in trouble":                    {func(f *fake, _ *preflight.Plan) { f.state.Status, f.state.ErrorCodes = "ERROR", []string{"INDEX_DOWN"} }, []outcome{{"organization", warned, "", "INDEX_DOWN", nil}}, ""},
		"state not told, others tell":   {func(f *fake, _ *preflight.Plan) { f.statusErr = lacking() }, []outcome{{"organization", passed, "", "neither", nil}}, ""},
		"state not told, half is known": {func(f *fake, p *preflight.Plan) { f.statusErr = lacking(); p.Request = preflight.Request{} }, []outcome{{"organization", unknown, "", "not paused", nil}}, ""},
		"state not told, nothing known": {func(f *fake, p *preflight.Plan) {
			f.statusErr, f.searchErr = lacking(), refusal(500, "", "")
			p.Request = preflight.Request{}
		}, []outcome{{"organization", unknown, "", "could not be asked", nil}}, problem.Unexpected},
		"key unknown":                   {func(f *fake, _ *preflight.Plan) { f.ownErr = refusal(401, "INVALID_TOKEN", "Invalid access token.") }, []outcome{{"key", failed, problem.Credential, "38 characters", nil}, {"privilege", skipped, "", "", nil}, {"provider", passed, "", "", nil}}, problem.Credential},
		"key disabled":                  {func(f *fake, _ *preflight.Plan) { f.ownErr = refusal(401, "INVALID_TOKEN", "The key is disabled") }, []outcome{{"key", failed, problem.Credential, "disabled", nil}}, problem.Credential},
		"token expired":                 {func(f *fake, _ *preflight.Plan) { f.ownErr = refusal(419, "", "Expired token") }, []outcome{{"key", failed, problem.Expired, "", nil}}, problem.Expired},
		"a 401 that is not a bad key":   {func(f *fake, _ *preflight.Plan) { f.ownErr = refusal(401, "", "") }, []outcome{{"key", passed, "", "one by one", nil}, {"privilege", passed, "", "", nil}}, ""},
		"a 401 that nothing explains":   {func(f *fake, _ *preflight.Plan) { f.ownErr, f.evaluateErr = refusal(401, "", ""), refusal(401, "", "") }, []outcome{{"key", failed, problem.Credential, "", nil}}, problem.Credential},
		"nothing is told about the key": {func(f *fake, _ *preflight.Plan) { f.ownErr, f.evaluateErr = lacking(), lacking() }, []outcome{{"key", unknown, "", "did not say", nil}, {"privilege", unknown, "", "", nil}}, ""},
		"denied address": {func(f *fake, _ *preflight.Plan) {
			f.ownErr = lacking()
			f.codes["SEARCH_API/IMPERSONATE:ENABLE"] = coveoapi.EvaluationFromLocation
		}, []outcome{{"key", failed, problem.Credential, "network address", nil}}, problem.Credential},
		"catalogue key unknown": {func(f *fake, _ *preflight.Plan) { f.catalogueErr = refusal(401, "INVALID_TOKEN", "") }, []outcome{{"catalogue-key", warned, "", "Replace", nil}}, ""},
		"catalogue key silent":  {func(f *fake, _ *preflight.Plan) { f.catalogueErr = lacking() }, []outcome{{"catalogue-key", unknown, "", "", nil}}, ""},
		"cannot impersonate":    {func(f *fake, _ *preflight.Plan) { f.held = privileges(t, "SEARCH_API/EXECUTE_QUERY") }, []outcome{{"privilege", failed, problem.Privilege, "Authenticated search", nil}, {"key", passed, "", "Anonymous search", nil}}, problem.Privilege},
		"impersonates by the other name": {func(f *fake, _ *preflight.Plan) {
			f.held = privileges(t, "SEARCH_API/IMPERSONATE_SEARCH_API")
			f.codes["SEARCH_API/IMPERSONATE:ENABLE"] = coveoapi.EvaluationNotAllowed
		}, []outcome{{"privilege", passed, "", "IMPERSONATE_SEARCH_API", nil}, {"key", passed, "", "Authenticated search", nil}}, ""},
		"one name does not exist": {func(f *fake, _ *preflight.Plan) {
			f.held = nil
			f.codes["SEARCH_API/IMPERSONATE:ENABLE"] = coveoapi.EvaluationInvalidRequest
		}, []outcome{{"privilege", failed, problem.Privilege, "NOT_ALLOWED", nil}}, problem.Privilege},
		"not evaluated, listed":     {func(f *fake, _ *preflight.Plan) { f.evaluateErr = lacking() }, []outcome{{"privilege", passed, "", "in the list", nil}}, ""},
		"not evaluated, not listed": {func(f *fake, _ *preflight.Plan) { f.evaluateErr, f.held = lacking(), nil }, []outcome{{"privilege", failed, problem.Privilege, "not in the list", nil}}, problem.Privilege},
		"provider misspelt":         {func(_ *fake, p *preflight.Plan) { p.Request.UserIDs[0].Provider = "Email security provider" }, []outcome{{"provider", failed, problem.Input, "Did you mean “Email Security Provider”?", &preflight.Fix{Field: preflight.FixProvider, From: "Email security provider", To: "Email Security Provider"}}}, problem.Input},
		"provider unlike any":       {func(_ *fake, p *preflight.Plan) { p.Request.UserIDs[0].Provider = "LDAP" }, []outcome{{"provider", failed, problem.Input, "Email Security Provider, Salesforce.", nil}}, problem.Input},
		"provider by its ID":        {func(_ *fake, p *preflight.Plan) { p.Request.UserIDs[0].Provider = "sf-1" }, []outcome{{"provider", passed, "", "", nil}}, ""},
		"providers not told":        {func(f *fake, _ *preflight.Plan) { f.providersErr = lacking() }, []outcome{{"provider", passed, "", "every organization", nil}}, ""},
		"providers not told, misspelt": {func(f *fake, p *preflight.Plan) {
			f.providersErr = lacking()
			p.Request.UserIDs[0].Provider = "email security provider"
		}, []outcome{{"provider", failed, problem.Input, "Did you mean", &preflight.Fix{Field: preflight.FixProvider, From: "email security provider", To: "Email Security Provider"}}}, problem.Input},
		"providers not told, another": {func(f *fake, p *preflight.Plan) {
			f.providersErr = lacking()
			p.Request.UserIDs[0].Provider = "Salesforce"
		}, []outcome{{"provider", unknown, "", "Security identity providers – View", nil}}, ""},
		"pipeline misspelt":  {func(_ *fake, p *preflight.Plan) { p.Request.Pipeline = "InternlSearch" }, []outcome{{"pipeline", failed, problem.Input, "InternalSearch", &preflight.Fix{Field: preflight.FixPipeline, From: "InternlSearch", To: "InternalSearch"}}}, problem.Input},
		"pipelines not told": {func(f *fake, _ *preflight.Plan) { f.pipelinesErr = lacking() }, []outcome{{"pipeline", unknown, "", "Query pipelines – View", nil}}, ""},
		"hub misspelt":       {func(_ *fake, p *preflight.Plan) { p.Request.SearchHub = "supporthub" }, []outcome{{"search-hub", warned, "", "SupportHub", &preflight.Fix{Field: preflight.FixHub, From: "supporthub", To: "SupportHub"}}}, ""},
		"a new hub":          {func(_ *fake, p *preflight.Plan) { p.Request.SearchHub = "Brand new" }, []outcome{{"search-hub", warned, "", "if the hub is new", nil}}, ""},
		"hubs not told":      {func(f *fake, _ *preflight.Plan) { f.hubsErr = network(coveoapi.NetworkTimeout) }, []outcome{{"search-hub", unknown, "", "in time", nil}}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := healthy(t)
			p := f.plan()
			test.spoil(f, &p)
			rows := preflight.Run(t.Context(), p, nil)
			wellFormed(t, rows)
			for _, want := range test.want {
				row := find(t, rows, want.id)
				if row.State != want.state || row.Kind != want.kind || !strings.Contains(row.Evidence+" "+row.Remedy, want.says) {
					t.Errorf("%+v, want %+v", row, want)
				}
				if diff := cmp.Diff(want.fix, row.Fix); diff != "" {
					t.Errorf("%s: fix (-want +got):\n%s", want.id, diff)
				}
			}
			if worst, _ := preflight.Worst(rows); worst != test.worst {
				t.Errorf("the worst is %q, want %q", worst, test.worst)
			}
		})
	}
}

func TestEachPrivilegeOfAPlatformTokenIsEvaluated(t *testing.T) {
	f := healthy(t)
	asked := privileges(t, "SEARCH_API/IMPERSONATE", "SEARCH_API/QUERY_PIPELINE:VIEW", "USAGE_ANALYTICS/EXPORTS:EDIT", "SEARCH_API/IMPERSONATE", "PLATFORM/NONE:VIEW")
	f.codes["USAGE_ANALYTICS/EXPORTS:EDIT"] = ""
	f.codes["PLATFORM/NONE:VIEW"] = coveoapi.EvaluationInvalidRequest
	p := f.plan()
	p.Request = preflight.Request{Privileges: asked}
	got := map[string]preflight.Row{}
	for _, row := range preflight.Run(t.Context(), p, nil) {
		if row.ID == preflight.Privilege {
			got[row.Subject] = row
		}
	}
	if len(got) != 4 {
		t.Fatalf("%d privileges were checked: %+v", len(got), got)
	}
	if row := got["SEARCH_API/IMPERSONATE:ENABLE"]; row.State != preflight.Passed {
		t.Errorf("held: %+v", row)
	}
	for subject, says := range map[string]string{
		"SEARCH_API/QUERY_PIPELINE:VIEW": "OPERATION_NOT_ALLOWED. The credential is good, but does not hold the privilege.",
		"USAGE_ANALYTICS/EXPORTS:EDIT":   "without a reason", "PLATFORM/NONE:VIEW": "does not exist in this form",
	} {
		row := got[subject]
		fix := &preflight.Fix{Field: preflight.FixPrivilege, From: subject}
		if row.State != preflight.Failed || row.Kind != problem.Privilege || !strings.Contains(row.Evidence, says) || !cmp.Equal(row.Fix, fix) {
			t.Errorf("%s: %+v", subject, row)
		}
	}
}

func TestWithoutACatalogueKeyABadKeyEndsIt(t *testing.T) {
	f := healthy(t)
	f.ownErr = refusal(http.StatusUnauthorized, "INVALID_TOKEN", "")
	p := f.plan()
	p.Keys.Catalog = coveoapi.Secret{}
	rows := preflight.Run(t.Context(), p, nil)
	wellFormed(t, rows)
	for _, id := range []string{"privilege", "provider", "pipeline", "search-hub"} {
		if row := find(t, rows, id); row.State != preflight.Skipped {
			t.Errorf("%+v", row)
		}
	}
}

func TestCancellingSkipsTheRest(t *testing.T) {
	f := healthy(t)
	f.hold = true
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	rows := preflight.Run(ctx, f.plan(), nil)
	wellFormed(t, rows)
	for _, row := range rows {
		if row.State != preflight.Skipped || !strings.Contains(row.Evidence, "Cancelled") {
			t.Errorf("%+v", row)
		}
	}
}

func TestJudgeKey(t *testing.T) {
	for name, test := range map[string]struct {
		held             []coveoapi.Privilege
		err, evaluateErr error
		template, why    string
		public, complete bool
		state            preflight.State
	}{
		"authenticated search": {held: privileges(t, "SEARCH_API/IMPERSONATE"), template: "Authenticated search", why: "never be in a web page, where everyone can copy it: it holds SEARCH_API/IMPERSONATE", complete: true, state: preflight.Passed},
		"anonymous search":     {held: privileges(t, "SEARCH_API/EXECUTE_QUERY", "USAGE_ANALYTICS/ANALYTICS_DATA:EDIT"), template: "Anonymous search", why: "every visitor", public: true, complete: true, state: preflight.Passed},
		"an odd mixture":       {held: privileges(t, "SEARCH_API/SEARCH_PAGES:VIEW", "USAGE_ANALYTICS/IMPERSONATE"), template: "Custom", why: "this combination", complete: true, state: preflight.Passed},
		"nothing":              {template: "Custom", why: "may do nothing", complete: true, state: preflight.Passed},
		"its list is refused":  {held: privileges(t, "SEARCH_API/EXECUTE_QUERY"), err: lacking(), template: "Anonymous search", why: "every visitor", public: true, state: preflight.Passed},
		"unknown":              {err: refusal(401, "INVALID_TOKEN", ""), state: preflight.Failed},
		"unreachable":          {err: network(coveoapi.NetworkRefused), state: preflight.Failed},
	} {
		t.Run(name, func(t *testing.T) {
			f := healthy(t)
			f.held, f.ownErr = test.held, test.err
			verdict, row := preflight.JudgeKey(t.Context(), f.plan())
			if row.State != test.state || row.Evidence == "" || verdict.Template != test.template || verdict.Public != test.public ||
				verdict.Complete != test.complete || !strings.Contains(verdict.Why, test.why) {
				t.Errorf("%+v\n%+v", row, verdict)
			}
		})
	}
}

func TestReadRequest(t *testing.T) {
	email := coveoapi.UserID{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}
	for body, want := range map[string]preflight.Request{
		`{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider"},{"name":" ","provider":"p"}],"pipeline":" a","searchHub":"b"}`: {
			SearchToken: true, UserIDs: []coveoapi.UserID{email}, Pipeline: "a", SearchHub: "b",
		},
		`{"pipeline":"a","userIds":7}`: {SearchToken: true, Pipeline: "a"},
		`oops`:                         {SearchToken: true},
	} {
		if diff := cmp.Diff(want, preflight.ReadRequest(coveoapi.SearchTokenBody, []byte(body))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", body, diff)
		}
	}
	asked := preflight.Request{Privileges: privileges(t, "A/B:VIEW"), UserIDs: []coveoapi.UserID{email}}
	target := healthy(t).Target()
	call, err := target.PlatformTokenCall(coveoapi.PlatformTokenRequest{Privileges: asked.Privileges, UserIDs: asked.UserIDs})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(asked, preflight.ReadRequest(coveoapi.PlatformTokenBody, call.Body)); diff != "" {
		t.Errorf("platform (-want +got):\n%s", diff)
	}
}
