package details

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

type scene struct {
	name string
	kind common.TokenKind
	lead func(*Screen, *uitest.Pump)
}

func scenes() []scene {
	return []scene{
		{"search-empty", common.SearchToken, func(*Screen, *uitest.Pump) {}},
		{"search-filled", common.SearchToken, func(screen *Screen, p *uitest.Pump) {
			fill(screen, p, userField(0, "name"), "asmith@example.com")
			p.Keys("ctrl+n")
			p.Type("bob@example.com")
			fill(screen, p, "displayName", "Alice Smith")
			fill(screen, p, "groups", "Employees, Tech support agents")
			fill(screen, p, "searchHub", "SupportHub")
			fill(screen, p, "filter", "@source==")
			fill(screen, p, ValidityField, "24H")
			fill(screen, p, "pipeline", "int")
		}},
		{"platform", common.PlatformToken, func(screen *Screen, p *uitest.Pump) {
			fill(screen, p, userField(0, "name"), "asmith@example.com")
			fill(screen, p, "analyticsUserID", "12345678")
			fill(screen, p, ValidityField, "8h")
		}},
		{"advanced", common.SearchToken, func(screen *Screen, p *uitest.Pump) {
			fill(screen, p, userField(0, "name"), "asmith@example.com")
			p.Keys("ctrl+o")
			fill(screen, p, "infos 0", "team=Lamps")
			fill(screen, p, contextField, "price=eur")
			fill(screen, p, keysField, "stock=*")
		}},
		{"internal", common.SearchToken, func(screen *Screen, p *uitest.Pump) {
			p.Keys("ctrl+x")
			fill(screen, p, "superUserToken", "not to be seen")
			fill(screen, p, "scope", "many")
		}},
		{"edited", common.SearchToken, func(screen *Screen, p *uitest.Pump) {
			screen.session.Draft.SetRawBody([]byte("{\"userIds\": [{\"name\": \"asmith@example.com\", \"provider\": \"Email Security Provider\"}],\n \"expiration\": 9007199254740993, \"\u202esearchhub\": \"x\"}"))
			p.Send(common.DraftChangedMsg{})
		}},
		{"edited-wrong", common.SearchToken, func(screen *Screen, p *uitest.Pump) {
			screen.session.Draft.SetRawBody([]byte("{\n  \"userIds\": [\x1b],\n}"))
			p.Send(common.DraftChangedMsg{})
		}},
	}
}

func TestFrames(t *testing.T) {
	for _, scene := range scenes() {
		for _, size := range uitest.GoldenSizes() {
			t.Run(scene.name+"/"+size.String(), func(t *testing.T) {
				_, screen, p := open(t, scene.kind, size)
				scene.lead(screen, p)
				frames.Check(t, p.StyledFrame(), size)
				uitest.Golden(t, p.Frame())
			})
		}
	}
}

func TestEverySizeAndPalette(t *testing.T) {
	for _, scene := range scenes() {
		t.Run(scene.name, func(t *testing.T) {
			s, screen, p := open(t, scene.kind, usual())
			scene.lead(screen, p)
			tab := tea.KeyPressMsg{Code: tea.KeyTab}
			frames.Sweep(t, s, screen, func() { screen.Update(tab) })
		})
	}
}

// TestEveryKeyOfEveryScene presses each key that help names.
func TestEveryKeyOfEveryScene(t *testing.T) {
	for _, scene := range scenes() {
		t.Run(scene.name, func(t *testing.T) {
			_, screen, p := open(t, scene.kind, usual())
			for _, group := range screen.FullHelp() {
				for _, binding := range group {
					if binding.Help().Desc == "" {
						t.Errorf("%v says nothing", binding.Keys())
					}
					scene.lead(screen, p)
					p.Keys(binding.Keys()[0])
					frames.Check(t, p.StyledFrame(), usual())
				}
			}
		})
	}
}

// BenchmarkKeyAndFrame types a letter into the form and renders.
func BenchmarkKeyAndFrame(b *testing.B) {
	s := uitest.NewSession(b)
	screen := New(s.Session)
	screen.SetSize(78, 20)
	screen.Init()
	b.ReportAllocs()
	for b.Loop() {
		screen.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
		screen.View()
		screen.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
		screen.View()
	}
}
