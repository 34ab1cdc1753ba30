// Package history is the step that lists the tokens of the session: what each is, for
// whom, and how long it still lives. A token is opened, minted once more with the same
// form, compared with others, or forgotten from here. Tokens of earlier sessions are
// listed too where the user asked to keep them.
package history

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/history"
	"coveotoken/coveoapi/problem"
	"coveotoken/ui/common"
	"coveotoken/ui/components/pane"
)

// entry is a token of the list.
type entry struct {
	history.Entry
	// token is nil for one of an earlier session of which the fingerprint alone is kept.
	token *common.OpenToken
	// earlier says that it is of an earlier session.
	earlier bool
	// differs says how the token differs from the one that it was minted again from.
	differs []string
}

// kept are the tokens of earlier sessions.
type kept struct {
	entries []history.Entry
	unread  int
}

// Screen is the History step.
type Screen struct {
	session       *common.Session
	keys          keyMap
	width, height int

	// entries are the tokens, the newest first.
	entries []*entry
	cursor  int
	marked  map[string]bool // by fingerprint
	detail  pane.Pane

	load common.Call[kept]
	// unread is how many lines of the kept history are none.
	unread int
	// diskTrouble is why the history is not kept on disk, or nil; it is said once.
	diskTrouble error
	// asked is the fingerprint of the token that d was pressed for once.
	asked string
	// again is the token that is being minted once more, or nil.
	again *entry
	// trouble says why what was last asked for was not done, until the next key.
	trouble string
}

var (
	_ common.Screen  = (*Screen)(nil)
	_ common.Resumer = (*Screen)(nil)
	_ common.Escaper = (*Screen)(nil)
	_ common.Stater  = (*Screen)(nil)
	_ common.Ticker  = (*Screen)(nil)
)

// New makes the History step.
func New(session *common.Session) *Screen {
	return &Screen{session: session, keys: newKeyMap(session.Keys), marked: map[string]bool{}}
}

// ID implements common.Screen.
func (s *Screen) ID() common.ID { return common.History }

// Title implements common.Screen.
func (s *Screen) Title() string { return "History" }

// Init implements common.Screen: it reads what earlier sessions kept.
func (s *Screen) Init() tea.Cmd {
	shelf := s.session.Kept
	if shelf == nil {
		return nil
	}
	return s.load.Start(s.session, common.History, func(context.Context) (kept, error) {
		entries, unread, err := shelf.List()
		return kept{entries, unread}, err
	})
}

// SetSize implements common.Screen.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(0, width), max(0, height)
	s.layout()
}

// Resume implements common.Resumer.
func (s *Screen) Resume() tea.Cmd {
	s.layout()
	return nil
}

// Escape implements common.Escaper: it takes back the question of d, and then the marks.
func (s *Screen) Escape() bool {
	defer s.layout()
	switch {
	case s.asked != "" || s.trouble != "":
		s.asked, s.trouble = "", ""
	case len(s.marked) > 0:
		clear(s.marked)
	default:
		return false
	}
	return true
}

// State implements common.Stater.
func (s *Screen) State() common.State {
	switch {
	case s.diskTrouble != nil:
		return common.Problem
	case len(s.entries) > 0:
		return common.Done
	default:
		return common.Empty
	}
}

// Ticking implements common.Ticker: as long as a token of the list lives.
func (s *Screen) Ticking() bool {
	now := s.session.Now()
	for _, e := range s.entries {
		if e.ExpiresAt.After(now) {
			return true
		}
	}
	return false
}

// Update implements common.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	defer s.layout()
	switch msg := msg.(type) {
	case common.TokenOpenedMsg:
		return s.note(s.session.Current)
	case rememberedMsg:
		return s.remembered(msg.err)
	case tea.KeyPressMsg:
		return s.key(msg)
	}
	done, cmd := s.load.Update(msg)
	if done != nil {
		s.loaded(*done)
	}
	return cmd
}

// loaded adds the tokens of earlier sessions below those of this one.
func (s *Screen) loaded(result common.Result[kept]) {
	s.unread = result.Value.unread
	if result.Err != nil {
		s.diskTrouble = explained(result.Err)
	}
	for _, e := range result.Value.entries {
		if s.find(e.Fingerprint) == nil {
			s.entries = append(s.entries, &entry{Entry: e, token: tokenOf(e), earlier: true})
		}
	}
}

// tokenOf is the token of an entry that was kept with it, or nil.
func tokenOf(e history.Entry) *common.OpenToken {
	if e.Token == "" {
		return nil
	}
	token, err := common.ReadToken(coveoapi.NewSecret(e.Token))
	if err != nil {
		return nil
	}
	return token
}

// find gives the entry of a fingerprint, or nil.
func (s *Screen) find(fingerprint string) *entry {
	for _, e := range s.entries {
		if e.Fingerprint == fingerprint {
			return e
		}
	}
	return nil
}

// explained is an error with the words for a history that others can read.
func explained(err error) error {
	if errors.Is(err, history.ErrReadable) {
		return &unsafeFile{err}
	}
	return err
}

// unsafeFile is a history that others can read.
type unsafeFile struct{ error }

// Problem implements problem.Explained.
func (e *unsafeFile) Problem() problem.Problem {
	return problem.Problem{
		ID: "history-readable", Kind: problem.Input, Title: "The history is not used, because others can read its file.",
		Evidence: e.Error() + ".", Remedy: "Close it with chmod 600, or remove it.",
	}
}
