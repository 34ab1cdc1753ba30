package compare_test

import (
	"testing"
	"time"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

func TestTokensAreComparedClaimByClaim(t *testing.T) {
	s := uitest.NewSession(t)
	screen, pump := start(t, s, body())
	pump.Keys("n") // nobody is left
	frames.Has(t, pump.Frame(), "Nobody is here")
	pump.Paste("Bearer " + tokens.Search(uitest.Start(), time.Hour))
	pump.Keys("p")
	pump.Paste(tokens.Platform(uitest.Start(), 2*time.Hour))
	frames.Has(t, pump.Frame(), "A token of "+alice, "B token of "+alice, "expires in 1 h", "expires in 2 h")
	pump.Keys("t")
	frames.Has(t, pump.Frame(), "search token, unverified", "platform token, unverified", "≠ They differ in")
	frames.Reads(t, pump, `A v8 A true`)
	pump.Keys("r")
	frames.WentTo(t, pump, common.Connect)
	if screen.State() != common.Empty {
		t.Errorf("state %v", screen.State())
	}
}

func TestPrivilegesAreComparedAsSets(t *testing.T) {
	s := uitest.NewSession(t)
	_, pump := start(t, s, uitest.Size{Width: 78, Height: 60})
	one := tokens.Sign(`{"iss":"SearchApi","privileges":[{"targetDomain":"IMPERSONATE"},{"targetDomain":"VIEW_ALL"}]}`)
	two := tokens.Sign(`{"iss":"SearchApi","privileges":[{"targetDomain":"VIEW_ALL"},{"targetDomain":"EXECUTE_QUERY"}]}`)
	pump.Keys("n")
	pump.Paste(one)
	pump.Paste(two)
	pump.Keys("t")
	frames.Reads(t, pump, `≠ privileges A {"targetDomain": "IMPERSONATE"} = {"targetDomain": "VIEW_ALL"} B {"targetDomain": "EXECUTE_QUERY"}`)
}

func TestTheLifeOfATokenPasses(t *testing.T) {
	s := uitest.NewSession(t)
	screen, pump := start(t, s, body())
	if screen.Ticking() {
		t.Error("it ticks without a token")
	}
	pump.Paste(tokens.Search(uitest.Start(), time.Hour))
	if !screen.Ticking() {
		t.Error("it does not tick")
	}
	pump.Advance(2 * time.Hour)
	pump.Send(common.TickMsg{})
	frames.Has(t, pump.Frame(), "! its token expired 1 h ago", "unverified; expired 1 h ago")
}
