package privileges

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

type scene struct {
	name   string
	kind   common.TokenKind
	expect func(*uitest.FakeAPI)
	keys   []string
}

func scenes() []scene {
	return []scene{
		{name: "search", kind: common.SearchToken},
		{name: "live", kind: common.PlatformToken, expect: withLive, keys: []string{"down", "space", "end", "space", "up"}},
		{name: "filtered", kind: common.PlatformToken, expect: withLive, keys: []string{"/", "i", "m", "p"}},
		{name: "evaluated", kind: common.PlatformToken, expect: withEvaluations, keys: []string{"down", "space", "end", "space"}},
		{name: "call", kind: common.PlatformToken, expect: withLive, keys: []string{"/", "/", "r", "e", "s", "t", "/", "s", "e", "a", "r", "c", "h", "/", "v", "2", "/", "t", "o", "k", "e", "n"}},
		{name: "target", kind: common.PlatformToken, expect: withLive, keys: []string{"down", "down", "e"}},
		{name: "operations", kind: common.PlatformToken, expect: withLive, keys: []string{"down", "down", "o"}},
		{name: "reference", kind: common.PlatformToken, expect: func(f *uitest.FakeAPI) {
			f.Expect("PlatformTokenPrivileges", nil, forbidden())
		}},
	}
}

func TestFrames(t *testing.T) {
	for _, scene := range scenes() {
		for _, size := range uitest.GoldenSizes() {
			t.Run(scene.name+"/"+size.String(), func(t *testing.T) {
				_, _, p := open(t, scene.kind, size, scene.expect)
				p.Keys(scene.keys...)
				frames.Check(t, p.StyledFrame(), size)
				uitest.Golden(t, p.Frame())
			})
		}
	}
}

func TestEverySizeAndPalette(t *testing.T) {
	for _, scene := range scenes() {
		if scene.name == "filtered" || scene.name == "operations" {
			continue // laid out as the others are
		}
		t.Run(scene.name, func(t *testing.T) {
			s, screen, p := open(t, scene.kind, usual(), scene.expect)
			p.Keys(scene.keys...)
			frames.Sweep(t, s, screen, nil)
		})
	}
}

// TestEveryKeyOfEveryScene presses each key that help names.
func TestEveryKeyOfEveryScene(t *testing.T) {
	for _, scene := range scenes() {
		t.Run(scene.name, func(t *testing.T) {
			_, screen, p := open(t, scene.kind, usual(), scene.expect)
			p.Keys(scene.keys...)
			for _, group := range screen.FullHelp() {
				for _, binding := range group {
					s, _, p := open(t, scene.kind, usual(), scene.expect)
					p.Keys(scene.keys...)
					s.API.Expect("PlatformTokenPrivileges", live(), nil).Always()
					p.Keys(binding.Keys()[0])
					if binding.Help().Desc == "" {
						t.Errorf("%v says nothing", binding.Keys())
					}
					frames.Check(t, p.StyledFrame(), usual())
				}
			}
		})
	}
}

// manyPrivileges is a list far longer than any organization's.
func manyPrivileges(n int) []coveoapi.Privilege {
	privileges := make([]coveoapi.Privilege, n)
	for i := range privileges {
		privileges[i] = privilege(fmt.Sprintf("SERVICE_%d", i%8), fmt.Sprintf("DOMAIN_%d", i), "VIEW")
	}
	return privileges
}

// BenchmarkKeyAndFrame presses a key in a list of 10,000 privileges and renders.
func BenchmarkKeyAndFrame(b *testing.B) {
	s := uitest.NewSession(b)
	s.Connect(live()[0])
	s.Draft.Kind = common.PlatformToken
	screen := New(s.Session)
	screen.SetSize(118, 36)
	screen.show(manyPrivileges(10_000))
	screen.liveAt = s.Clock.Now()
	keys := map[string][]tea.KeyPressMsg{
		"move":   {{Code: tea.KeyDown}},
		"select": {{Code: tea.KeySpace, Text: " "}},
		"filter": {{Code: '/', Text: "/"}, {Code: 'd', Text: "d"}, {Code: tea.KeyBackspace}, {Code: tea.KeyEnter}},
	}
	for name, presses := range keys {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, press := range presses {
					screen.Update(press)
					screen.View()
				}
			}
		})
	}
}
