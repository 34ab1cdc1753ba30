package preflight_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
)

// sandboxPlan is the plan for a search token in a sandbox with faults.
func sandboxPlan(t *testing.T, organization string, keys profile.Keys, faults ...string) preflight.Plan {
	t.Helper()
	var options sandbox.Options
	for _, text := range faults {
		fault, err := sandbox.ParseFault(text)
		if err != nil {
			t.Fatal(err)
		}
		options.Faults = append(options.Faults, fault)
	}
	s, err := sandbox.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler())
	endpoint, err := coveoapi.ParseEndpoint(server.URL, organization)
	if err != nil {
		t.Fatal(err)
	}
	transport := coveoapi.NewTransport()
	client, err := coveoapi.New(coveoapi.Config{
		Target:     coveoapi.Target{OrganizationID: organization, Endpoint: endpoint},
		MintingKey: keys.Minting, CatalogKey: keys.Catalog, Transport: transport,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.Close()
		server.Close()
	})
	return preflight.Plan{Client: client, Keys: keys, Request: preflight.Request{
		SearchToken: true, UserIDs: []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}},
		Pipeline: "InternalSearch", SearchHub: "SupportHub",
	}}
}

func TestInTheSandbox(t *testing.T) {
	keys := sandbox.AllKeys()
	both := profile.Keys{Minting: keys.AuthenticatedSearch, Catalog: keys.PrivilegeViewer}
	minting := func(key coveoapi.Secret) profile.Keys { return profile.Keys{Minting: key} }
	for name, test := range map[string]struct {
		organization string
		keys         profile.Keys
		faults       []string
		worst        problem.Kind
		states       map[string]preflight.State
	}{
		"all is well": {keys: both},
		"one key": {keys: minting(keys.AuthenticatedSearch), states: map[string]preflight.State{
			"region": preflight.Unknown, "organization": preflight.Passed, "privilege": preflight.Passed,
			"provider": preflight.Passed, "pipeline": preflight.Unknown, "search-hub": preflight.Unknown,
		}},
		"one key that may do all":    {keys: minting(keys.Administrator)},
		"anonymous search":           {keys: minting(keys.AnonymousSearch), worst: problem.Privilege, states: map[string]preflight.State{"key": preflight.Passed, "privilege": preflight.Failed}},
		"disabled":                   {keys: minting(keys.Disabled), worst: problem.Credential},
		"expired":                    {keys: minting(keys.Expired), worst: problem.Credential},
		"401":                        {keys: both, faults: []string{"401"}, worst: problem.Credential},
		"paused":                     {keys: both, faults: []string{"503"}, worst: problem.Organization, states: map[string]preflight.State{"endpoint": preflight.Passed, "organization": preflight.Failed}},
		"paused, one key":            {keys: minting(keys.AuthenticatedSearch), faults: []string{"503"}, worst: problem.Organization, states: map[string]preflight.State{"organization": preflight.Failed}},
		"read-only":                  {keys: both, faults: []string{"read-only"}, worst: problem.Organization, states: map[string]preflight.State{"organization": preflight.Failed}},
		"read-only, one key":         {keys: minting(keys.AuthenticatedSearch), faults: []string{"read-only"}, worst: problem.Organization, states: map[string]preflight.State{"organization": preflight.Failed}},
		"clock":                      {keys: both, faults: []string{"skew=-9m"}, states: map[string]preflight.State{"clock": preflight.Warned}},
		"another address":            {keys: both, faults: []string{"denied-ip"}, worst: problem.Credential},
		"another organization":       {organization: "acme", keys: both, worst: problem.Organization, states: map[string]preflight.State{"region": preflight.Failed, "key": preflight.Failed}},
		"privileges answered by 401": {keys: minting(keys.AuthenticatedSearch), faults: []string{"privilege-401"}, states: map[string]preflight.State{"key": preflight.Passed, "region": preflight.Unknown}},
		"a web page":                 {keys: both, faults: []string{"html=200"}, worst: problem.Network},
		"cut":                        {keys: both, faults: []string{"cut"}, worst: problem.Network},
		"half":                       {keys: both, faults: []string{"truncated"}, worst: problem.Network},
		"redirect":                   {keys: both, faults: []string{"redirect=https://elsewhere.example.com"}, worst: problem.Network},
	} {
		t.Run(name, func(t *testing.T) {
			if test.organization == "" {
				test.organization = sandbox.OrganizationID
			}
			rows := preflight.Run(t.Context(), sandboxPlan(t, test.organization, test.keys, test.faults...), nil)
			wellFormed(t, rows)
			if worst, _ := preflight.Worst(rows); worst != test.worst {
				t.Errorf("the worst is %q, want %q", worst, test.worst)
			}
			for _, row := range rows {
				want, told := test.states[row.ID]
				if told && row.State != want || test.states == nil && test.worst == "" && row.State != preflight.Passed {
					t.Errorf("%+v", row)
				}
			}
		})
	}
}

func TestAServerThatIsGone(t *testing.T) {
	p := sandboxPlan(t, sandbox.OrganizationID, profile.Keys{Minting: sandbox.AllKeys().AuthenticatedSearch})
	gone := httptest.NewServer(http.NotFoundHandler())
	endpoint, err := coveoapi.ParseEndpoint(gone.URL, sandbox.OrganizationID)
	if err != nil {
		t.Fatal(err)
	}
	gone.Close()
	if p.Client, err = coveoapi.New(coveoapi.Config{
		Target: coveoapi.Target{OrganizationID: sandbox.OrganizationID, Endpoint: endpoint}, MintingKey: p.Keys.Minting, Pause: pauseNot,
	}); err != nil {
		t.Fatal(err)
	}
	rows := preflight.Run(t.Context(), p, nil)
	wellFormed(t, rows)
	if row := find(t, rows, preflight.Endpoint); row.State != preflight.Failed || row.Kind != problem.Network || !strings.Contains(row.Evidence, "nothing listens there") {
		t.Errorf("%+v", row)
	}
}

// pauseNot stands for the waits between attempts.
func pauseNot(ctx context.Context, _ time.Duration) error { return ctx.Err() }
