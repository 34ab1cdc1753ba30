package connect

import (
	"testing"
	"time"

	"charm.land/bubbles/v2/key"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// spinnerShown is a time after which the spinner is shown.
const spinnerShown = 150 * time.Millisecond

// scene is something to look at: a session, and the keys that lead there.
type scene struct {
	name string
	lead func(s *uitest.Session, p *uitest.Pump)
}

func scenes() []scene {
	return []scene{
		{"list", func(*uitest.Session, *uitest.Pump) {}},
		{"form", func(_ *uitest.Session, p *uitest.Pump) {
			p.Keys("end", "enter")
			p.Type("acmeprod7x2k")
			p.Keys("tab", "tab")
			p.Paste("Bearer " + canary)
		}},
		{"kept", func(s *uitest.Session, p *uitest.Pump) {
			s.KeepKeys = new(keeper).keep
			p.Keys("end", "enter", "tab", "tab", "tab", "tab")
		}},
		{"key", func(_ *uitest.Session, p *uitest.Pump) { p.Keys("down", "enter") }},
		{"trying", func(s *uitest.Session, p *uitest.Pump) {
			s.API.Expect("Open", nil, nil).Hold()
			p.Keys("enter")
			p.Advance(spinnerShown)
		}},
		{"failed", func(s *uitest.Session, p *uitest.Pump) {
			s.API.Expect("Open", nil, rejected())
			p.Keys("down", "enter")
			p.Paste(canary)
			p.Keys("ctrl+s")
		}},
		{"connected", func(s *uitest.Session, p *uitest.Pump) {
			s.API.Expect("Open", common.Connection{
				Held:          authenticatedSearch(),
				HeldByCatalog: []coveoapi.Privilege{{Owner: "PLATFORM", TargetDomain: "ORGANIZATION", Type: "VIEW", TargetID: "*"}},
				Keys: profile.Keys{
					Minting: coveoapi.NewSecret("xxSANDBOX-authenticated-search-key"),
					Catalog: coveoapi.NewSecret("xxSANDBOX-privilege-viewer-key"),
				},
			}, nil)
			p.Keys("enter")
		}},
		{"place", func(s *uitest.Session, p *uitest.Pump) {
			s.Profiles[1].Endpoint = "us"
			s.API.Expect("Open", common.Connection{Held: authenticatedSearch()}, nil)
			s.API.Expect("Organization", coveoapi.Organization{DisplayName: "Acme \u202eCorporation"}, nil)
			s.API.Expect("OrganizationStatus", coveoapi.OrganizationStatus{LifeCycleState: "ACTIVE", ReadOnly: true}, nil)
			s.API.Expect("OrganizationRegions", coveoapi.OrganizationRegions{PrimaryMainRegion: "eu-west-1", SearchHost: "acmecorp.org.coveo.com"}, nil)
			p.Keys("down", "enter")
			p.Paste(canary)
			p.Keys("ctrl+s")
		}},
		{"found", func(s *uitest.Session, p *uitest.Pump) { lookAt(s, p, authenticatedSearch()) }},
	}
}

func TestFrames(t *testing.T) {
	for _, scene := range scenes() {
		for _, size := range uitest.GoldenSizes() {
			t.Run(scene.name+"/"+size.String(), func(t *testing.T) {
				s := uitest.NewSession(t)
				screen := New(s.Session)
				p := uitest.NewPump(t, s, screen, size)
				scene.lead(s, p)
				frames.Check(t, p.StyledFrame(), size)
				uitest.Golden(t, p.Frame())
				screen.Escape()
			})
		}
	}
}

func TestEverySizeAndPalette(t *testing.T) {
	for _, scene := range scenes() {
		t.Run(scene.name, func(t *testing.T) {
			s := uitest.NewSession(t)
			screen := New(s.Session)
			p := uitest.NewPump(t, s, screen, uitest.Size{Width: 80, Height: 24})
			scene.lead(s, p)
			frames.Sweep(t, s, screen, nil)
			screen.Escape()
		})
	}
}

// TestEveryKeyOfEveryScene presses each key that help names.
func TestEveryKeyOfEveryScene(t *testing.T) {
	for _, scene := range scenes() {
		t.Run(scene.name, func(t *testing.T) {
			walk := func(press string) [][]key.Binding {
				s := uitest.NewSession(t)
				screen := New(s.Session)
				p := uitest.NewPump(t, s, screen, uitest.Size{Width: 80, Height: 24})
				scene.lead(s, p)
				s.API.Expect("Open", common.Connection{}, nil).Always()
				if press != "" {
					p.Keys(press)
				}
				frames.Check(t, p.StyledFrame(), uitest.Size{Width: 80, Height: 24})
				help := screen.FullHelp()
				screen.Escape()
				return help
			}
			for _, group := range walk("") {
				for _, binding := range group {
					if binding.Help().Desc == "" {
						t.Errorf("%v says nothing", binding.Keys())
					}
					walk(binding.Keys()[0])
				}
			}
		})
	}
}
