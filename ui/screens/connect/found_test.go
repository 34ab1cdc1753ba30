package connect

import (
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// lookAt pastes a found key into the form that v opens.
func lookAt(s *uitest.Session, p *uitest.Pump, held []coveoapi.Privilege) {
	s.API.Expect("Open", common.Connection{
		Profile: profile.Profile{Name: foundName, OrganizationID: "acmecorp", Endpoint: "organization"},
		Keys:    profile.Keys{Minting: coveoapi.NewSecret(canary)}, API: s.API,
	}, nil)
	s.API.Expect("PrivilegesOf", held, nil)
	p.Keys("v")
	p.Type("acmecorp")
	p.Keys("tab", "tab")
	p.Paste("Bearer " + canary + "\n")
	p.Keys("ctrl+s")
}

func TestAFoundKeyIsJudged(t *testing.T) {
	s, screen, p := start(t)
	lookAt(s, p, authenticatedSearch())
	frames.Has(t, p.Frame(), "What this key is", "Template resembled: Authenticated search", "API key, enabled, can impersonate any user and query as them. Must stay", "In a web page: no")
	frames.Lacks(t, p.Frame(), canary)
	if s.Connection != nil || screen.State() != common.Empty {
		t.Error("the found key was connected with")
	}
	p.Keys("end")
	frames.Has(t, p.Frame(), "/apikeys/{apiKeyId}/disable", "our inference")
	p.Keys("v")
	frames.Has(t, p.Frame(), "Paste the key that was found")
	frames.Lacks(t, p.Frame(), "•••")
	if !screen.Escape() {
		t.Error("esc did not leave the form")
	}
	frames.Has(t, p.Frame(), "Choose where to make tokens")
}

func TestAFoundKeyThatDoesNotWork(t *testing.T) {
	s, _, p := start(t)
	s.API.Expect("Open", nil, rejected())
	p.Keys("v")
	p.Type("acmecorp")
	p.Keys("tab", "tab")
	p.Paste(canary)
	p.Keys("ctrl+s")
	frames.Has(t, p.Frame(), "This did not work")
	frames.Lacks(t, p.Frame(), canary)
	p.Keys("e")
	frames.Has(t, p.Frame(), "Paste the key that was found")
}
