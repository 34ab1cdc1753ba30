package compare

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/compare"
	"coveotoken/ui/common"
)

// callsEach is how many calls a person is given time for: minting, and pages of
// results.
const callsEach = 4

// live is how far a running comparison is. It is written from outside the update
// loop; the spinner's next frame shows it.
type live struct {
	latest []atomic.Pointer[compare.Progress]
}

func newLive(people int) *live { return &live{make([]atomic.Pointer[compare.Progress], people)} }

func (l *live) note(p compare.Progress) { l.latest[p.Index].Store(&p) }

// of is the last that a person's column told; ok is false before it told anything.
func (l *live) of(person int) (progress compare.Progress, ok bool) {
	if latest := l.latest[person].Load(); latest != nil {
		return *latest, true
	}
	return compare.Progress{}, false
}

// run compares, or says what keeps it from that.
func (s *Screen) run() tea.Cmd {
	defer s.layout()
	query, ok := s.input.query()
	if !ok {
		s.ask()
		s.form.FocusOn(s.form.FirstWrong())
		return nil
	}
	s.mode = browsing
	if s.session.Connection == nil {
		return common.GoTo(common.Connect)
	}
	plan, err := s.plan(query)
	if err != nil {
		s.trouble = err.Error()
		return nil
	}
	return s.start(plan)
}

// plan is what to compare. The error is for the user.
func (s *Screen) plan(query coveoapi.SearchQuery) (compare.Plan, error) {
	if count := len(s.people.list); count < compare.MinPersonas {
		return compare.Plan{}, fmt.Errorf("%d to %d identities can be compared, and here are %d: a adds one", compare.MinPersonas, compare.MaxPersonas, count)
	}
	form, err := s.session.Draft.SearchRequest()
	if err != nil && s.people.minted() {
		return compare.Plan{}, fmt.Errorf("the form of step 3 Details cannot be sent: %w", err)
	}
	plan := compare.Plan{
		Client: s.session.Connection.API, Version: s.session.Draft.Version, Form: form,
		Query: query, Number: query.NumberOfResults, Personas: s.people.personas(),
	}
	return plan, plan.Check()
}

// start runs a plan that can be run.
func (s *Screen) start(plan compare.Plan) tea.Cmd {
	s.forget()
	s.view = peopleView
	watched := newLive(len(plan.Personas))
	stopping, stop := context.WithCancel(context.Background())
	s.live, s.stop, s.stopped = watched, stop, false
	return s.call.StartSeries(s.session, common.Compare, callsEach*len(plan.Personas), func(ctx context.Context) (compare.Comparison, error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(stopping, cancel)()
		defer stop()
		return compare.Run(ctx, plan, watched.note), nil
	})
}

// finish takes what a comparison found, be it complete or not.
func (s *Screen) finish(result common.Result[compare.Comparison]) {
	s.outcome = &result.Value
	failed := slices.IndexFunc(s.outcome.Columns, func(c compare.Column) bool { return c.Err != nil && !c.Answered })
	s.list.show(s.outcome)
	s.tokens.take(s.people.list, s.outcome)
	switch {
	case failed >= 0:
		s.cursor = failed
	case s.height >= roomy:
		s.view = resultsView // with the verdict above
	}
	s.layout()
}

// stoppedEarly reports whether a column ended because the user stopped it.
func stoppedEarly(c compare.Column) bool { return errors.Is(c.Err, context.Canceled) }
