package compare_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/compare"
)

func TestNothingIsMissingUnlessThatIsKnown(t *testing.T) {
	long := slices.Concat(numbered("x", 3), []string{"shared", "late"})
	for name, test := range map[string]struct {
		client   *fakeClient
		number   int
		want     []string
		relation compare.Relation
	}{
		"everything was fetched": {
			&fakeClient{items: map[string][]string{"a": {"one", "two"}, "b": {"two"}}}, 0,
			[]string{"one: 1 absent", "two: 2 1"},
			compare.More,
		},
		"the same in another order": {
			&fakeClient{items: map[string][]string{"a": {"one", "two"}, "b": {"two", "one"}}}, 0,
			[]string{"one: 1 2", "two: 2 1"},
			compare.Same,
		},
		"each has its own": {
			&fakeClient{items: map[string][]string{"a": {"one", "two"}, "b": {"two", "three"}}}, 0,
			[]string{"one: 1 absent", "three: absent 2", "two: 2 1"},
			compare.Different,
		},
		"the other is asked for what is beyond": {
			&fakeClient{items: map[string][]string{"a": {"late", "one"}, "b": long}}, 2,
			[]string{"x1: absent 1", "one: 2 absent", "x2: absent 2", "late: 1 beyond"},
			compare.Different,
		},
		"an answer that proves nothing": {
			&fakeClient{items: map[string][]string{"a": {"late", "one"}, "b": long}, blind: true}, 2,
			[]string{"late: 1 unknown", "x1: absent 1", "one: 2 unknown", "x2: absent 2"},
			compare.Different,
		},
		"an address with a quotation mark": {
			&fakeClient{items: map[string][]string{"a": {`o"ne`}, "b": long}}, 1,
			[]string{`o"ne: 1 unknown`, "x1: absent 1"},
			compare.Different,
		},
		"as many, of which few were compared": {
			&fakeClient{items: map[string][]string{"a": long, "b": long}}, 2,
			[]string{"x1: 1 1", "x2: 2 2"},
			compare.SameSoFar,
		},
		"more than was compared": {
			&fakeClient{items: map[string][]string{"a": long, "b": long[:3]}}, 2,
			[]string{"x1: 1 1", "x2: 2 2"},
			compare.Different,
		},
		"one has nothing": {
			&fakeClient{items: map[string][]string{"a": nil, "b": {"one"}}}, 0,
			[]string{"one: absent 1"},
			compare.Less,
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := compare.Run(context.Background(), test.client.plan(test.number, "a", "b"), nil)
			if diff := cmp.Diff(test.want, places(c)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if got := c.Pair(0, 1).Relation; got != test.relation {
				t.Errorf("the relation is %s, want %s: %v", got, test.relation, c.Sentences())
			}
			if c.Same() != (test.relation == compare.Same) || c.Err() != nil {
				t.Errorf("same %t, error %v", c.Same(), c.Err())
			}
		})
	}
}

func TestResultsAreFetchedPageByPage(t *testing.T) {
	client := &fakeClient{items: map[string][]string{"a": numbered("x", 250), "b": numbered("x", 120)}}
	c := compare.Run(context.Background(), client.plan(230, "a", "b"), nil)
	if a, b := c.Columns[0], c.Columns[1]; a.Fetched != 230 || a.Complete() || b.Fetched != 120 || !b.Complete() {
		t.Errorf("fetched %d and %d", a.Fetched, b.Fetched)
	}
	var sizes []int
	for _, query := range client.queries {
		sizes = append(sizes, query.FirstResult*1000+query.NumberOfResults)
		if query.Debug {
			t.Error("a report was asked for that nobody reads")
		}
	}
	slices.Sort(sizes)
	if want := []int{100, 100, 100100, 100100, 200030}; !slices.Equal(sizes, want) {
		t.Errorf("asked for %v, want %v", sizes, want)
	}
	if pair := c.Pair(0, 1); pair.OnlyFirst != 110 || pair.Both != 120 || pair.Relation != compare.More {
		t.Errorf("got %+v", pair)
	}
	if got := c.Sentences(); len(got) != 1 || got[0] != "a gets all that b gets, and 130 more." {
		t.Errorf("got %q", got)
	}
}

