package common

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/grant"
	"coveotoken/coveoapi/preset"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview"
	"coveotoken/ui/theme"
)

// Session is what one run of the program shares between its screens. Screens touch
// it only from the update loop.
type Session struct {
	ctx     context.Context
	cancel  context.CancelFunc
	timeout time.Duration
	clock   func() time.Time
	after   func(time.Duration, tea.Msg) tea.Cmd
	skew    time.Duration
	seq     atomic.Uint64

	// Styles follow the palette; read them at every View.
	Styles *theme.Styles
	// Presenting says that the screen is shown to others: credentials and people on it
	// are masked.
	Presenting bool
	// Keys are the key bindings; screens bind their actions when they are made.
	Keys *Bindings
	// Open makes connections.
	Open Opener
	// SaveProfile keeps a new profile, without its keys.
	SaveProfile func(profile.Profile) error
	// KeepKeys puts the keys that are not zero into this machine's keyring and gives the
	// profile that says so, which is then to be saved. It is nil when there is no keyring
	// to use.
	KeepKeys func(context.Context, profile.Profile, profile.Keys) (profile.Profile, error)
	// FoundLogins are the logins of other tools that were found on this machine.
	FoundLogins []FoundLogin
	// Profiles are the connections to choose from; the sandbox's comes first.
	Profiles []profile.Profile
	// Prefill is what the environment offers for a new profile.
	Prefill Prefill
	// ConnectTo names the profile to connect to at once, or is "".
	ConnectTo string
	// Connection is the open connection, or nil.
	Connection *Connection
	// Draft is the token request being filled in.
	Draft *Draft
	// Before is the form that another one took the place of, or nil.
	Before *Draft
	// Query is the query that was run last, as a preset keeps it, or nil.
	Query *preset.Query
	// Presets is where forms are kept, or nil when there is no such place. PresetName is
	// the preset that the form was opened from or kept as last, or "".
	Presets    PresetShelf
	PresetName string
	// Kept is where minted tokens are remembered beyond this session, or nil when the user
	// did not ask for it.
	Kept HistoryShelf
	// Current is the token being looked at, or nil.
	Current *OpenToken
	// FilterTrial is the last trial of a filter, or nil.
	FilterTrial *FilterTrial
	// LastMinted is the token that was minted last in this session, or nil.
	LastMinted *OpenToken
	// Imported is the recorded request that Current was pasted with, or nil.
	Imported *Imported
	// Clipboard is what texts can be copied to.
	Clipboard Clipboard
	// WriteFile keeps data in a new file that only the user can read. For a name that
	// is taken the error is fs.ErrExist.
	WriteFile func(name string, data []byte) error
	// WriteBundle writes a file for support with the last calls and without secrets, and
	// gives its path; nil when that cannot be done. It may be called from any goroutine.
	WriteBundle func() (path string, err error)
	// Editor opens texts in the user's own editor.
	Editor Editor

	certificates certificates
}

// Prefill is what the environment offers for a new profile.
type Prefill struct {
	OrganizationID, Endpoint string
	Keys                     profile.Keys
}

// FoundLogin is the login of another tool. It is used for a session and never saved.
type FoundLogin struct {
	// From names the tool.
	From    string
	Profile profile.Profile
	Keys    profile.Keys
}

// OpenToken is a token that was minted or pasted.
type OpenToken struct {
	Secret  coveoapi.Secret
	Decoded *jwtview.Token
	// MintedFor is the profile's name when this session minted it, or "".
	MintedFor string
	// From is the draft that it was minted from, and At the profile, when this session
	// minted it; From is nil for others.
	From *Draft
	At   profile.Profile
	// Asked is what it was asked for when this session minted it, or nil.
	Asked *grant.Asked
}

// SessionOptions are what a session needs from outside. Zero values are replaced
// by the real clock and timers.
type SessionOptions struct {
	Timeout time.Duration
	Clock   func() time.Time
	// After delivers a message later; tests replace it to need no time.
	After func(time.Duration, tea.Msg) tea.Cmd
}

// NewSession makes a session whose calls end with ctx.
func NewSession(ctx context.Context, options SessionOptions) *Session {
	ctx, cancel := context.WithCancel(ctx)
	s := &Session{ctx: ctx, cancel: cancel, timeout: options.Timeout, clock: options.Clock, after: options.After, Draft: NewDraft(), Styles: theme.New(theme.Dark()), Keys: NewBindings(nil)}
	if s.timeout == 0 {
		s.timeout = coveoapi.DefaultTimeout
	}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.after == nil {
		s.after = func(d time.Duration, msg tea.Msg) tea.Cmd {
			return tea.Tick(d, func(time.Time) tea.Msg { return msg })
		}
	}
	return s
}

// Close ends the calls that are running and the connection. The token and the draft
// stay readable.
func (s *Session) Close() {
	s.cancel()
	if s.Connection != nil {
		s.Connection.API.Close()
	}
}

// CallContext is the context of one API call, or of several one after the other.
func (s *Session) CallContext(calls int) (context.Context, context.CancelFunc) {
	return context.WithTimeout(s.ctx, time.Duration(calls)*s.timeout)
}

// After returns a command that delivers a message after a time.
func (s *Session) After(d time.Duration, msg tea.Msg) tea.Cmd { return s.after(d, msg) }

// Clock is this machine's time.
func (s *Session) Clock() time.Time { return s.clock() }

// Now is Coveo's time as far as we know it: this machine's, corrected by the skew
// measured from the last reply.
func (s *Session) Now() time.Time { return s.clock().Add(s.skew) }

// Skew is how far Coveo's clock is ahead of this machine's.
func (s *Session) Skew() time.Duration { return s.skew }

// SetSkew records how far Coveo's clock is ahead of this machine's.
func (s *Session) SetSkew(skew time.Duration) { s.skew = skew }

func (s *Session) nextSequence() uint64 { return s.seq.Add(1) }
