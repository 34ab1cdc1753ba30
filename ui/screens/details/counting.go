package details

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/trial"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/components/spinner"
)

// FilterField is the ID of the field whose value can be tried.
const FilterField = "filter"

// counting counts the items that the filter keeps.
type counting struct {
	call common.Call[trial.Count]
	// request is what is, or was, counted; failure is why it could not be.
	request coveoapi.SearchTokenRequest
	failure error
}

// tryFilter counts what the filter keeps now.
func (s *Screen) tryFilter() tea.Cmd {
	plan, ok := s.session.TrialPlan()
	switch {
	case s.session.Connection == nil:
		return common.Notify("Connect first: Coveo counts what a filter keeps.")
	case !ok:
		return common.Notify("There is no filter to try yet.")
	}
	c := &s.counting
	c.request, c.failure = plan.Request, nil
	cmd := c.call.Start(s.session, common.Details, func(ctx context.Context) (trial.Count, error) { return trial.Run(ctx, plan) })
	s.form.Refresh()
	return cmd
}

// updateCounting handles the messages of the counting.
func (s *Screen) updateCounting(msg tea.Msg) tea.Cmd {
	c := &s.counting
	done, cmd := c.call.Update(msg)
	if done != nil {
		c.failure = done.Err
		if done.Err == nil {
			s.session.FilterTrial = &common.FilterTrial{Request: c.request, Count: done.Value}
			s.looked = looked{} // what was counted is a finding too
		}
	}
	if done != nil || cmd != nil {
		s.form.Refresh()
	}
	return cmd
}

// cancel ends the counting and reports whether there was one.
func (c *counting) cancel() bool { return c.call.Cancel() }

// forget drops what was asked of another connection.
func (c *counting) forget() {
	c.cancel()
	c.failure = nil
}

// checkFilter says what the filter keeps, or else what is to be said of it.
func (s *Screen) checkFilter(filter string) formkit.Message {
	c := &s.counting
	count, fresh := s.session.TriedFilter()
	advice := s.advice(FilterField)
	switch {
	case c.call.Busy():
		words := "counting… (esc cancels)"
		if mark := spinner.Frame(c.call.Frame()); mark != "" {
			words = mark + " " + words
		}
		return formkit.Message{Text: words}
	case c.failure != nil && !common.Canceled(c.failure):
		return formkit.Message{Level: formkit.Warning, Text: "not counted: " + problem.Explain(c.failure).Title}
	case fresh && (count.AsAsked() || advice.Level != formkit.Warning):
		return countMessage(count)
	case s.session.FilterTrial != nil && filter != "" && advice.Text == "":
		return formkit.Message{Text: fmt.Sprintf("kept %d of %d before it changed; ctrl+f counts again", count.Kept, count.Of)}
	}
	return firstSaid(advice, formkit.Expression(filter))
}

// countMessage warns of a filter that keeps nothing, and of one that keeps all.
func countMessage(count trial.Count) formkit.Message {
	level := formkit.Good
	if count.Kept == 0 {
		level = formkit.Warning
	}
	return formkit.Message{Level: level, Text: count.String()}
}
