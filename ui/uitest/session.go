// Package uitest drives screens and the whole program in tests without sleeping:
// a pump that runs commands to exhaustion, a strict fake of Coveo, a clock that
// stands still, goldens, and an emulated terminal.
package uitest

import (
	"context"
	"sync"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
)

// Start is the moment at which the clock of a test stands.
func Start() time.Time { return time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC) }

// Clock is a clock that only a test moves.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock makes a clock that stands at a moment.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Now is the time of the clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Session is a session for tests with what stands behind it.
type Session struct {
	*common.Session
	API   *FakeAPI
	Clock *Clock
}

// NewSession makes a session on a clock that stands at Start, whose API and Open
// are a strict fake. It has the sandbox's profile and one named "acme" and is not
// connected; see Connect.
func NewSession(t testing.TB) *Session {
	t.Helper()
	clock := NewClock(Start())
	fake := NewFakeAPI(t)
	s := common.NewSession(context.Background(), common.SessionOptions{
		Clock: clock.Now, After: After,
	})
	t.Cleanup(s.Close)
	s.Open = fake.Open
	s.SaveProfile = func(profile.Profile) error { return nil }
	s.Profiles = []profile.Profile{
		{Name: profile.SandboxName},
		{Name: "acme", OrganizationID: fake.target.OrganizationID, Endpoint: fake.target.Endpoint.Spec},
	}
	return &Session{Session: s, API: fake, Clock: clock}
}

// Connect gives the session an open connection to the fake, as the profile "acme",
// with a key that is obviously none.
func (s *Session) Connect(held ...coveoapi.Privilege) {
	s.Connection = &common.Connection{
		Profile: s.Profiles[1],
		Keys:    profile.Keys{Minting: coveoapi.NewSecret("xxSANDBOX-minting-key-for-tests-only")},
		API:     s.API,
		Held:    held,
	}
}
