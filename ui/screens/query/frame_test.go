package query_test

import (
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/screens/query"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// frameLines is what the frame around a screen takes of a terminal's height.
const frameLines = 3

func denied() error {
	return &coveoapi.APIError{
		Operation: "run a query", Status: 403, Code: "FORBIDDEN", Message: "Insufficient privileges.", RequestID: "req-0043",
	}
}

func TestGolden(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*uitest.Session)
		keys   []string
		wait   time.Duration
	}{
		{name: "unconnected", change: func(s *uitest.Session) { s.Connection = nil }},
		{name: "no_token", change: func(s *uitest.Session) { s.Current = nil }},
		{name: "form"},
		{name: "parameter", keys: []string{"tab", "tab", "right"}},
		{name: "more", keys: []string{"ctrl+o", "@", "a", "=", "=", "tab", "@", "b"}},
		{name: "report", change: func(s *uitest.Session) { debugged(t, s) }, keys: []string{"ctrl+o", "tab", "tab", "right", "enter", "right"}},
		{name: "limited", change: func(s *uitest.Session) {
			s.API.Expect("Search", nil, nil).Hold().Wait(limited())
		}, keys: []string{"enter"}, wait: 2 * time.Second},
		{name: "results", change: func(s *uitest.Session) {
			r := response(10, 128)
			s.API.Expect("Search", r, nil).Exchange(exchange(t, s, r))
		}, keys: []string{"enter"}},
		{name: "request", change: func(s *uitest.Session) {
			r := response(10, 128)
			s.API.Expect("Search", r, nil).Exchange(exchange(t, s, r))
		}, keys: []string{"enter", "right"}},
		{name: "route_elsewhere", change: func(s *uitest.Session) {
			if err := s.OpenToken(coveoapi.NewSecret(hubOnly()), ""); err != nil {
				t.Fatal(err)
			}
			routed(s)
			r := response(10, 128)
			s.API.Expect("Search", r, nil).Exchange(exchange(t, s, r))
		}, keys: []string{"ctrl+o", "@", "a", "=", "=", "b", "enter", "w"}},
		{name: "failed", change: func(s *uitest.Session) { s.API.Expect("Search", nil, denied()) }, keys: []string{"enter"}},
		{name: "expired", change: func(s *uitest.Session) {
			if err := s.OpenToken(coveoapi.NewSecret(expired()), ""); err != nil {
				t.Fatal(err)
			}
		}, keys: []string{"enter"}},
	} {
		for _, size := range uitest.GoldenSizes() {
			t.Run(test.name+"/"+size.String(), func(t *testing.T) {
				s := ready(t, search())
				if test.change != nil {
					test.change(s)
				}
				screen, pump := start(t, s, uitest.Size{Width: size.Width, Height: size.Height - frameLines})
				pump.Keys(test.keys...)
				pump.Advance(test.wait)
				uitest.Golden(t, pump.Frame())
				screen.Escape()
				pump.Send(nil)
			})
		}
	}
}

func TestFrameIsWithinItsSize(t *testing.T) {
	t.Run("unconnected", func(t *testing.T) {
		s := uitest.NewSession(t)
		frames.Sweep(t, s, query.New(s.Session), nil)
	})
	t.Run("results", func(t *testing.T) {
		s := ready(t, search())
		r := response(10, 128)
		s.API.Expect("Search", r, nil).Exchange(exchange(t, s, r))
		screen, pump := start(t, s, body())
		pump.Keys("tab", "tab", "right")
		frames.Sweep(t, s, screen, nil) // the form with the warning
		pump.Keys("enter")
		frames.Sweep(t, s, screen, func() { pump.Keys("right", "down") })
		pump.Keys("/")
		frames.Sweep(t, s, screen, nil)
	})
	t.Run("report", func(t *testing.T) {
		s := ready(t, search())
		debugged(t, s)
		screen, pump := start(t, s, body())
		pump.Keys("ctrl+o", "tab", "tab", "right")
		frames.Sweep(t, s, screen, func() { pump.Keys("tab") })
		pump.Keys("enter", "right")
		frames.Sweep(t, s, screen, func() { pump.Keys("down") })
	})
	t.Run("failed", func(t *testing.T) {
		s := ready(t, search())
		s.API.Expect("Search", nil, denied())
		screen, pump := start(t, s, body())
		pump.Keys("enter")
		frames.Sweep(t, s, screen, nil)
	})
	t.Run("expired", func(t *testing.T) {
		s := ready(t, expired())
		screen, pump := start(t, s, body())
		pump.Keys("enter")
		frames.Sweep(t, s, screen, nil)
	})
}

// A key in the form, and one that scrolls two thousand results.
func BenchmarkKey(b *testing.B) {
	for _, names := range [][]string{{"a", "backspace"}, {"down", "up"}} {
		b.Run(names[0], func(b *testing.B) {
			s := ready(b, search())
			s.API.Expect("Search", response(2000, 2000), nil).Always()
			screen, pump := start(b, s, uitest.Size{Width: 120, Height: 37})
			pump.Keys("enter")
			if names[0] == "a" {
				pump.Keys("/")
			}
			first, _ := common.KeyPress(names[0])
			second, _ := common.KeyPress(names[1])
			for b.Loop() {
				screen.Update(first)
				screen.View()
				screen.Update(second)
				screen.View()
			}
		})
	}
}