// A total that is less than what is found makes no negative sentence.
func TestATotalThatIsTooLowIsNoReasonForMore(t *testing.T) {
	client := &fakeClient{
		items:  map[string][]string{"a": numbered("x", 150), "b": numbered("x", 150)},
		totals: map[string]int{"a": 101},
	}
	c := compare.Run(context.Background(), client.plan(1000, "a", "b"), nil)
	if got := strings.Join(c.Sentences(), " "); c.Pair(0, 1).Relation != compare.Different || strings.Contains(got, "-") {
		t.Errorf("got %+v %s", c.Pair(0, 1), got)
	}
}

func TestAFailureKeepsWhatWasFound(t *testing.T) {
	broken := errors.New("broken")
	client := &fakeClient{
		items:   map[string][]string{"a": numbered("x", 250), "b": numbered("x", 150), "c": {"x1"}},
		failing: map[string]failure{"a": {100, broken}, "c": {0, broken}},
	}
	c := compare.Run(context.Background(), client.plan(1000, "a", "b", "c"), nil)
	if a := c.Columns[0]; a.State != compare.Failed || a.Fetched != 100 || a.Total != 250 || !errors.Is(a.Err, broken) || a.RequestID != "request of a" {
		t.Errorf("the first column is %+v", a)
	}
	if got := c.Columns[2]; got.Answered || got.State != compare.Failed || got.RequestID == "" {
		t.Errorf("the last column is %+v", got)
	}
	if len(c.Rows) != 150 || c.Same() || !errors.Is(c.Err(), broken) {
		t.Errorf("%d rows, error %v", len(c.Rows), c.Err())
	}
	if pair := c.Pair(0, 1); pair.Undecided != 50 || pair.OnlySecond != 0 {
		t.Errorf("what was not fetched is counted as missing: %+v", pair)
	}
	if pair := c.Pair(1, 2); pair.Relation != compare.Unanswered {
		t.Errorf("got %+v", pair)
	}
}

func TestACancelledComparisonKeepsWhatWasFound(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	client := &fakeClient{items: map[string][]string{"a": {"one"}, "b": {"one"}}}
	client.before = func(ctx context.Context, who string) error {
		if who == "b" {
			<-ctx.Done()
		}
		return ctx.Err()
	}
	c := compare.Run(ctx, client.plan(0, "a", "b"), func(p compare.Progress) {
		if p.Index == 0 && p.Column.State == compare.Done {
			cancel()
		}
	})
	if c.Columns[0].State != compare.Done || !errors.Is(c.Columns[1].Err, context.Canceled) {
		t.Errorf("got %+v", c.Columns)
	}
	if diff := cmp.Diff([]string{"one: 1 unknown"}, places(c)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestProgressTellsEveryState(t *testing.T) {
	client := &fakeClient{items: map[string][]string{"a": {"one", "two"}, "b": {"two", "one"}}}
	var states []string
	compare.Run(context.Background(), client.plan(1, "a", "b"), func(p compare.Progress) {
		if p.Index == 0 {
			states = append(states, string(p.Column.State))
		}
	})
	if got := strings.Join(states, " "); got != "minting querying done checking done" {
		t.Errorf("got %s", got)
	}
}

func TestOnlySomeAreAskedAtOnce(t *testing.T) {
	client := &fakeClient{items: map[string][]string{}}
	compare.Run(context.Background(), client.plan(0, "a", "b", "c", "d", "e"), nil)
	if client.atOnce > 3 {
		t.Errorf("%d calls ran at once", client.atOnce)
	}
}

func TestPlansThatCannotBeRun(t *testing.T) {
	client := &fakeClient{}
	for field, plans := range map[string][]compare.Plan{
		"":         {client.plan(0, "a", "b"), client.plan(1000, "a", "b", "c", "d", "e")},
		"personas": {client.plan(0), client.plan(0, "a"), client.plan(0, "a", "b", "c", "d", "e", "f")},
		"number":   {client.plan(-1, "a", "b"), client.plan(1001, "a", "b")},
	} {
		for _, plan := range plans {
			err := plan.Check()
			var input *coveoapi.InputError
			if errors.As(err, &input) != (field != "") || input != nil && input.Field != field {
				t.Errorf("%d personas, number %d: %v", len(plan.Personas), plan.Number, err)
			}
		}
	}
}
