package preflight_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/profile"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fake is an organization whose answers a test sets. Its fields are read only while
// checks run.
type fake struct {
	spec      string
	held      []coveoapi.Privilege
	catalogue []coveoapi.Privilege
	codes     map[string]coveoapi.EvaluationCode // by privilege; granted if held, else not allowed
	state     coveoapi.OrganizationStatus
	regions   coveoapi.OrganizationRegions
	skew      time.Duration
	noDate    bool

	ownErr, catalogueErr, evaluateErr, searchErr, statusErr    error
	regionsErr, providersErr, pipelinesErr, hubsErr, alwaysErr error

	// hold keeps every call but the first waiting until its context ends.
	hold bool
}

// The keys are obviously none.
var (
	mintingKey   = coveoapi.NewSecret("xxSANDBOX-minting-key-for-tests-only")
	catalogueKey = coveoapi.NewSecret("xxSANDBOX-catalogue-key-for-tests-on")
)

func now() time.Time { return time.Date(2026, time.March, 14, 9, 0, 0, 0, time.UTC) }

func privileges(t testing.TB, texts ...string) []coveoapi.Privilege {
	t.Helper()
	var list []coveoapi.Privilege
	for _, text := range texts {
		p, err := coveoapi.ParsePrivilege(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// healthy is an organization where nothing is wrong.
func healthy(t testing.TB) *fake {
	return &fake{
		spec: "us", held: privileges(t, "SEARCH_API/IMPERSONATE", "USAGE_ANALYTICS/IMPERSONATE"),
		catalogue: privileges(t, "PLATFORM/ORGANIZATION:VIEW"),
		codes:     map[string]coveoapi.EvaluationCode{},
		state:     coveoapi.OrganizationStatus{Status: "HEALTHY", LifeCycleState: "ACTIVE", PauseState: "ACTIVE"},
		regions:   coveoapi.OrganizationRegions{PrimaryMainRegion: "us-east-1", AdminHost: "acme.admin.org.coveo.com"},
	}
}

// refusal is an answer that is none of the success.
func refusal(status int, code, message string) error {
	return &coveoapi.APIError{Operation: "ask", Status: status, Code: code, Message: message}
}

func lacking() error { return refusal(http.StatusForbidden, "ACCESS_DENIED", "Access is denied.") }

func network(kind coveoapi.NetworkErrorKind) error {
	return &coveoapi.NetworkError{Operation: "ask", Kind: kind, Host: "platform.cloud.coveo.com", Detail: "told so"}
}

func (f *fake) Target() coveoapi.Target {
	endpoint, err := coveoapi.ParseEndpoint(f.spec, "acme")
	if err != nil {
		panic(err)
	}
	return coveoapi.Target{OrganizationID: "acme", Endpoint: endpoint}
}

// reply answers a call, as far as it is not made to wait or fail.
func reply[T any](ctx context.Context, f *fake, value T, err error) (coveoapi.Reply[T], error) {
	if f.hold {
		<-ctx.Done()
		err = ctx.Err()
	}
	if f.alwaysErr != nil {
		err = f.alwaysErr
	}
	r := coveoapi.Reply[T]{Exchange: coveoapi.Exchange{Header: http.Header{}, ReceivedAt: now(), Duration: 42 * time.Millisecond}}
	if !f.noDate {
		r.Exchange.Header.Set("Date", now().Add(f.skew).Format(http.TimeFormat))
	}
	if err == nil {
		r.Value = value
	}
	return r, err
}

func (f *fake) PrivilegesOf(ctx context.Context, key coveoapi.Secret) (coveoapi.Reply[[]coveoapi.Privilege], error) {
	if key.Equal(catalogueKey) {
		return reply(ctx, f, f.catalogue, f.catalogueErr)
	}
	return reply(ctx, f, f.held, f.ownErr)
}

func (f *fake) Evaluate(ctx context.Context, _ coveoapi.Secret, wanted coveoapi.Privilege) (coveoapi.Reply[coveoapi.Evaluation], error) {
	code, ok := f.codes[wanted.String()]
	if !ok && wanted.CoveredBy(f.held) {
		code = coveoapi.EvaluationGranted
	} else if !ok {
		code = coveoapi.EvaluationNotAllowed
	}
	evaluation := coveoapi.Evaluation{Approved: code == coveoapi.EvaluationGranted}
	if code != "" {
		evaluation.EvaluationReport.ResultCodes = []coveoapi.EvaluationCode{code}
	}
	return reply(ctx, f, evaluation, f.evaluateErr)
}

func (f *fake) Plan(ctx context.Context, _ coveoapi.Secret, _ coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.Plan], error) {
	return reply(ctx, f, coveoapi.Plan{}, f.searchErr)
}

func (f *fake) OrganizationStatus(ctx context.Context) (coveoapi.Reply[coveoapi.OrganizationStatus], error) {
	return reply(ctx, f, f.state, f.statusErr)
}

func (f *fake) OrganizationRegions(ctx context.Context) (coveoapi.Reply[coveoapi.OrganizationRegions], error) {
	return reply(ctx, f, f.regions, f.regionsErr)
}

func (f *fake) SecurityProviders(ctx context.Context) (coveoapi.Reply[[]coveoapi.SecurityProvider], error) {
	return reply(ctx, f, []coveoapi.SecurityProvider{
		{ID: "email", DisplayName: coveoapi.EmailSecurityProvider}, {ID: "sf-1", DisplayName: "Salesforce"},
	}, f.providersErr)
}

func (f *fake) Pipelines(ctx context.Context) (coveoapi.Reply[[]coveoapi.Pipeline], error) {
	return reply(ctx, f, []coveoapi.Pipeline{{ID: "p1", Name: "InternalSearch"}, {ID: "p2", Name: "default"}}, f.pipelinesErr)
}

func (f *fake) SearchHubs(ctx context.Context) (coveoapi.Reply[[]coveoapi.SearchHub], error) {
	return reply(ctx, f, []coveoapi.SearchHub{{Name: "SupportHub"}, {Name: "AgentPanel"}}, f.hubsErr)
}

// plan is a plan with both keys, for the request of a search token.
func (f *fake) plan() preflight.Plan {
	return preflight.Plan{
		Client: f, Keys: profile.Keys{Minting: mintingKey, Catalog: catalogueKey},
		Request: preflight.Request{
			SearchToken: true, UserIDs: []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}},
			Pipeline: "InternalSearch", SearchHub: "SupportHub",
		},
		Proxy: func(string) (string, error) { return "", nil },
	}
}

// find gives the row of a check.
func find(t testing.TB, rows []preflight.Row, id string) preflight.Row {
	t.Helper()
	for _, row := range rows {
		if row.ID == id {
			return row
		}
	}
	t.Fatalf("there is no row %q in %+v", id, rows)
	return preflight.Row{}
}

// wellFormed checks what is true of every row.
func wellFormed(t testing.TB, rows []preflight.Row) {
	t.Helper()
	for _, row := range rows {
		if row.Title == "" || row.Evidence == "" || row.State == "" || row.State == preflight.Pending {
			t.Errorf("a row says too little: %+v", row)
		}
		if (row.State == preflight.Failed) != (row.Kind != "") || row.State == preflight.Failed && row.Remedy == "" {
			t.Errorf("a failure needs a kind and a remedy, nothing else has a kind: %+v", row)
		}
		for _, key := range []coveoapi.Secret{mintingKey, catalogueKey} {
			if strings.Contains(row.Evidence+row.Remedy, key.Reveal()) {
				t.Errorf("a key is shown: %+v", row)
			}
		}
	}
}
