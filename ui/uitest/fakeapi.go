package uitest

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
)

// FakeAPI is a strict stand-in for Coveo: it answers the calls that a test expects,
// in the order in which it expects each method, and fails the test for every other
// call and for every expected one that did not come.
type FakeAPI struct {
	t      testing.TB
	target coveoapi.Target

	mu       sync.Mutex
	expected []*Expectation
	calls    []Call
	closed   int
	held     []*heldCall
	waiting  chan *heldCall // tells the pump that a call is held
}

// Call is a call that was made: the method and what it was given, without the
// context.
type Call struct {
	Method string
	Args   []any
}

// Expectation is a call that a test expects.
type Expectation struct {
	method   string
	value    any
	err      error
	exchange coveoapi.Exchange
	wait     *coveoapi.Wait
	hold     bool
	always   bool
	met      bool
	when     func(args []any) bool
}

var _ common.API = (*FakeAPI)(nil)

// NewFakeAPI makes a fake for the organization "acmecorp" and checks at the end of
// the test that every expected call came.
func NewFakeAPI(t testing.TB) *FakeAPI {
	const host = "https://acmecorp.org.coveo.com"
	f := &FakeAPI{t: t, waiting: make(chan *heldCall), target: coveoapi.Target{
		OrganizationID: "acmecorp",
		Endpoint: coveoapi.Endpoint{
			Spec: "organization", Platform: host, Search: host,
			Administration: "https://acmecorp.admin.org.coveo.com", Analytics: "https://acmecorp.analytics.org.coveo.com",
		},
	}}
	t.Cleanup(f.verify)
	f.refuseLookups()
	return f
}

// refuseLookups answers what every new connection asks about its organization, unless
// a test expects it, as for a key that may not know.
func (f *FakeAPI) refuseLookups() {
	for _, method := range []string{
		"Organization", "OrganizationStatus", "OrganizationRegions", "Pipelines", "SecurityProviders", "SearchHubs",
	} {
		f.Expect(method, nil, &coveoapi.APIError{Operation: method, Status: http.StatusForbidden}).Always()
	}
}

// Expect expects one call of a method ("MintSearchToken", "Open" …) and answers it
// with the value of its reply and the error.
func (f *FakeAPI) Expect(method string, value any, err error) *Expectation {
	f.mu.Lock()
	defer f.mu.Unlock()
	e := &Expectation{method: method, value: value, err: err}
	f.expected = append(f.expected, e)
	return e
}

// Exchange sets the exchange of the reply.
func (e *Expectation) Exchange(exchange coveoapi.Exchange) *Expectation {
	e.exchange = exchange
	return e
}

// Always answers any number of calls, none included, that no other expectation of
// the method answers. The last one that was made counts.
func (e *Expectation) Always() *Expectation {
	e.always, e.met = true, true
	return e
}

// When narrows the expectation to calls whose arguments, without the context, it
// accepts: calls that are made at the same time come in any order.
func (e *Expectation) When(accepts func(args []any) bool) *Expectation {
	e.when = accepts
	return e
}

func (e *Expectation) fits(method string, args []any) bool {
	return e.method == method && (e.when == nil || e.when(args))
}

// Wait announces that the call waits before it is repeated; hold it to see that.
func (e *Expectation) Wait(wait coveoapi.Wait) *Expectation {
	e.wait = &wait
	return e
}

// Hold keeps the call waiting until it is cancelled or the pump releases it.
func (e *Expectation) Hold() *Expectation {
	e.hold = true
	return e
}

// Calls gives what the calls of a method were given, in order.
func (f *FakeAPI) Calls(method string) []Call {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(f.calls), func(c Call) bool { return c.Method != method })
}

// SetTarget makes the fake stand for another organization.
func (f *FakeAPI) SetTarget(target coveoapi.Target) { f.target = target }

// Target implements common.API.
func (f *FakeAPI) Target() coveoapi.Target { return f.target }

// PlatformTokenPrivileges implements common.API.
func (f *FakeAPI) PlatformTokenPrivileges(ctx context.Context) (coveoapi.Reply[[]coveoapi.Privilege], error) {
	return answer[[]coveoapi.Privilege](ctx, f, "PlatformTokenPrivileges")
}

// PrivilegesOf implements common.API.
func (f *FakeAPI) PrivilegesOf(ctx context.Context, credential coveoapi.Secret) (coveoapi.Reply[[]coveoapi.Privilege], error) {
	return answer[[]coveoapi.Privilege](ctx, f, "PrivilegesOf", credential)
}

// Pipelines implements common.API.
func (f *FakeAPI) Pipelines(ctx context.Context) (coveoapi.Reply[[]coveoapi.Pipeline], error) {
	return answer[[]coveoapi.Pipeline](ctx, f, "Pipelines")
}

// MintSearchToken implements common.API.
func (f *FakeAPI) MintSearchToken(ctx context.Context, version coveoapi.SearchTokenVersion, body coveoapi.SearchTokenRequest) (coveoapi.Reply[coveoapi.Secret], error) {
	return answer[coveoapi.Secret](ctx, f, "MintSearchToken", version, body)
}

