// Package token is the step that reads a token: what kind it is, how long it lives,
// what each claim means, and what its signature does and does not prove. It needs no
// connection; a token that is pasted anywhere on it is opened.
package token

import (
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/grant"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/claims"
	"coveotoken/ui/components/codeview"
	"coveotoken/ui/components/lazypane"
	"coveotoken/ui/components/pane"
)

// The views of a token.
type view int

const (
	claimsView view = iota
	jsonView
	grantsView
	callsView
	verdictView
	tokenView
	viewCount
)

// Screen is the Token step.
type Screen struct {
	session       *common.Session
	keys          keyMap
	width, height int

	reading reading
	view    view
	list    *claims.List
	json    *lazypane.Pane
	facts   pane.Pane
	facted  factsKey
	// report is the pane of the views that ask the organization.
	report   pane.Pane
	reported reportKey
	asking   asking
	paste    pasteField
	save     saveField
	code     *codeview.View

	call common.Call[published]
	// asked is the platform whose keys were asked for last.
	asked   coveoapi.Target
	verdict verdict

	revealed bool
	reveal   int // the running reveal
}

var (
	_ common.Screen  = (*Screen)(nil)
	_ common.Typist  = (*Screen)(nil)
	_ common.Resumer = (*Screen)(nil)
	_ common.Leaver  = (*Screen)(nil)
	_ common.Escaper = (*Screen)(nil)
	_ common.Stater  = (*Screen)(nil)
	_ common.Ticker  = (*Screen)(nil)

	_ common.Explainer = (*Screen)(nil)
)

// New makes the Token step.
func New(session *common.Session) *Screen {
	return &Screen{session: session, keys: newKeyMap(session.Keys), list: claims.New(), code: codeview.New(session), json: lazypane.New(common.Token, "json")}
}

// ID implements common.Screen.
func (s *Screen) ID() common.ID { return common.Token }

// Title implements common.Screen.
func (s *Screen) Title() string { return "Token" }

// Init implements common.Screen. It opens the token that the session starts with.
func (s *Screen) Init() tea.Cmd { return s.open() }

// SetSize implements common.Screen.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = max(0, width), max(0, height)
	s.code.SetSize(width, height)
	s.layout()
	if s.view == jsonView && s.session.Current != nil {
		made := s.jsonKey() // no command can be handed out here
		s.json.PrepareNow(made, made.lines)
	}
}

// Typing implements common.Typist.
func (s *Screen) Typing() bool { return s.paste.shown || s.save.shown }

// Explain implements common.Explainer with the claim under the cursor.
func (s *Screen) Explain() (title string, sentences []string) {
	if s.session.Current == nil || s.view != claimsView || s.code.Shown() || s.Typing() {
		return "", nil
	}
	return s.list.Explain(s.session.Now())
}

// Resume implements common.Resumer.
func (s *Screen) Resume() tea.Cmd {
	s.layout() // the clocks may have been compared meanwhile
	s.traceFields()
	return tea.Batch(s.prepare(), s.lookedAt())
}

// Leave implements common.Leaver.
func (s *Screen) Leave() {
	s.conceal()
	s.paste.close()
	s.save.close()
	s.code.Close()
}

// Escape implements common.Escaper.
func (s *Screen) Escape() bool {
	switch {
	case s.code.Close(), s.call.Cancel(), s.asking.cancel():
	case s.paste.shown:
		s.paste.close()
	case s.save.shown:
		s.save.close()
	case s.revealed:
		s.conceal()
	default:
		return false
	}
	s.layout()
	return true
}

// State implements common.Stater.
func (s *Screen) State() common.State {
	if s.session.Current == nil {
		return common.Empty
	}
	switch s.reading.life.At(s.session.Now()) {
	case jwtview.Expired, jwtview.BadExpiry:
		return common.Problem
	default:
		return common.Done
	}
}

// Ticking implements common.Ticker: the times are told relative to now, those of an
// expired token too.
func (s *Screen) Ticking() bool {
	life := s.reading.life
	return s.session.Current != nil && !(life.IssuedAt.IsZero() && life.NotBefore.IsZero() && life.ExpiresAt.IsZero())
}

// Update implements common.Screen.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case common.TokenOpenedMsg:
		return s.open()
	case savedMsg:
		return s.saved(msg)
	case common.PasteMsg:
		s.save.close()
		s.code.Close()
		s.paste.open()
		s.layout()
		return nil
	case common.ImportedMsg:
		s.layout()
		return nil
	case common.ThemeChangedMsg:
		s.code.Refresh()
		return s.prepare()
	case concealMsg:
		if msg.reveal == s.reveal {
			s.conceal()
		}
	case tea.BlurMsg: // whoever looks now may not be its owner
		s.conceal()
		s.layout()
	case lazypane.LinesMsg:
		s.json.Accept(msg)
	case tea.PasteMsg:
		return s.pasted(msg.Content)
	case tea.KeyPressMsg:
		if s.paste.shown {
			return s.pasteKey(msg)
		}
		if s.save.shown {
			return s.saveKey(msg)
		}
		if s.code.Shown() {
			return s.code.Key(msg)
		}
		return s.key(msg)
	default:
		return s.called(msg)
	}
	return nil
}

// called hands a message to the calls that are running.
func (s *Screen) called(msg tea.Msg) tea.Cmd {
	done, cmd := s.call.Update(msg)
	if done != nil {
		s.finishCheck(*done)
	}
	cmd = tea.Batch(cmd, s.askUpdate(msg))
	s.layout()
	return cmd
}

// open shows the session's current token from its start.
func (s *Screen) open() tea.Cmd {
	s.code.Close()
	s.conceal()
	s.save.close()
	s.call.Cancel()
	s.asking.cancel()
	s.asking.effective, s.asking.told, s.asking.judged = grant.Effective{}, false, nil
	s.verdict = verdict{}
	s.view = claimsView
	s.json.Forget()
	s.facts.ScrollTo(0)
	if current := s.session.Current; current != nil {
		s.reading = read(current)
		s.list.SetToken(current.Decoded)
		s.traceFields()
	}
	s.layout()
	return s.prepare()
}

// reading is what every frame shows of a token, read once: looking for a claim in a
// token of a megabyte takes a while.
type reading struct {
	kind, badge, origin, masked string
	life                        jwtview.Life
	// odd is what is most odd about it, or ""; more counts the rest.
	odd  string
	more int
}

func read(token *common.OpenToken) reading {
	r := reading{
		kind: string(token.Decoded.Kind()), badge: token.Decoded.SignatureFacts().Badge,
		origin: "pasted", masked: token.Secret.Masked(), life: token.Decoded.Life(),
	}
	if token.MintedFor != "" {
		r.origin = "minted for " + safetext.Visible(token.MintedFor)
	}
	if found := findings(token.Decoded); len(found) > 0 {
		r.odd, r.more = found[0].Sentence, len(found)-1
	}
	if token.Decoded.FromSandbox() {
		r.origin += " · issued by a sandbox"
	}
	return r
}

// layout gives the views what the header leaves.
func (s *Screen) layout() {
	height := max(0, s.height-len(s.header(s.session.Now())))
	s.list.SetSize(s.width, height)
	s.json.SetSize(s.width, height)
	s.facts.SetSize(s.width, height)
	s.report.SetSize(s.width, height)
}
