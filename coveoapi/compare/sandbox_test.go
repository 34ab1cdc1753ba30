package compare_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/compare"
	"coveotoken/coveoapi/persona"
	"coveotoken/coveoapi/sandbox"
)

// sandboxPlan compares people of the sandbox.
func sandboxPlan(t *testing.T, query string, people ...string) compare.Plan {
	t.Helper()
	s, err := sandbox.New(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler())
	endpoint, err := coveoapi.ParseEndpoint(server.URL, sandbox.OrganizationID)
	if err != nil {
		t.Fatal(err)
	}
	client, err := coveoapi.New(coveoapi.Config{
		Target:     coveoapi.Target{OrganizationID: sandbox.OrganizationID, Endpoint: endpoint},
		MintingKey: sandbox.AllKeys().AuthenticatedSearch, Transport: coveoapi.NewTransport(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.Close()
		server.Close()
	})
	plan := compare.Plan{Client: client, Query: coveoapi.SearchQuery{Q: query, EnableQuerySyntax: true}}
	for _, name := range people {
		who, err := persona.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		plan.Personas = append(plan.Personas, who)
	}
	return plan
}

func TestTheLessonsOfTheSandbox(t *testing.T) {
	const alice, bob, misspelt = "asmith@example.com", "bob@example.com", "asmith@example.com:Email Security provider"
	for name, test := range map[string]struct {
		query   string
		people  []string
		number  int
		verdict string
	}{
		"a misspelt provider is nobody":    {"", []string{misspelt, "anonymous"}, 0, misspelt + " = anonymous: the identity gives no extra rights"},
		"everyone is anonymous":            {"", []string{"everyone", "anonymous"}, 0, "anonymous = everyone (*@*): the same "},
		"an agent sees more":               {"", []string{alice, "anonymous"}, 0, "asmith@example.com gets all that anonymous gets, and "},
		"an alias sees the same":           {"", []string{alice, "alice.smith@tumbleglow.example"}, 0, "alice.smith@tumbleglow.example = asmith@example.com: the same "},
		"both have something":              {"", []string{bob, "dlee@customer.example"}, 0, " only dlee@customer.example, "},
		"nothing is found":                 {"@source==Nowhere", []string{alice, bob}, 0, "neither gets a result"},
		"an agent sees more, few compared": {"", []string{alice, "anonymous"}, 5, "asmith@example.com and anonymous differ: 4 only asmith@example.com, 0 only anonymous, 5 both, among the first 5 of each"},
	} {
		t.Run(name, func(t *testing.T) {
			plan := sandboxPlan(t, test.query, test.people...)
			plan.Number = test.number
			c := compare.Run(context.Background(), plan, nil)
			if err := c.Err(); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(c.Sentences(), "\n"); !strings.Contains(got, test.verdict) {
				t.Errorf("the verdict is %q, want %q in it", got, test.verdict)
			}
		})
	}
}