// MintPlatformToken implements common.API.
func (f *FakeAPI) MintPlatformToken(ctx context.Context, token coveoapi.PlatformTokenRequest) (coveoapi.Reply[coveoapi.Secret], error) {
	return answer[coveoapi.Secret](ctx, f, "MintPlatformToken", token)
}

// MintRaw implements common.API.
func (f *FakeAPI) MintRaw(ctx context.Context, request coveoapi.Request) (coveoapi.Reply[coveoapi.Secret], error) {
	return answer[coveoapi.Secret](ctx, f, "MintRaw", request)
}

// Certificates implements common.API.
func (f *FakeAPI) Certificates(ctx context.Context) (coveoapi.Reply[jwtview.KeySet], error) {
	return answer[jwtview.KeySet](ctx, f, "Certificates")
}

// Organization implements common.API.
func (f *FakeAPI) Organization(ctx context.Context) (coveoapi.Reply[coveoapi.Organization], error) {
	return answer[coveoapi.Organization](ctx, f, "Organization")
}

// OrganizationStatus implements common.API.
func (f *FakeAPI) OrganizationStatus(ctx context.Context) (coveoapi.Reply[coveoapi.OrganizationStatus], error) {
	return answer[coveoapi.OrganizationStatus](ctx, f, "OrganizationStatus")
}

// OrganizationRegions implements common.API.
func (f *FakeAPI) OrganizationRegions(ctx context.Context) (coveoapi.Reply[coveoapi.OrganizationRegions], error) {
	return answer[coveoapi.OrganizationRegions](ctx, f, "OrganizationRegions")
}

// Evaluate implements common.API.
func (f *FakeAPI) Evaluate(ctx context.Context, credential coveoapi.Secret, wanted coveoapi.Privilege) (coveoapi.Reply[coveoapi.Evaluation], error) {
	return answer[coveoapi.Evaluation](ctx, f, "Evaluate", credential, wanted)
}

// SecurityProviders implements common.API.
func (f *FakeAPI) SecurityProviders(ctx context.Context) (coveoapi.Reply[[]coveoapi.SecurityProvider], error) {
	return answer[[]coveoapi.SecurityProvider](ctx, f, "SecurityProviders")
}

// SearchHubs implements common.API.
func (f *FakeAPI) SearchHubs(ctx context.Context) (coveoapi.Reply[[]coveoapi.SearchHub], error) {
	return answer[[]coveoapi.SearchHub](ctx, f, "SearchHubs")
}

// Plan implements common.API.
func (f *FakeAPI) Plan(ctx context.Context, token coveoapi.Secret, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.Plan], error) {
	return answer[coveoapi.Plan](ctx, f, "Plan", token, query)
}

// Search implements common.API.
func (f *FakeAPI) Search(ctx context.Context, token coveoapi.Secret, place coveoapi.CredentialPlace, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.SearchResponse], error) {
	return answer[coveoapi.SearchResponse](ctx, f, "Search", token, place, query)
}

// Close implements common.API.
func (f *FakeAPI) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed++
}

// Open is the session's Opener: it expects the method "Open" with the profile and
// the keys, and a common.Connection as its value. A connection without an API gets
// this fake, and one without a profile or keys those that were asked for.
func (f *FakeAPI) Open(ctx context.Context, p profile.Profile, keys profile.Keys) (common.Connection, error) {
	reply, err := answer[common.Connection](ctx, f, "Open", p, keys)
	connection := reply.Value
	if err != nil {
		return connection, err
	}
	if connection.API == nil {
		connection.API = f
	}
	if connection.Profile == (profile.Profile{}) {
		connection.Profile = p
	}
	if connection.Keys == (profile.Keys{}) {
		connection.Keys = keys
	}
	return connection, nil
}

// answer finds what a test expects of a call and waits if it is held.
func answer[T any](ctx context.Context, f *FakeAPI, method string, args ...any) (coveoapi.Reply[T], error) {
	e, err := f.take(method, args)
	if err != nil {
		return coveoapi.Reply[T]{}, err
	}
	if e.wait != nil {
		coveoapi.AnnounceWait(ctx, *e.wait)
	}
	if e.hold {
		if err := f.wait(ctx); err != nil {
			return coveoapi.Reply[T]{}, err
		}
	}
	reply := coveoapi.Reply[T]{Exchange: e.exchange}
	if e.value != nil {
		value, ok := e.value.(T)
		if !ok {
			f.t.Errorf("%s: the expected value is a %T, the reply a %T", method, e.value, reply.Value)
		}
		reply.Value = value
	}
	return reply, e.err
}

func (f *FakeAPI) take(method string, args []any) (*Expectation, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, Call{method, args})
	for _, e := range f.expected {
		if e.fits(method, args) && !e.met {
			e.met = true
			return e, nil
		}
	}
	for _, e := range slices.Backward(f.expected) {
		if e.fits(method, args) && e.always {
			return e, nil
		}
	}
	f.t.Errorf("unexpected call: %s%v", method, args)
	return nil, fmt.Errorf("uitest: unexpected call of %s", method)
}

func (f *FakeAPI) verify() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, e := range f.expected {
		if !e.met {
			f.t.Errorf("expected call did not come: %s", e.method)
		}
	}
}
