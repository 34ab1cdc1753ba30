package review_test

import (
	"net/http"
	"slices"
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

func TestMintOpensTheTokenAndGoesToIt(t *testing.T) {
	s := connected(t)
	compact := tokens.Search(uitest.Start(), time.Hour)
	s.API.Expect("MintSearchToken", coveoapi.NewSecret(compact), nil).Exchange(coveoapi.Exchange{
		Header:     http.Header{"Date": {"Sat, 14 Mar 2026 08:50:56 GMT"}},
		ReceivedAt: uitest.Start(),
	})
	screen, pump := start(t, s, body())
	pump.Keys("enter")
	if s.Current == nil || s.Current.Secret.Reveal() != compact || s.Current.MintedFor != "acme" {
		t.Fatalf("the token is not open:\n%s", pump.Frame())
	}
	if want := -(9*time.Minute + 4*time.Second); s.Skew() != want {
		t.Errorf("skew %v, want %v", s.Skew(), want)
	}
	sent := pump.Sent()
	for _, want := range []tea.Msg{common.TokenOpenedMsg{}, common.GoToMsg{Screen: common.Token}} {
		if !slices.Contains(sent, want) {
			t.Errorf("did not send %T", want)
		}
	}
	if screen.State() != common.Done {
		t.Errorf("state %v", screen.State())
	}
	want := coveoapi.SearchTokenRequest{
		UserIDs:         []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}},
		UserDisplayName: "Alice Smith", SearchHub: "SupportHub", Filter: "@source==KnowledgeBase", ValidForMillis: 3_600_000,
	}
	if diff := cmp.Diff([]any{coveoapi.SearchTokenV2, want}, s.API.Calls("MintSearchToken")[0].Args); diff != "" {
		t.Errorf("what was sent (-want +got):\n%s", diff)
	}
}

func TestPlatformTokenIsMinted(t *testing.T) {
	s := connected(t)
	s.Draft.Kind, s.Draft.Privileges = common.PlatformToken, []coveoapi.Privilege{impersonate()}
	compact := tokens.Platform(uitest.Start(), time.Hour)
	s.API.Expect("MintPlatformToken", coveoapi.NewSecret(compact), nil)
	_, pump := start(t, s, body())
	pump.Keys("enter")
	if s.Current == nil || s.Current.Secret.Reveal() != compact {
		t.Fatalf("the token is not open:\n%s", pump.Frame())
	}
}

func forbidden() error {
	return &coveoapi.APIError{
		Operation: "create a search token", Status: 403, Code: "FORBIDDEN",
		Message: "The key lacks a privilege.", RequestID: "req-0042",
	}
}

func TestFailureIsExplainedAndNeverRepeatedByItself(t *testing.T) {
	s := connected(t)
	s.API.Expect("MintSearchToken", nil, forbidden())
	screen, pump := start(t, s, body())
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "403", "FORBIDDEN", "403 Forbidden (FORBIDDEN)", "req-0042", "1 Connect", "Not minted", "r tries again")
	frames.Lacks(t, pump.Frame(), "may have created")
	if screen.State() != common.Problem {
		t.Errorf("state %v", screen.State())
	}
	pump.Advance(time.Hour)
	pump.Keys("enter") // says to press r; the fake expects no call
	if calls := len(s.API.Calls("MintSearchToken")); calls != 1 {
		t.Fatalf("%d calls", calls)
	}
	compact := tokens.Search(uitest.Start(), time.Hour)
	s.API.Expect("MintSearchToken", coveoapi.NewSecret(compact), nil)
	pump.Keys("r")
	if s.Current == nil {
		t.Errorf("r did not mint:\n%s", pump.Frame())
	}
}

func TestFailureIsForgottenWhenTheRequestChanges(t *testing.T) {
	s := connected(t)
	s.API.Expect("MintSearchToken", nil, forbidden())
	screen, pump := start(t, s, body())
	pump.Keys("enter")
	screen.Resume()
	frames.Has(t, pump.Frame(), "Not minted")
	s.Draft.SearchHub = "OtherHub"
	screen.Resume()
	frames.Lacks(t, pump.Frame(), "Not minted", "403")
	frames.Has(t, pump.Frame(), "Ready", "OtherHub")
}

func TestSentButUnansweredMintMayHaveMadeAToken(t *testing.T) {
	s := connected(t)
	s.API.Expect("MintSearchToken", nil, &coveoapi.NetworkError{
		Operation: "create a search token", Kind: coveoapi.NetworkTimeout, Host: "acmecorp.org.coveo.com", Detail: "no answer in 30 s", Sent: true,
	})
	_, pump := start(t, s, body())
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "may have created a token")
}

func TestEscCancelsAMint(t *testing.T) {
	s := connected(t)
	s.API.Expect("MintSearchToken", nil, nil).Hold()
	screen, pump := start(t, s, body())
	pump.Keys("enter")
	pump.Advance(3 * time.Second)
	frames.Has(t, pump.Frame(), "Minting… 3 s", "esc cancels")
	pump.Keys("enter") // a second one is not started
	if !screen.Escape() {
		t.Fatal("esc did nothing")
	}
	frames.Has(t, pump.Frame(), "Cancelled")
	frames.Lacks(t, pump.Frame(), "Minting…")
	if screen.Escape() {
		t.Error("a second esc found something to cancel")
	}
	if s.Current != nil {
		t.Error("a token was opened")
	}
}

func TestReplyThatIsNoTokenIsExplained(t *testing.T) {
	s := connected(t)
	s.API.Expect("MintSearchToken", coveoapi.NewSecret("hello"), nil)
	_, pump := start(t, s, body())
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "Not minted", "not a token")
}
