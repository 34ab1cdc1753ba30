package ui_test

import (
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

// sameAs opens the page from the palette.
func sameAs(p *program) { p.Keys("ctrl+p"); p.Type("copythecommand"); p.Keys("enter") }

func TestTheCommandThatDoesTheSameIsShownAndCopied(t *testing.T) {
	p := start(t, standard, "dark")
	sameAs(p)
	if !strings.Contains(p.Frame(), "Nothing was done here yet") {
		t.Errorf("without a connection:\n%s", p.Frame())
	}
	p.session.Connect()
	p.session.Draft.UserIDs[0].Name = "asmith@example.com"
	p.session.Draft.Internal.UserType = "x"
	p.Keys("4")
	sameAs(p)
	const line = "coveo-token mint search --profile acme --user asmith@example.com"
	for _, want := range []string{line, "! The internal and deprecated attributes", "The API key is not part of it", "sent to the clipboard"} {
		if !strings.Contains(p.Frame(), want) {
			t.Errorf("lacks %q:\n%s", want, p.Frame())
		}
	}
	p.Keys("esc", "1")
	sameAs(p)
	if !strings.Contains(p.Frame(), "coveo-token doctor --key --profile acme") {
		t.Errorf("at Connect:\n%s", p.Frame())
	}
}

// TestAMintedTokenKeepsItsCommand says that later changes of the form do not reach it.
func TestAMintedTokenKeepsItsCommand(t *testing.T) {
	p := start(t, uitest.Size{Width: 40, Height: 12}, "dark")
	p.session.Connect()
	from := *p.session.Draft
	from.UserIDs = []coveoapi.UserID{{Name: "bjones@example.com", Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}}
	p.session.Current = &common.OpenToken{From: &from, At: profile.Profile{Name: "acme"}}
	p.Keys("5")
	sameAs(p)
	if frame := strings.Join(strings.Fields(p.Frame()), " "); !strings.Contains(frame, "--user bjones@example.com") {
		t.Errorf("got:\n%s", p.Frame())
	}
	p.Keys("esc")
	p.session.Current.From = nil
	sameAs(p)
	if !strings.Contains(p.Frame(), "coveo-token inspect") {
		t.Errorf("of a pasted token:\n%s", p.Frame())
	}
}
