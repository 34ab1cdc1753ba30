package token_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/screens/token"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// frameLines is what the frame around a screen takes of a terminal's height.
const frameLines = 3

func TestGolden(t *testing.T) {
	expired := tokens.Search(uitest.Start().Add(-3*time.Hour), time.Hour)
	for _, test := range []struct {
		name, compact string
		keys          []string
		paste         string
		change        func(*uitest.Session, *token.Screen)
	}{
		{name: "none"},
		{name: "claims", compact: search()},
		{name: "claim", compact: search(), keys: []string{"down", "down", "down"}},
		{name: "platform", compact: tokens.Platform(uitest.Start(), 24*time.Hour), keys: []string{"down", "down"}},
		{name: "json", compact: search(), keys: []string{"right"}},
		{name: "token", compact: search(), keys: []string{"left"}},
		{name: "expired", compact: expired},
		{name: "only_coveo", compact: search(), keys: []string{"s"}},
		{name: "verified", compact: platform(), keys: []string{"s"}, change: func(s *uitest.Session, _ *token.Screen) { publishes(t, s, tokens.PublishedKeyID) }},
		{name: "verified_facts", compact: platform(), keys: []string{"s", "left"}, change: func(s *uitest.Session, _ *token.Screen) { publishes(t, s, tokens.PublishedKeyID) }},
		{name: "refused", compact: platform(), keys: []string{"s"}, change: func(s *uitest.Session, _ *token.Screen) { publishes(t, s, "another") }},
		{name: "grants", compact: platform(), change: func(s *uitest.Session, screen *token.Screen) {
			minted(t, s, screen, aliceAsPlatform)
			publishes(t, s, tokens.PublishedKeyID)
			s.API.Expect("PrivilegesOf", privileges(t, "SEARCH_API/IMPERSONATE"), nil)
		}, keys: []string{"g"}},
		{name: "differs", compact: search(), change: func(s *uitest.Session, screen *token.Screen) {
			minted(t, s, screen, func(d *common.Draft) {
				aliceSearching(d)
				d.Validity, d.Groups, d.SearchHub = "8h", "Agents", ""
			})
			s.API.Expect("PrivilegesOf", privileges(t, "PLATFORM/FIELD:VIEW"), nil)
		}, keys: []string{"g"}},
		{name: "calls", compact: search(), keys: []string{"u"}},
		{name: "verdict", compact: platform(), change: func(s *uitest.Session, screen *token.Screen) {
			minted(t, s, screen, aliceAsPlatform)
			s.API.Expect("PrivilegesOf", privileges(t, "SEARCH_API/IMPERSONATE"), nil)
		}, keys: []string{"w"}},
		{name: "field", compact: search(), change: func(s *uitest.Session, screen *token.Screen) {
			minted(t, s, screen, aliceSearching)
			s.Draft.Filter = "@source==Wiki"
			screen.Resume()
		}, keys: []string{"down", "down", "down", "down", "down", "down", "down", "down"}},
		{name: "odd", compact: odd()},
		{name: "malformed", compact: search(), paste: "Bearer eyJhbGciOiJIUzI1NiJ9.eyJh$Q.c2ln"},
	} {
		for _, size := range uitest.GoldenSizes() {
			t.Run(test.name+"/"+size.String(), func(t *testing.T) {
				s, screen, pump := start(t, test.compact, uitest.Size{Width: size.Width, Height: size.Height - frameLines})
				if test.change != nil {
					test.change(s, screen)
				}
				pump.Keys(test.keys...)
				if test.paste != "" {
					pump.Paste(test.paste)
				}
				uitest.Golden(t, pump.Frame())
			})
		}
	}
}

func TestFrameIsWithinItsSize(t *testing.T) {
	for name, compact := range map[string]string{"none": "", "search": search(), "large": tokens.Large(40_000)} {
		t.Run(name, func(t *testing.T) {
			s, screen, pump := start(t, compact, body())
			s.SetSkew(-time.Hour)
			frames.Sweep(t, s, screen, func() { pump.Keys("tab", "down") })
			pump.Keys("s")
			frames.Sweep(t, s, screen, func() { pump.Keys("tab") })
			pump.Paste("no token")
			frames.Sweep(t, s, screen, nil)
		})
	}
}

// A key on a token of a megabyte must be as quick as on a small one, in every view.
func BenchmarkKeyInLargeToken(b *testing.B) {
	for view, keys := range [][]string{{}, {"tab"}, {"tab", "tab"}, {"v"}} {
		b.Run([]string{"claims", "json", "token", "revealed"}[view], func(b *testing.B) {
			screen := openLarge(b)
			for _, name := range keys {
				key, _ := common.KeyPress(name)
				if cmd := screen.Update(key); cmd != nil {
					if msg, ok := cmd().(common.Addressed); ok {
						screen.Update(msg)
					}
				}
			}
			down, up := tea.KeyPressMsg{Code: tea.KeyDown}, tea.KeyPressMsg{Code: tea.KeyUp}
			for i := 0; b.Loop(); i++ {
				if i/500%2 == 0 {
					screen.Update(down)
				} else {
					screen.Update(up)
				}
				screen.View()
			}
		})
	}
}

// BenchmarkSwitchViewsOfLargeToken is the key that shows another view.
func BenchmarkSwitchViewsOfLargeToken(b *testing.B) {
	screen := openLarge(b)
	tab := tea.KeyPressMsg{Code: tea.KeyTab}
	for b.Loop() {
		screen.Update(tab)
		screen.View()
	}
}

func openLarge(b *testing.B) *token.Screen {
	b.Helper()
	s := uitest.NewSession(b)
	if err := s.OpenToken(coveoapi.NewSecret(tokens.Large(1<<20)), ""); err != nil {
		b.Fatal(err)
	}
	screen := token.New(s.Session)
	screen.SetSize(120, 37)
	screen.Init()
	return screen
}
