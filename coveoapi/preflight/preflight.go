// Package preflight is the doctor: it finds out before a token is minted whether it
// can be, and will do what it is for. Is the endpoint reached, and the right one for
// the organization; is the organization awake; is the key accepted, and does it hold
// what the token asks for; do the provider, pipeline and hub that the token names
// exist.
//
// Nothing that it asks changes anything. What an organization refuses to tell leaves
// a check Unknown, never failed.
package preflight

import (
	"context"
	"slices"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
)

// State is how a check ended.
type State string

// The states of a check.
const (
	Pending State = "pending" // has not ended
	Passed  State = "passed"
	Failed  State = "failed"
	Warned  State = "warned"  // minting works, but perhaps not as it is meant
	Skipped State = "skipped" // would tell nothing, because another check failed
	Unknown State = "unknown" // could not be found out
)

// The IDs of the checks, in the order of their rows. Privilege and Provider have a
// row for each subject.
const (
	Name         = "name"
	Proxy        = "proxy"
	Encryption   = "encryption"
	Endpoint     = "endpoint"
	SearchAPI    = "search-api"
	Clock        = "clock"
	Region       = "region"
	Organization = "organization"
	Key          = "key"
	CatalogueKey = "catalogue-key"
	Privilege    = "privilege"
	Provider     = "provider"
	Pipeline     = "pipeline"
	Hub          = "search-hub"
	// Elsewhere is the row of HostsRow, which Run does not make.
	Elsewhere = "other-regions"
)

// Row is one check: what was checked, how it ended, how we know, and one remedy. Its
// texts may hold text from outside; show them through safetext.
type Row struct {
	// ID and Subject together are different in each row. Subject is the privilege or
	// the name that was checked, "" where the ID says it all.
	ID, Subject string
	// Title says what was checked, in a few words.
	Title string
	State State
	// Evidence says in sentences how we know.
	Evidence string
	// Remedy is what to do, one sentence; a failed row always has one.
	Remedy string
	// Kind is the kind of a failure.
	Kind problem.Kind
	// Fix is a change of the request or the connection that mends it, or nil.
	Fix *Fix
	// Skew is how far Coveo's clock is ahead of this machine's, in the row of the
	// clock when that is known.
	Skew time.Duration
	// Paused says of a failed Organization that it can be waited for: it is paused or
	// waking up.
	Paused bool
}

// FixField says what a Fix changes.
type FixField string

// What a Fix can change.
const (
	FixEndpoint  FixField = "endpoint"
	FixPrivilege FixField = "privilege" // taken off the request
	FixProvider  FixField = "provider"
	FixPipeline  FixField = "pipeline"
	FixHub       FixField = "searchHub"
)

// Fix is a change that mends what a check found.
type Fix struct {
	Field FixField
	// From is what stands now and To what shall stand in its place; "" takes it away.
	// A privilege is written as Privilege.String does, an endpoint as its spec.
	From, To string
}

// Client is what the checks ask of Coveo. *coveoapi.Client is one.
type Client interface {
	Target() coveoapi.Target
	PrivilegesOf(ctx context.Context, credential coveoapi.Secret) (coveoapi.Reply[[]coveoapi.Privilege], error)
	Evaluate(ctx context.Context, credential coveoapi.Secret, wanted coveoapi.Privilege) (coveoapi.Reply[coveoapi.Evaluation], error)
	Plan(ctx context.Context, token coveoapi.Secret, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.Plan], error)
	OrganizationStatus(ctx context.Context) (coveoapi.Reply[coveoapi.OrganizationStatus], error)
	OrganizationRegions(ctx context.Context) (coveoapi.Reply[coveoapi.OrganizationRegions], error)
	SecurityProviders(ctx context.Context) (coveoapi.Reply[[]coveoapi.SecurityProvider], error)
	Pipelines(ctx context.Context) (coveoapi.Reply[[]coveoapi.Pipeline], error)
	SearchHubs(ctx context.Context) (coveoapi.Reply[[]coveoapi.SearchHub], error)
}

var _ Client = (*coveoapi.Client)(nil)

// Plan is what to check.
type Plan struct {
	Client Client
	// Keys are those that Client uses.
	Keys profile.Keys
	// Request is the token request; its zero value checks the connection alone.
	Request Request
	// Proxy names the proxy to a URL without its credentials, "" for none; nil
	// means coveoapi.ProxyFor.
	Proxy func(url string) (string, error)
}

// Request is what a token request asks for, as far as it can be checked.
type Request struct {
	// SearchToken says that it is for a search token, for which the key must be
	// allowed to impersonate.
	SearchToken bool
	// Privileges are those of a platform token.
	Privileges []coveoapi.Privilege
	UserIDs    []coveoapi.UserID
	Pipeline   string
	SearchHub  string
}

// Rows lists the rows that Run will end with, all of them Pending.
func (p Plan) Rows() []Row {
	var rows []Row
	for _, c := range p.checks() {
		rows = append(rows, c.row(Row{State: Pending}))
	}
	return rows
}

// Worst gives the kind of the failure that stands before all others: while the
// endpoint is not reached or the organization asleep, the rest hardly matters. ok is
// false when no row failed.
func Worst(rows []Row) (worst problem.Kind, ok bool) {
	order := []problem.Kind{
		problem.Network, problem.Organization, problem.Credential, problem.Expired,
		problem.Privilege, problem.RateLimited, problem.Unexpected, problem.Input,
	}
	best := len(order)
	for _, row := range rows {
		if row.State != Failed {
			continue
		}
		if at := slices.Index(order, row.Kind); at >= 0 && at < best {
			best, worst = at, row.Kind
		}
		ok = true
	}
	return worst, ok
}

// passed, warned, failed, unknown and skipped are the ends of a check.

func passed(evidence string) Row { return Row{State: Passed, Evidence: evidence} }

func warned(evidence, remedy string) Row {
	return Row{State: Warned, Evidence: evidence, Remedy: remedy}
}

func failed(kind problem.Kind, evidence, remedy string) Row {
	return Row{State: Failed, Kind: kind, Evidence: evidence, Remedy: remedy}
}

// failedBy is a check that a failed call decided.
func failedBy(p problem.Problem) Row { return failed(p.Kind, p.Title+" "+p.Evidence, p.Remedy) }

func unknown(evidence, remedy string) Row {
	return Row{State: Unknown, Evidence: evidence, Remedy: remedy}
}

func skipped(reason string) Row { return Row{State: Skipped, Evidence: reason} }

func (r Row) with(fix Fix) Row {
	r.Fix = &fix
	return r
}
