package review_test

import (
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

func TestALifeOutOfRangeIsSentOnlyIfOneInsists(t *testing.T) {
	s := connected(t)
	s.Draft.Validity = "3d"
	_, pump := start(t, s, body())
	pump.Keys("enter") // the fake expects no call
	frames.Has(t, pump.Frame(), "24 h (86 400 000 ms)", "! sends it anyway")
	s.API.Expect("MintRaw", nil, &coveoapi.APIError{Status: 400, Message: "validFor is out of range"}).Always()
	pump.Keys("!")
	frames.Has(t, pump.Frame(), "validFor is out of range")
	pump.Keys("r")
	calls := s.API.Calls("MintRaw")
	if len(calls) != 2 || !strings.Contains(string(calls[0].Args[0].(coveoapi.Request).Body), `"validFor":259200000`) {
		t.Errorf("sent %v", calls)
	}
}

func TestOnlyACompleteRequestIsSentOutOfRange(t *testing.T) {
	s := connected(t)
	s.Draft.Validity, s.Draft.UserIDs = "3d", nil
	_, pump := start(t, s, body())
	frames.Lacks(t, pump.Frame(), "sends it anyway")
	pump.Keys("!")
}

func TestATokenIsMintedForAnotherStep(t *testing.T) {
	s := connected(t)
	s.API.Expect("MintSearchToken", coveoapi.NewSecret(tokens.Search(uitest.Start(), time.Hour)), nil)
	_, pump := start(t, s, body())
	pump.Send(common.RemintMsg{Back: common.Query})
	frames.WentTo(t, pump, common.Query)
}

// What keeps a request from being sent, and what an edited body has that no schema
// knows, is told above the findings and not among them once more.
func TestNothingIsNamedTwice(t *testing.T) {
	s := connected(t)
	s.Draft.SetRawBody([]byte(`{"userIds":[{"name":"asmith@example.com","provider":"Email security provider"}],"colour":"red","validFor":5}`))
	_, pump := start(t, s, uitest.Size{Width: 100, Height: 60})
	summary, _, _ := strings.Cut(pump.Frame(), "The request")
	for _, words := range []string{"colour", "There is a provider “Email Security Provider”"} {
		if n := strings.Count(summary, words); n != 1 {
			t.Errorf("%q is said %d times in\n%s", words, n, summary)
		}
	}
}

// The form edits its rows in place. What a token was minted from must stay what it was.
func TestATokenKeepsTheDraftThatItWasMintedFrom(t *testing.T) {
	s := connected(t)
	_, pump := start(t, s, body())
	s.API.Expect("MintSearchToken", coveoapi.NewSecret(tokens.Search(uitest.Start(), time.Hour)), nil)
	pump.Keys("enter")
	want := s.Draft.UserIDs[0].Name
	s.Draft.UserIDs[0].Name = "somebody.else@example.com"
	if got := s.LastMinted.From.UserIDs[0].Name; got != want {
		t.Errorf("the draft of the token names %s, want %s", got, want)
	}
}
