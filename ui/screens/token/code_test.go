package token_test

import (
	"strings"
	"testing"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

func TestTheCodeOfATokenMintsAndQueries(t *testing.T) {
	s, screen, pump := start(t, search(), uitest.Size{Width: 100, Height: 24})
	pump.Keys("c")
	frames.Lacks(t, pump.Frame(), "▸curl") // there is no connection
	minted(t, s, screen, aliceSearching)
	from := *s.Draft
	s.Current.From, s.Current.At = &from, s.Connection.Profile
	s.Draft.SearchHub = "Elsewhere" // which is not what the token was minted with
	pump.Keys("v", "c")
	frames.Has(t, pump.Frame(), "▸curl", "The request for the token, with $COVEO_API_KEY")
	frames.Lacks(t, pump.Frame(), s.Current.Secret.Reveal()[:20])
	pump.Keys("right", "y")
	if code := pump.Clipboard(); !strings.Contains(code, "SupportHub") || strings.Contains(code, "Elsewhere") || !strings.Contains(code, "fetch(") {
		t.Errorf("copied %s", code)
	}
	pump.Keys("s", "y")
	frames.Has(t, pump.Frame(), "The query, with $COVEO_ACCESS_TOKEN")
	if !strings.Contains(pump.Clipboard(), "COVEO_ACCESS_TOKEN") {
		t.Errorf("copied %s", pump.Clipboard())
	}
	if !screen.Escape() {
		t.Error("esc does not close the code")
	}
	pump.Keys("c")
	screen.Leave()
	frames.Lacks(t, pump.Frame(), "▸Node", "▸curl")
}

func TestAPastedTokenHasTheCodeOfAQueryOnly(t *testing.T) {
	s, _, pump := start(t, search(), uitest.Size{Width: 100, Height: 24})
	s.Connect()
	pump.Keys("c", "s")
	frames.Has(t, pump.Frame(), "The query, with")
	pump.Paste(tokens.Platform(uitest.Start(), 3600))
	pump.Send(common.TokenOpenedMsg{})
	frames.Lacks(t, pump.Frame(), "The query, with")
}
