package review_test

import (
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/screens/review"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// frameLines is what the frame around a screen takes of a terminal's height,
// sideWidth what the live request takes of a wide one's width.
const (
	frameLines = 3
	wide       = 110
	sideWidth  = 54
)

func TestGolden(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*uitest.Session)
		keys   []string
		wait   time.Duration
	}{
		{name: "unconnected", change: func(s *uitest.Session) { s.Connection = nil }},
		{name: "ready", change: func(*uitest.Session) {}},
		{name: "incomplete", change: func(s *uitest.Session) { s.Draft.Validity = "24H" }},
		{name: "platform", change: func(s *uitest.Session) {
			s.Draft.Kind = common.PlatformToken
			s.Draft.Privileges = []coveoapi.Privilege{impersonate(), viewPipelines()}
		}},
		{name: "odd", change: func(s *uitest.Session) {
			s.Draft.Pipeline, s.Draft.Filter = "Support", "@objecttype=Case and @year>2020"
			s.Draft.UserIDs = append(s.Draft.UserIDs, coveoapi.UserID{Name: "bob@example.com", Provider: "Email security\u202eprovider"})
		}},
		{name: "advanced", change: func(s *uitest.Session) {
			s.Draft.Advanced.CanSeeUserProfileOf = "bob@example.com"
			s.Draft.Internal.SuperUserToken, s.Draft.UserIDs[0].Password = "not to be seen", "not to be seen"
		}},
		{name: "edited", change: func(s *uitest.Session) {
			s.Draft.SetRawBody([]byte(`{"userIds":[{"name":"a","provider":"b"}],"expiration":9007199254740993,"\u202eb":"c"}`))
		}},
		{name: "edited-wrong", change: func(s *uitest.Session) { s.Draft.SetRawBody([]byte("{\n \"userIds\": \x1b\n}")) }},
		{name: "failed", change: func(s *uitest.Session) { s.API.Expect("MintSearchToken", nil, forbidden()) }, keys: []string{"enter"}},
		{name: "minting", change: func(s *uitest.Session) {
			s.API.Expect("MintSearchToken", nil, nil).Hold()
		}, keys: []string{"enter"}, wait: 2 * time.Second},
		{name: "checked", change: func(s *uitest.Session) {
			organization(s)
			s.Draft.UserIDs[0].Provider, s.Draft.SearchHub = "Email security provider", "AgentPanel"
		}, keys: []string{"d"}},
		{name: "checking", change: func(s *uitest.Session) {
			s.API.Expect("PrivilegesOf", nil, nil).Hold()
		}, keys: []string{"d"}, wait: 2 * time.Second},
	} {
		for _, size := range uitest.GoldenSizes() {
			t.Run(test.name+"/"+size.String(), func(t *testing.T) {
				s := connected(t)
				test.change(s)
				body := uitest.Size{Width: size.Width, Height: size.Height - frameLines}
				if size.Width >= wide {
					body.Width -= sideWidth
				}
				screen, pump := start(t, s, body)
				screen.SetSideShown(size.Width >= wide)
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
		frames.Sweep(t, s, review.New(s.Session), nil)
	})
	t.Run("failed", func(t *testing.T) {
		s := connected(t)
		s.API.Expect("MintSearchToken", nil, forbidden())
		screen, pump := start(t, s, body())
		pump.Keys("enter")
		frames.Sweep(t, s, screen, func() { pump.Keys("pgdown") })
	})
	t.Run("odd", func(t *testing.T) {
		s := connected(t)
		s.Draft.SetRawBody([]byte(`{"userIds":[{"name":"\u001b[31m","provider":"Email secu\u202erity provider"},{},{},{},{},{}]}`))
		screen, pump := start(t, s, body())
		frames.Sweep(t, s, screen, func() { pump.Keys("down") })
	})
	t.Run("checked", func(t *testing.T) {
		s := connected(t)
		organization(s)
		s.Draft.UserIDs[0].Provider = "Email security provider"
		screen, pump := start(t, s, body())
		pump.Keys("d")
		frames.Sweep(t, s, screen, func() { pump.Keys("pgdown") })
	})
	t.Run("incomplete", func(t *testing.T) {
		s := connected(t)
		s.Draft.UserIDs = nil
		screen, pump := start(t, s, body())
		frames.Sweep(t, s, screen, func() { pump.Keys("down") })
		screen.SetSideShown(true)
		frames.Sweep(t, s, screen, nil)
	})
}

func BenchmarkFrame(b *testing.B) {
	s := connected(b)
	screen := review.New(s.Session)
	screen.SetSize(120, 37)
	key, _ := common.KeyPress("down")
	for b.Loop() {
		screen.Update(key)
		screen.View()
	}
}
