package review_test

import (
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

func TestWhatIsOddIsToldAndKeepsNothingFromBeingSent(t *testing.T) {
	s := connected(t)
	s.Draft.UserIDs[0].Provider, s.Draft.DisplayName = "Email security provider", ""
	s.API.Expect("MintSearchToken", coveoapi.NewSecret(tokens.Search(uitest.Start(), time.Hour)), nil)
	_, pump := start(t, s, roomy())
	frames.Has(t, pump.Frame(), "2 things to know", "! There is a provider “Email Security Provider”", "Write “Email Security Provider”.",
		"· There is no display name", "✓ Ready.")
	pump.Keys("enter")
	if len(s.API.Calls("MintSearchToken")) != 1 {
		t.Error("it was not minted")
	}
}

func TestNothingIsToldOfAGoodRequest(t *testing.T) {
	_, pump := start(t, connected(t), roomy())
	frames.Lacks(t, pump.Frame(), "to know")
}

func TestWhatKeepsTheRequestIsToldOnce(t *testing.T) {
	s := connected(t)
	s.Draft.Validity = "5m"
	_, pump := start(t, s, roomy())
	frames.Has(t, pump.Frame(), "! validFor is shorter than a search token may live")
	frames.Lacks(t, pump.Frame(), "to know")
}

func TestABodyIsLookedAtAsItWasEdited(t *testing.T) {
	s := connected(t)
	s.Draft.Kind = common.PlatformToken
	s.Draft.SetRawBody([]byte(`{"colour":1,"privileges":[{"owner":"SEARCH_API","targetDomain":"IMPERSONATE"}]}`))
	_, pump := start(t, s, roomy())
	frames.Has(t, pump.Frame(), "2 things to know", "✗ What a platform token shall hold stands outside of `body`", "· SEARCH_API/IMPERSONATE lets whoever holds the token act as any user.")
	frames.Lacks(t, pump.Frame(), "colour is not in")
}

func TestOnlySomeOfManyFindingsAreTold(t *testing.T) {
	s := connected(t)
	s.Draft.SetRawBody([]byte(`{"userIds":[{},{},{},{},{},{},{}]}`))
	_, pump := start(t, s, roomy())
	frames.Has(t, pump.Frame(), "14 things to know", "… and 6 more, which `coveo-token lint` tells.")
}
