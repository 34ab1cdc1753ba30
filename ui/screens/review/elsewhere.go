package review

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/components/spinner"
)

// asksRegions reports whether the other regions can be asked, and may tell more.
func (s *Screen) asksRegions() bool {
	connection := s.session.Connection
	return s.checkup.shown && !s.checkup.busy() && !connection.Profile.IsSandbox() &&
		len(preflight.OtherHosts(connection.API.Target())) > 0 && preflight.MayBeElsewhere(s.checkup.rows.now())
}

// askRegions sends the key to the other hosts of Coveo's platform: the key that was
// pressed says so.
func (s *Screen) askRegions() tea.Cmd {
	connection, open := s.session.Connection, s.session.Open
	target, minting, p := connection.API.Target(), connection.Keys.Minting, connection.Profile
	cmd := s.checkup.asking.Start(s.session, common.Review, func(ctx context.Context) (preflight.Row, error) {
		hosts := preflight.AskHosts(ctx, target, minting, func(other coveoapi.Target) (preflight.Client, error) {
			elsewhere := p
			elsewhere.Endpoint = other.Endpoint.Spec
			connected, err := open(ctx, elsewhere, profile.Keys{Minting: minting})
			return connected.API, err
		})
		return preflight.HostsRow(target, hosts), nil
	})
	s.refresh()
	return cmd
}

// updateElsewhere handles the messages of asking other regions and of waiting.
func (s *Screen) updateElsewhere(msg tea.Msg) tea.Cmd {
	c := &s.checkup
	asked, asking := c.asking.Update(msg)
	if asked != nil {
		c.rows.set(asked.Value)
		s.refresh()
		lines, _ := s.checkupLines()
		s.pane.ScrollTo(len(lines))
	}
	awake, awaiting := c.awaiting.Update(msg)
	if awake != nil && awake.Err == nil {
		return c.then()
	}
	return tea.Batch(asking, awaiting)
}

// await waits until the paused organization answers, and then goes on.
func (s *Screen) await(then func() tea.Cmd) tea.Cmd {
	client, minting := s.session.Connection.API, s.session.Connection.Keys.Minting
	s.checkup.then = then
	cmd := s.checkup.awaiting.StartLong(s.session, common.Review, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, preflight.Await(ctx, client, minting, nil)
	})
	s.refresh()
	return cmd
}

// awaitingLine is the last line while a paused organization is waited for.
func (s *Screen) awaitingLine() string {
	call := &s.checkup.awaiting
	return s.session.Styles.Accent.Render(strings.TrimLeft(spinner.Frame(call.Frame())+" ", " ") + call.Status("Paused; waiting until it answers…"))
}

// isPaused reports whether a failure says that the organization is paused.
func isPaused(err error) bool { return problem.Explain(err).ID == problem.PausedID }

// ObserveSkew takes over what checks found out about the clocks.
func ObserveSkew(session *common.Session, rows []preflight.Row) {
	for _, row := range rows {
		if row.ID == preflight.Clock && (row.State == preflight.Passed || row.State == preflight.Warned) {
			session.SetSkew(row.Skew)
		}
	}
}
