package routing_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/queryexpr"
	"coveotoken/coveoapi/routing"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/jwtview"
)

// sandboxClient is a client of a sandbox with the key that creates search tokens, and
// the one that lists.
func sandboxClient(t *testing.T) *coveoapi.Client {
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
	keys := sandbox.AllKeys()
	client, err := coveoapi.New(coveoapi.Config{
		Target:     coveoapi.Target{OrganizationID: sandbox.OrganizationID, Endpoint: endpoint},
		MintingKey: keys.AuthenticatedSearch, CatalogKey: keys.PrivilegeViewer, Transport: coveoapi.NewTransport(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.Close()
		server.Close()
	})
	return client
}

// TestTheSandboxRoutesByTheLadder holds what is expected of queries against what
// becomes of them, for every mix of what tokens and queries name.
func TestTheSandboxRoutesByTheLadder(t *testing.T) {
	client, ctx := sandboxClient(t), context.Background()
	listed, err := client.Pipelines(ctx)
	if err != nil {
		t.Fatal(err)
	}
	known := routing.Known{Pipelines: listed.Value}
	pipelines, hubs := []string{"", "AgentAssist"}, []string{"", "SupportHub", "AgentPanel", "IntranetHub", "NewHub"}
	for _, ofToken := range pipelines {
		for _, hub := range hubs {
			request := coveoapi.SearchTokenRequest{
				UserIDs:  []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}},
				Pipeline: ofToken, SearchHub: hub, Filter: "@source==KnowledgeBase OR @source==Archive",
			}
			minted, err := client.MintSearchToken(ctx, coveoapi.SearchTokenV2, request)
			if err != nil {
				t.Fatal(err)
			}
			decoded, err := jwtview.Decode(minted.Value.Reveal())
			if err != nil {
				t.Fatal(err)
			}
			token := routing.OfToken(decoded)
			if diff := cmp.Diff(routing.OfRequest(request), token); diff != "" {
				t.Errorf("the token does not say what was asked for (-want +got):\n%s", diff)
			}
			for _, ofQuery := range []string{"", "InternalSearch"} {
				for _, from := range hubs {
					query := coveoapi.SearchQuery{
						Q: "reset password", AQ: "@year>=2019 OR @year==1999", DQ: "@source==Intranet", CQ: "NOT @year==1998",
						Pipeline: ofQuery, SearchHub: from, EnableQuerySyntax: true, Debug: true,
					}
					check(t, client, minted.Value, token, query, known)
				}
			}
		}
	}
}

// check runs a query and compares.
func check(t *testing.T, client *coveoapi.Client, credential coveoapi.Secret, token routing.Token, query coveoapi.SearchQuery, known routing.Known) {
	t.Helper()
	reply, err := client.Search(context.Background(), credential, coveoapi.InAuthorizationHeader, query)
	if err != nil {
		t.Fatal(err)
	}
	ladder := routing.Climb(token, routing.Query{SearchQuery: query}, known)
	if answered := ladder.Compare(reply.Value.Pipeline); !answered.As {
		t.Errorf("token %+v, query %+v: %s", token, query, answered)
	}
	report, ok := coveoapi.ParseExecutionReport(reply.Exchange.Body)
	if !ok {
		t.Fatal("there is no execution report")
	}
	expression := routing.Effective(query, token.Filter, report.PipelineFilter())
	if diff := cmp.Diff(flat(t, sentToIndex(t, reply.Exchange.Body)), flat(t, expression.Text)); diff != "" {
		t.Errorf("the expression (-sandbox +ours):\n%s", diff)
	}
}

// sentToIndex is the expression that the sandbox reports to have run.
func sentToIndex(t *testing.T, body []byte) string {
	t.Helper()
	var reply struct {
		ExecutionReport struct {
			Children []struct {
				Description string
				Result      struct{ In struct{ Expression string } }
			}
		}
	}
	// Other steps have results of another shape, which is no matter here.
	_ = json.Unmarshal(body, &reply)
	for _, step := range reply.ExecutionReport.Children {
		if step.Description == "Send query to index" {
			return step.Result.In.Expression
		}
	}
	t.Fatal("the report does not say what was sent to the index")
	return ""
}

// flat is an expression without the parentheses that do not change its meaning: those
// of a conjunction within a conjunction.
func flat(t *testing.T, source string) []string {
	t.Helper()
	parsed, err := queryexpr.Parse(source)
	if err != nil {
		t.Fatalf("%q: %v", source, err)
	}
	var terms []string
	var gather func(queryexpr.Expr)
	gather = func(expr queryexpr.Expr) {
		if and, ok := expr.(*queryexpr.And); ok {
			for _, term := range and.Terms {
				gather(term)
			}
			return
		}
		if or, ok := expr.(*queryexpr.Or); ok {
			for _, term := range or.Terms {
				terms = append(terms, "or")
				gather(term)
			}
			return
		}
		terms = append(terms, queryexpr.Print(expr))
	}
	gather(parsed)
	return terms
}
