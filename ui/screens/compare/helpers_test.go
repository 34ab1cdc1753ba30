package compare_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/screens/compare"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/tokens"
)

const (
	alice    = "asmith@example.com"
	bob      = "bjones@example.com"
	misspelt = "Email Security provider"
)

// body is the body of an 80×24 terminal.
func body() uitest.Size { return uitest.Size{Width: 78, Height: 20} }

// ready is a session with a connection and a form that is filled in for Alice.
func ready(t testing.TB) *uitest.Session {
	t.Helper()
	s := uitest.NewSession(t)
	s.Connect()
	s.Draft.UserIDs[0].Name = alice
	s.Draft.SearchHub = "SupportHub"
	return s
}

func start(t testing.TB, s *uitest.Session, size uitest.Size) (*compare.Screen, *uitest.Pump) {
	t.Helper()
	screen := compare.New(s.Session)
	pump := uitest.NewPump(t, s, screen, size)
	pump.Run(screen.Resume())
	return screen, pump
}

// tokenFor is the token that is minted for a user ID.
func tokenFor(id coveoapi.UserID) coveoapi.Secret {
	issued := uitest.Start()
	return coveoapi.NewSecret(tokens.Sign(fmt.Sprintf(`{"v8":true,"tokenId":%q,"organization":"acmecorp","userIds":[{"type":"User","name":%q,"provider":%q}],"roles":["queryExecutor"],"iss":"SearchApi","searchHub":"SupportHub","exp":%d,"iat":%d}`,
		"t-"+id.Name, id.Name, id.Provider, issued.Add(time.Hour).Unix(), issued.Unix())))
}

// mints answers every minting with the token of whom it is for.
func mints(s *uitest.Session, names ...coveoapi.UserID) {
	for _, id := range names {
		s.API.Expect("MintSearchToken", tokenFor(id), nil).Always().When(mintedFor(id))
	}
}

// mintedFor accepts the minting of a token for a user ID.
func mintedFor(id coveoapi.UserID) func([]any) bool {
	return func(args []any) bool {
		asked := args[1].(coveoapi.SearchTokenRequest).UserIDs
		return len(asked) == 1 && asked[0].Name == id.Name && asked[0].Provider == id.Provider
	}
}

// as accepts the queries that are run with a token.
func as(token coveoapi.Secret) func([]any) bool {
	return func(args []any) bool { return token.Equal(args[0].(coveoapi.Secret)) }
}

func user(name string) coveoapi.UserID {
	return coveoapi.UserID{Name: name, Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}
}

// found is an answer with the items of those numbers, in that order.
func found(pipeline string, items ...int) coveoapi.SearchResponse {
	r := coveoapi.SearchResponse{TotalCount: len(items), TotalCountFiltered: len(items), Duration: 12, Pipeline: pipeline}
	for _, item := range items {
		source := "KnowledgeBase"
		if item%2 == 0 {
			source = "AgentPlaybook"
		}
		encoded, _ := json.Marshal(source)
		r.Results = append(r.Results, coveoapi.SearchResult{
			Title: fmt.Sprintf("Reset a password, part %d", item), URI: fmt.Sprintf("https://kb.example.com/articles/%d", item),
			UniqueID: fmt.Sprintf("42.1%d$https://kb.example.com/articles/%d", item, item), Raw: map[string]json.RawMessage{"source": encoded},
		})
	}
	return r
}

func exchange(id string) coveoapi.Exchange {
	return coveoapi.Exchange{Status: 200, Header: http.Header{"X-Request-Id": {id}}}
}

// searches answers every query of somebody.
func searches(s *uitest.Session, id coveoapi.UserID, response coveoapi.SearchResponse) {
	s.API.Expect("Search", response, nil).Always().When(as(tokenFor(id))).Exchange(exchange("req-" + id.Name))
}

// lesson is a session in which Alice finds more than anonymous does, and Alice with a
// misspelt provider just as much.
func lesson(t testing.TB) *uitest.Session {
	s := ready(t)
	nobody := coveoapi.UserID{Name: alice, Provider: misspelt, Type: coveoapi.IdentityUser}
	mints(s, user(alice), user("anonymous"), nobody, user(bob), user("*@*"))
	searches(s, user(alice), found("InternalSearch", 4, 1, 2, 3, 6))
	searches(s, user("anonymous"), found("InternalSearch", 1, 3))
	searches(s, nobody, found("InternalSearch", 1, 3))
	searches(s, user(bob), found("InternalSearch", 3, 1, 8))
	searches(s, user("*@*"), found("InternalSearch", 1, 3))
	return s
}

func denied() error {
	return &coveoapi.APIError{Operation: "create a search token", Status: 403, Code: "FORBIDDEN", Message: "Insufficient privileges.", RequestID: "req-0043"}
}

// unruly is a session with five people whose names are long and wide, and titles as
// bad as they get.
func unruly(t testing.TB) *uitest.Session {
	s := ready(t)
	names := []string{"張偉-that-has-a-very-long-name-in-the-directory@customer.example.com", "🙂🙂 🙂🙂@example.com", "日本語日本語日本語日本語日本語日本語日本語日本語", tokens.Hostile()}
	s.Draft.UserIDs[0].Name = names[0]
	mints(s, user("anonymous"))
	searches(s, user("anonymous"), found("InternalSearch", 1, 3))
	for i, name := range names {
		mints(s, user(name))
		response := found("パイプライン "+tokens.Hostile(), 1, 2, 3, 10+i)
		response.Results[i].Title = tokens.Hostile() + " 漢字のとても長いタイトル 漢字のとても長いタイトル 漢字のとても長いタイトル"
		searches(s, user(name), response)
	}
	return s
}

// addUnruly adds the people of unruly that the form does not have.
func addUnruly(pump *uitest.Pump) {
	for _, name := range []string{"🙂🙂 🙂🙂@example.com", "日本語日本語日本語日本語日本語日本語日本語日本語"} {
		pump.Keys("a")
		pump.Paste(name)
		pump.Keys("enter")
	}
}
