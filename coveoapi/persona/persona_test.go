package persona_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
)

func id(name, provider string, kind coveoapi.IdentityType) coveoapi.UserID {
	return coveoapi.UserID{Name: name, Provider: provider, Type: kind}
}

func TestAPersonaIsReadAsItIsTyped(t *testing.T) {
	const email = coveoapi.EmailSecurityProvider
	tests := map[string]struct {
		label    string
		id       coveoapi.UserID
		baseline bool
	}{
		"asmith@example.com":                         {"asmith@example.com", id("asmith@example.com", email, "User"), false},
		"asmith@example.com:Email Security provider": {"asmith@example.com:Email Security provider", id("asmith@example.com", "Email Security provider", "User"), false},
		"Employees:Email Security Provider:Group":    {"Employees:Email Security Provider:Group", id("Employees", email, "Group"), false},

		" Anonymous ":                      {"anonymous", id("anonymous", email, "User"), true},
		"everyone":                         {"everyone (*@*)", id("*@*", email, "User"), true},
		"*@*":                              {"everyone (*@*)", id("*@*", email, "User"), true},
		"anonymous:Tumbleglow Directory":   {"anonymous:Tumbleglow Directory", id("anonymous", "Tumbleglow Directory", "User"), false},
		`ACME\asmith:Tumbleglow Directory`: {`ACME\\asmith:Tumbleglow Directory`, id(`ACME\asmith`, "Tumbleglow Directory", "User"), false},
		"asmith@example.com:Email Security Provider:VirtualGroup": {"asmith@example.com:Email Security Provider:VirtualGroup", id("asmith@example.com", email, "VirtualGroup"), false},
	}
	for text, want := range tests {
		got, err := persona.Parse(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if diff := cmp.Diff([]coveoapi.UserID{want.id}, got.UserIDs); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
		if got.Label != want.label || got.IsBaseline() != want.baseline {
			t.Errorf("%q is %q, baseline %t; want %q, %t", text, got.Label, got.IsBaseline(), want.label, want.baseline)
		}
	}
	var input *coveoapi.InputError
	if _, err := persona.Parse("a:b:c:d"); !errors.As(err, &input) {
		t.Errorf("four parts: %v, want an *coveoapi.InputError", err)
	}
}

// minter records what it is asked for.
type minter struct {
	bodies []coveoapi.SearchTokenRequest
	err    error
}

func (m *minter) MintSearchToken(_ context.Context, _ coveoapi.SearchTokenVersion, body coveoapi.SearchTokenRequest) (coveoapi.Reply[coveoapi.Secret], error) {
	m.bodies = append(m.bodies, body)
	return coveoapi.Reply[coveoapi.Secret]{Value: coveoapi.NewSecret("minted")}, m.err
}

func TestOnlyTheUserIDsOfTheFormAreReplaced(t *testing.T) {
	form := coveoapi.SearchTokenRequest{
		UserIDs: []coveoapi.UserID{id("somebody@example.com", "Else", "User")}, UserDisplayName: "Alice",
		SearchHub: "SupportHub", Filter: "@source==KnowledgeBase", ValidForMillis: 900_000,
	}
	two := persona.User(id("asmith@example.com", "Email Security Provider", "User"), id("Employees", "Tumbleglow Directory", "Group"))
	m := &minter{}
	token, err := two.Credential(context.Background(), m, coveoapi.SearchTokenV3, form)
	if err != nil || !token.Equal(coveoapi.NewSecret("minted")) {
		t.Errorf("got %v, %v", token, err)
	}
	want := form
	want.UserIDs = two.UserIDs
	if diff := cmp.Diff([]coveoapi.SearchTokenRequest{want}, m.bodies); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if form.UserIDs[0].Name != "somebody@example.com" {
		t.Error("the form itself was changed")
	}
	if two.Label != "asmith@example.com + Employees:Tumbleglow Directory:Group" {
		t.Errorf("the label is %q", two.Label)
	}
}

func TestATokenThatIsGivenIsUsedAsItIs(t *testing.T) {
	m := &minter{err: errors.New("must not be asked")}
	given := persona.GivenToken("token.jwt", coveoapi.NewSecret("given"))
	token, err := given.Credential(context.Background(), m, coveoapi.SearchTokenV2, coveoapi.SearchTokenRequest{})
	if err != nil || !token.Equal(given.Token) || len(m.bodies) != 0 || given.IsBaseline() {
		t.Errorf("got %v, %v after %d calls", token, err, len(m.bodies))
	}
}
