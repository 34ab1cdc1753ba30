package review

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/ui/common"
)

// mendable is the first fix that can be applied here; ok is false when there is none.
// A body that was edited by hand is mended by hand.
func (s *Screen) mendable() (fix preflight.Fix, ok bool) {
	c := &s.checkup
	if !c.shown || c.busy() {
		return fix, false
	}
	for _, row := range c.rows.now() {
		if row.Fix == nil {
			continue
		}
		if row.Fix.Field == preflight.FixEndpoint && s.session.Connection.Profile.IsSandbox() ||
			row.Fix.Field != preflight.FixEndpoint && s.session.Draft.RawBody() != nil {
			continue
		}
		return *row.Fix, true
	}
	return fix, false
}

// FixWords say what a fix does, for the key's help.
func FixWords(fix preflight.Fix) string {
	switch fix.Field {
	case preflight.FixEndpoint:
		return "switch to the endpoint " + fix.To + ", and save it"
	case preflight.FixPrivilege:
		return "leave the privilege out"
	case preflight.FixProvider:
		return "mend the provider"
	case preflight.FixPipeline:
		return "mend the pipeline"
	default:
		return "mend the search hub"
	}
}

// mend applies the first fix and checks again.
func (s *Screen) mend() tea.Cmd {
	fix, ok := s.mendable()
	if !ok {
		return nil
	}
	if fix.Field == preflight.FixEndpoint {
		return s.move(fix.To)
	}
	MendDraft(s.session.Draft, fix)
	return tea.Batch(s.check(), func() tea.Msg { return common.DraftChangedMsg{} })
}

// MendDraft applies a fix to what was filled in.
func MendDraft(draft *common.Draft, fix preflight.Fix) {
	switch fix.Field {
	case preflight.FixPrivilege:
		draft.Privileges = slices.DeleteFunc(slices.Clone(draft.Privileges), func(p coveoapi.Privilege) bool { return p.String() == fix.From })
	case preflight.FixProvider:
		draft.UserIDs = slices.Clone(draft.UserIDs)
		for i, id := range draft.UserIDs {
			if strings.TrimSpace(id.Provider) == fix.From {
				draft.UserIDs[i].Provider = fix.To
			}
		}
	case preflight.FixPipeline:
		draft.Pipeline = fix.To
	case preflight.FixHub:
		draft.SearchHub = fix.To
	}
}

// move connects to the organization at another endpoint, with the same keys: the key
// that was pressed names it.
func (s *Screen) move(endpoint string) tea.Cmd {
	connection, open := s.session.Connection, s.session.Open
	p, keys := connection.Profile, connection.Keys
	p.Endpoint = endpoint
	cmd := s.checkup.moving.Start(s.session, common.Review, func(ctx context.Context) (common.Connection, error) {
		return open(ctx, p, keys)
	})
	s.refresh()
	return cmd
}

// finishMove takes the end of move. A profile that was saved is saved with its new
// endpoint.
func (s *Screen) finishMove(result common.Result[common.Connection]) tea.Cmd {
	if result.Err != nil {
		s.checkup.failure = result.Err
		s.pane.ScrollTo(0)
		s.refresh()
		return nil
	}
	connection := result.Value
	s.session.Connection.API.Close()
	s.session.Connection = &connection
	cmd := s.check()
	for i, saved := range s.session.Profiles {
		if saved.Name == connection.Profile.Name && s.session.SaveProfile != nil {
			s.session.Profiles[i] = connection.Profile
			s.checkup.failure = s.session.SaveProfile(connection.Profile)
		}
	}
	s.refresh()
	return tea.Batch(cmd, func() tea.Msg { return common.ConnectedMsg{} })
}
