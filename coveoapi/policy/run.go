package policy

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/together"
	"coveotoken/jwtview"
)

// concurrency is how many checks run at a time: enough to hide the way to the server,
// few enough not to be taken for a flood.
const concurrency = 4

// Client is what a run asks of the API. *coveoapi.Client is one.
type Client interface {
	persona.Minter
	MintPlatformToken(ctx context.Context, token coveoapi.PlatformTokenRequest) (coveoapi.Reply[coveoapi.Secret], error)
	Search(ctx context.Context, token coveoapi.Secret, place coveoapi.CredentialPlace, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.SearchResponse], error)
	PrivilegesOf(ctx context.Context, credential coveoapi.Secret) (coveoapi.Reply[[]coveoapi.Privilege], error)
}

var _ Client = (*coveoapi.Client)(nil)

// Options is what a run needs besides the policy. All of it must be set.
type Options struct {
	Client Client
	// Token reads a token that the policy names.
	Token func(context.Context, TokenRef) (coveoapi.Secret, error)
	// Open decodes a token.
	Open func(coveoapi.Secret) (*jwtview.Token, error)
}

// run is one run of a policy. It may be used from several goroutines.
type run struct {
	options Options
	tokens  vault

	mutex sync.Mutex
	// halted is why no further check is tried.
	halted error
	lives  []TokenLife
}

// Run judges every assertion of a policy. Checks run a few at a time; the report keeps
// the order of the file. When the server can no longer be asked, because the network,
// the organization or the key fails or too much was asked, the checks that remain are
// not tried, and what is known by then stays.
func Run(ctx context.Context, p Policy, o Options) Report {
	r := &run{options: o, tokens: vault{grants: map[string]*grant{}}}
	judged := make([][]Result, len(p.Checks))
	var group errgroup.Group
	var panics together.Panics
	group.SetLimit(concurrency)
	for i, c := range p.Checks {
		group.Go(func() error {
			defer panics.Catch()
			judged[i] = r.judge(ctx, c)
			return nil
		})
	}
	_ = group.Wait() // No check returns an error: each has its outcome.
	panics.Rethrow()
	report := Report{Lives: r.lives}
	for _, results := range judged {
		report.Results = append(report.Results, results...)
	}
	report.Notes = emptyHanded(report.Results)
	return report
}

func (r *run) judge(ctx context.Context, c Check) []Result {
	e := &evidence{ctx: ctx, run: r, check: c, replies: map[string]answer{}}
	results := make([]Result, len(c.Assertions))
	for i, a := range c.Assertions {
		results[i] = Result{Check: c, Assertion: a}
		if cause := r.stopped(ctx); cause != nil {
			results[i].Outcome = Outcome{Status: NotChecked, Err: cause, Skipped: true}
			continue
		}
		results[i].Outcome = a.Expect.judge(e)
		r.halt(results[i].Outcome.Err)
	}
	return results
}

// stopped is why nothing more is tried, or nil.
func (r *run) stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.halted
}

// halt ends the run where an error would come back for every check.
func (r *run) halt(err error) {
	if err == nil || !endsRun(err) {
		return
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.halted == nil {
		r.halted = err
	}
}

// endsRun reports whether an error would come back for every check: not one about a
// token that only some checks use.
func endsRun(err error) bool {
	var token *TokenError
	if errors.As(err, &token) {
		return false
	}
	switch problem.Explain(err).Kind {
	case problem.Network, problem.Organization, problem.RateLimited, problem.Canceled:
		return true
	case problem.Credential:
		var api *coveoapi.APIError
		return errors.As(err, &api) && (api.Operation == coveoapi.OperationMintSearchToken || api.Operation == coveoapi.OperationMintPlatformToken)
	default:
		return false
	}
}

func (r *run) search(ctx context.Context, token coveoapi.Secret, query coveoapi.SearchQuery) (coveoapi.SearchResponse, error) {
	query.FieldsToInclude = []string{"source"} // Title and unique ID come without asking; the rest would only be long.
	reply, err := r.options.Client.Search(ctx, token, coveoapi.InAuthorizationHeader, query)
	return reply.Value, err
}

// noteGiven remembers until when a token lives that was made elsewhere.
func (r *run) noteGiven(ref TokenRef, token coveoapi.Secret) {
	life := TokenLife{Label: ref.String()}
	if opened, err := r.options.Open(token); err == nil {
		life.ExpiresAt = opened.Life().ExpiresAt
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.lives = append(r.lives, life)
}

// TokenLife says until when a token lives.
type TokenLife struct {
	Label string
	// ExpiresAt is zero when the token does not tell.
	ExpiresAt time.Time
}
