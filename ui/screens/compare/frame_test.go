package compare_test

import (
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// bodyOf is what the frame leaves a screen of a terminal.
func bodyOf(terminal uitest.Size) uitest.Size {
	size := uitest.Size{Width: terminal.Width, Height: terminal.Height - 3}
	if terminal.Height >= 20 {
		size.Height--
	}
	if terminal.Width >= 60 {
		size.Width -= 2
	}
	return size
}

// withMisspelt adds Alice with a misspelt provider.
func withMisspelt(pump *uitest.Pump) {
	pump.Keys("a")
	pump.Type(alice)
	pump.Keys("tab", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
	pump.Type("provider")
	pump.Keys("enter")
}

func TestGolden(t *testing.T) {
	for _, test := range []struct {
		name  string
		ready func(testing.TB) *uitest.Session
		do    func(*uitest.Session, *uitest.Pump)
	}{
		{name: "unconnected", do: func(s *uitest.Session, _ *uitest.Pump) { s.Connection = nil }},
		{name: "proposed", do: func(*uitest.Session, *uitest.Pump) {}},
		{name: "query", do: func(_ *uitest.Session, p *uitest.Pump) { p.Keys("/") }},
		{name: "identity", do: func(_ *uitest.Session, p *uitest.Pump) { p.Keys("a", "b") }},
		{name: "token", do: func(_ *uitest.Session, p *uitest.Pump) { p.Keys("p"); p.Paste("nonsense") }},
		{name: "results", ready: lesson, do: func(_ *uitest.Session, p *uitest.Pump) { withMisspelt(p); p.Keys("r", "t", "left") }},
		{name: "identities", ready: lesson, do: func(_ *uitest.Session, p *uitest.Pump) { withMisspelt(p); p.Keys("r", "t", "right", "down") }},
		{name: "item", ready: lesson, do: func(_ *uitest.Session, p *uitest.Pump) { withMisspelt(p); p.Keys("r", "t", "left", "enter") }},
		{name: "tokens", ready: lesson, do: func(_ *uitest.Session, p *uitest.Pump) { p.Keys("r", "t") }},
		{name: "save", ready: lesson, do: func(_ *uitest.Session, p *uitest.Pump) { p.Keys("r", "w") }},
		{name: "unruly", ready: unruly, do: func(_ *uitest.Session, p *uitest.Pump) {
			addUnruly(p)
			p.Keys("r")
		}},
		{name: "failed", do: func(s *uitest.Session, p *uitest.Pump) {
			s.API.Expect("MintSearchToken", coveoapi.Secret{}, denied()).Always()
			p.Keys("r")
		}},
	} {
		for _, size := range uitest.GoldenSizes() {
			t.Run(test.name+"/"+size.String(), func(t *testing.T) {
				made := ready
				if test.ready != nil {
					made = test.ready
				}
				s := made(t)
				_, pump := start(t, s, bodyOf(size))
				test.do(s, pump)
				uitest.Golden(t, pump.Frame())
			})
		}
	}
}

func TestFrameIsWithinItsSize(t *testing.T) {
	t.Run("unconnected", func(t *testing.T) {
		s := uitest.NewSession(t)
		screen, _ := start(t, s, body())
		frames.Sweep(t, s, screen, nil)
	})
	t.Run("unruly", func(t *testing.T) {
		s := unruly(t)
		screen, pump := start(t, s, body())
		addUnruly(pump)
		pump.Keys("p")
		pump.Paste(tokens.Sign(`{"userIds":[{"name":"` + "漢字かな" + `"}],"privileges":[1,2],"exp":1}`))
		s.API.Expect("Search", found("", 1, 9), nil).Always()
		pump.Keys("r")
		frames.Sweep(t, s, screen, func() { pump.Keys("f", "down") })
		pump.Keys("f", "f", "f", "f", "enter")
		frames.Sweep(t, s, screen, func() { pump.Keys("enter") })
		pump.Keys("t")
		frames.Sweep(t, s, screen, func() { pump.Keys("f", "down") })
		pump.Keys("right")
		frames.Sweep(t, s, screen, func() { pump.Keys("down") })
	})
	t.Run("forms", func(t *testing.T) {
		s := lesson(t)
		screen, pump := start(t, s, body())
		pump.Keys("r")
		for _, open := range []string{"/", "a"} {
			pump.Keys(open)
			frames.Sweep(t, s, screen, func() { pump.Keys("tab") })
			screen.Escape()
		}
	})
	t.Run("failed", func(t *testing.T) {
		s := ready(t)
		s.API.Expect("MintSearchToken", coveoapi.Secret{}, denied()).Always()
		screen, pump := start(t, s, body())
		pump.Keys("r")
		frames.Sweep(t, s, screen, func() { pump.Keys("right") })
	})
}

func TestAdvertisedKeysWork(t *testing.T) {
	for _, test := range []struct {
		name string
		keys []string
	}{
		{"identities", nil},
		{"query", []string{"/"}},
		{"identity", []string{"a", "b"}},
		{"token", []string{"p", "x"}},
		{"results", []string{"r"}},
		{"results and identities", []string{"r", "left"}},
		{"item", []string{"r", "enter"}},
		{"tokens", []string{"*", "r", "t"}},
		{"save", []string{"r", "w"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			frames.KeysWork(t, func(t *testing.T) (common.Screen, *uitest.Pump) {
				s := lesson(t)
				s.WriteFile = func(string, []byte) error { return nil }
				if err := s.OpenToken(coveoapi.NewSecret(tokens.Platform(uitest.Start(), time.Hour)), ""); err != nil {
					t.Fatal(err)
				}
				screen, pump := start(t, s, body())
				pump.Keys(test.keys...)
				return screen, pump
			})
		})
	}
}
