package sandbox

import (
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"coveotoken/coveoapi/catalog"
)

// OrganizationID is the organization that the sandbox plays. Its company,
// Tumbleglow Lanterns, exists nowhere else.
const OrganizationID = "sandboxtumbleglow"

// Options adjust a sandbox. Zero values are right for a demo.
type Options struct {
	// Listen is the address that Start listens on, "127.0.0.1:0" when empty. Only
	// loopback addresses are taken unless AllowRemote is set.
	Listen string
	// AllowRemote lets other machines in. Anyone who reaches the sandbox can use
	// its keys, which are published; its data is fictional.
	AllowRemote bool
	// Clock is the clock that tokens are issued and checked by, before it is
	// moved; nil means time.Now.
	Clock func() time.Time
	// Log receives one entry a request, with secrets redacted, from the
	// goroutine that served it; nil means no log.
	Log func(Entry)
	// Control serves the control endpoint, which moves the clock and switches
	// faults while the sandbox runs, to callers on this machine.
	Control bool
	// Faults are on from the start.
	Faults []Fault
	// ScalePrivileges, when positive, pads the list of privileges for platform
	// tokens to that many rows, for load tests.
	ScalePrivileges int
}

// Sandbox is an in-memory organization. It is safe for concurrent use.
type Sandbox struct {
	allowRemote bool
	log         func(Entry)
	padding     int

	clock  *clock
	faults faultSet
	// generation counts how often all tokens were made to expire. Tokens carry
	// the generation they were issued in.
	generation atomic.Int64
	signer     *signer
	keys       map[string]apiKey
	company    *company
	mux        *http.ServeMux
	closing    chan struct{}
}

// New makes a sandbox. It does no I/O and starts nothing.
func New(options Options) (*Sandbox, error) {
	if err := checkListen(options); err != nil {
		return nil, err
	}
	signer, err := newSigner()
	if err != nil {
		return nil, err
	}
	s := &Sandbox{
		allowRemote: options.AllowRemote,
		log:         options.Log,
		padding:     options.ScalePrivileges,
		clock:       newClock(options.Clock),
		signer:      signer,
		keys:        apiKeys(catalog.Reference()),
		company:     newCompany(),
		closing:     make(chan struct{}),
	}
	s.faults.set(options.Faults)
	s.mux = s.routes(options.Control)
	return s, nil
}

// checkListen refuses addresses that other machines reach.
func checkListen(options Options) error {
	if options.Listen == "" || options.AllowRemote {
		return nil
	}
	host, _, err := net.SplitHostPort(options.Listen)
	if err != nil {
		return fmt.Errorf("listen address %q: an address and a port are needed, such as 127.0.0.1:7777", options.Listen)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("listen address %q can be reached from other machines, which must be allowed explicitly", options.Listen)
	}
	return nil
}

// Handler serves the organization over HTTP.
func (s *Sandbox) Handler() http.Handler { return http.HandlerFunc(s.serve) }

// SetFaults replaces the faults that are on.
func (s *Sandbox) SetFaults(faults ...Fault) { s.faults.set(faults) }

// Advance moves the clock on, or back.
func (s *Sandbox) Advance(by time.Duration) { s.clock.advance(by) }

// ExpireTokens makes every token issued so far count as expired. Tokens issued from
// now on work.
func (s *Sandbox) ExpireTokens() { s.generation.Add(1) }

// close ends the requests that a fault keeps waiting.
func (s *Sandbox) close() { close(s.closing) }
