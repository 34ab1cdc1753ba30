package preflight

import (
	"context"
	"sync"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// maxCalls is how many calls run at a time.
const maxCalls = 4

// probes are the calls that the checks share. Each is made when the first check asks
// for it, and only once.
type probes struct {
	plan Plan
	// own is what the minting key may do, and by being the first call also tells
	// whether the endpoint is reached.
	own         func() (coveoapi.Reply[[]coveoapi.Privilege], error)
	ownCatalog  func() (coveoapi.Reply[[]coveoapi.Privilege], error)
	search      func() (coveoapi.Reply[coveoapi.Plan], error)
	status      func() (coveoapi.Reply[coveoapi.OrganizationStatus], error)
	regions     func() (coveoapi.Reply[coveoapi.OrganizationRegions], error)
	providers   func() (coveoapi.Reply[[]coveoapi.SecurityProvider], error)
	pipelines   func() (coveoapi.Reply[[]coveoapi.Pipeline], error)
	hubs        func() (coveoapi.Reply[[]coveoapi.SearchHub], error)
	newQuestion func(coveoapi.Privilege) func() (coveoapi.Reply[coveoapi.Evaluation], error)
	judged      func() judgement

	mu        sync.Mutex
	questions map[coveoapi.Privilege]func() (coveoapi.Reply[coveoapi.Evaluation], error)
}

func newProbes(ctx context.Context, p Plan) *probes {
	if p.Proxy == nil {
		p.Proxy = coveoapi.ProxyFor
	}
	slots := make(chan struct{}, maxCalls)
	s := &probes{plan: p, questions: map[coveoapi.Privilege]func() (coveoapi.Reply[coveoapi.Evaluation], error){}}
	own := func(key coveoapi.Secret) func(context.Context) (coveoapi.Reply[[]coveoapi.Privilege], error) {
		return func(ctx context.Context) (coveoapi.Reply[[]coveoapi.Privilege], error) {
			return p.Client.PrivilegesOf(ctx, key)
		}
	}
	s.own = once(ctx, slots, own(p.Keys.Minting))
	s.ownCatalog = once(ctx, slots, own(p.Keys.Catalog))
	s.search = once(ctx, slots, func(ctx context.Context) (coveoapi.Reply[coveoapi.Plan], error) {
		return p.Client.Plan(ctx, p.Keys.Minting, coveoapi.SearchQuery{})
	})
	s.status = once(ctx, slots, p.Client.OrganizationStatus)
	s.regions = once(ctx, slots, p.Client.OrganizationRegions)
	s.providers = once(ctx, slots, p.Client.SecurityProviders)
	s.pipelines = once(ctx, slots, p.Client.Pipelines)
	s.hubs = once(ctx, slots, p.Client.SearchHubs)
	s.newQuestion = func(wanted coveoapi.Privilege) func() (coveoapi.Reply[coveoapi.Evaluation], error) {
		return once(ctx, slots, func(ctx context.Context) (coveoapi.Reply[coveoapi.Evaluation], error) {
			return p.Client.Evaluate(ctx, p.Keys.Minting, wanted)
		})
	}
	s.judged = sync.OnceValue(s.judge)
	return s
}

// once makes a call that is made at most once, in one of the slots.
func once[T any](ctx context.Context, slots chan struct{}, ask func(context.Context) (coveoapi.Reply[T], error)) func() (coveoapi.Reply[T], error) {
	return sync.OnceValues(func() (coveoapi.Reply[T], error) {
		slots <- struct{}{}
		defer func() { <-slots }()
		if err := ctx.Err(); err != nil {
			return coveoapi.Reply[T]{}, err
		}
		return ask(ctx)
	})
}

// evaluate asks whether the minting key holds a privilege.
func (s *probes) evaluate(wanted coveoapi.Privilege) (coveoapi.Evaluation, error) {
	s.mu.Lock()
	question, ok := s.questions[wanted]
	if !ok {
		question = s.newQuestion(wanted)
		s.questions[wanted] = question
	}
	s.mu.Unlock()
	reply, err := question()
	return reply.Value, err
}

// wanted lists the privileges that the request needs; of each group any one is enough.
func (p Plan) wanted() [][]coveoapi.Privilege {
	if p.Request.SearchToken {
		return [][]coveoapi.Privilege{catalog.NeededForSearchToken()}
	}
	var groups [][]coveoapi.Privilege
	seen := map[string]bool{}
	for _, privilege := range p.Request.Privileges {
		if name := privilege.String(); !seen[name] {
			seen[name] = true
			groups = append(groups, []coveoapi.Privilege{privilege})
		}
	}
	return groups
}
