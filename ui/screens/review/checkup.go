package review

import (
	"context"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/ui/common"
)

// checkup is the pane of the checks that can be made before minting.
type checkup struct {
	call common.Call[[]preflight.Row]
	// shown says that the pane stands in the place of the request.
	shown bool
	// rows are those of the last run, or of the one that is running.
	rows *rows
	// request is what was checked.
	request coveoapi.Request
	// moving connects to another endpoint, which failed for the reason in failure.
	moving  common.Call[common.Connection]
	failure error
	// asking asks the other regions, and awaiting waits for a paused organization;
	// then is what to do once it answers.
	asking   common.Call[preflight.Row]
	awaiting common.Call[struct{}]
	then     func() tea.Cmd
}

// busy reports whether something runs in the pane.
func (c *checkup) busy() bool {
	return c.call.Busy() || c.moving.Busy() || c.asking.Busy() || c.awaiting.Busy()
}

// rows are the rows of a run. They are written from outside the update loop as the
// checks end; the spinner's next frame shows them.
type rows struct {
	mu   sync.Mutex
	list []preflight.Row
}

// set replaces the row of the same check, or adds it.
func (r *rows) set(row preflight.Row) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, other := range r.list {
		if other.ID == row.ID && other.Subject == row.Subject {
			r.list[i] = row
			return
		}
	}
	r.list = append(r.list, row)
}

// stop skips the checks that have not ended.
func (r *rows) stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, row := range r.list {
		if row.State == preflight.Pending {
			r.list[i].State, r.list[i].Evidence = preflight.Skipped, "Cancelled before it was found out."
		}
	}
}

// now gives the rows as they are; r may be nil.
func (r *rows) now() []preflight.Row {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.list)
}

// check starts the checks of what would be sent now.
func (s *Screen) check() tea.Cmd {
	c := &s.checkup
	c.request, _ = s.request() // also of what is not complete yet
	plan := Plan(s.session, c.request)
	live := &rows{list: plan.Rows()}
	c.rows, c.failure = live, nil
	if !c.shown {
		c.shown = true
		s.pane.ScrollTo(0)
	}
	cmd := c.call.Start(s.session, common.Review, func(ctx context.Context) ([]preflight.Row, error) {
		return preflight.Run(ctx, plan, live.set), nil
	})
	s.refresh()
	return cmd
}

// updateCheckup handles the messages of the checks.
func (s *Screen) updateCheckup(msg tea.Msg) tea.Cmd {
	ended, tick := s.checkup.call.Update(msg) // its rows were told already
	moved, other := s.checkup.moving.Update(msg)
	if s.checkup.shown {
		s.refresh()
	}
	if ended != nil {
		ObserveSkew(s.session, ended.Value)
		_, wrong := s.checkupLines()
		s.pane.ScrollTo(wrong)
	}
	if moved != nil {
		return s.finishMove(*moved)
	}
	return tea.Batch(tick, other, s.updateElsewhere(msg))
}

// escapeCheckup cancels what runs in the pane, or else closes it.
func (s *Screen) escapeCheckup() bool {
	c := &s.checkup
	switch {
	case c.call.Cancel():
		c.rows.stop()
	case c.moving.Cancel(), c.asking.Cancel(), c.awaiting.Cancel():
	case c.shown:
		s.closeCheckup()
		return true
	default:
		return false
	}
	s.refresh()
	return true
}

// closeCheckup goes back to the request.
func (s *Screen) closeCheckup() {
	s.checkup.call.Cancel()
	s.checkup.moving.Cancel()
	s.checkup.asking.Cancel()
	s.checkup.awaiting.Cancel()
	s.checkup.shown, s.checkup.rows, s.checkup.failure = false, nil, nil
	s.pane.ScrollTo(0)
	s.refresh()
}

// forgetCheckup closes the pane when what was checked would no longer be sent.
func (s *Screen) forgetCheckup() {
	if !s.checkup.shown {
		return
	}
	if s.session.Connection != nil {
		if request, _ := s.request(); same(request, s.checkup.request) {
			return
		}
	}
	s.closeCheckup()
}
