package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

// fakeScreen records what reaches it.
type fakeScreen struct {
	id      common.ID
	title   string
	state   common.State
	typing  bool
	escapes int // how often Escape still has something to undo
	ticking bool

	got           []string
	width, height int
	side          bool
	body          string
	onKey         func(string) tea.Cmd
	onView        func()
}

func (f *fakeScreen) ID() common.ID { return f.id }
func (f *fakeScreen) Title() string { return f.title }

func (f *fakeScreen) Init() tea.Cmd {
	f.got = append(f.got, "init")
	return nil
}

func (f *fakeScreen) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		f.got = append(f.got, "key "+press.String())
		if f.onKey != nil {
			return f.onKey(press.String())
		}
		return nil
	}
	if edited, ok := msg.(common.EditedMsg); ok {
		f.body = fmt.Sprintf("edited: %s %v", edited.Content, edited.Err)
	}
	f.got = append(f.got, fmt.Sprintf("%T", msg))
	return nil
}

func (f *fakeScreen) View() string {
	if f.onView != nil {
		f.onView()
	}
	if f.body != "" {
		return f.body
	}
	return fmt.Sprintf("body of %s: %d×%d", f.title, f.width, f.height)
}

func (f *fakeScreen) SetSize(width, height int) {
	f.got = append(f.got, "size")
	f.width, f.height = width, height
}
func (f *fakeScreen) SetSideShown(shown bool) { f.side = shown }
func (f *fakeScreen) State() common.State     { return f.state }
func (f *fakeScreen) Typing() bool            { return f.typing }
func (f *fakeScreen) Ticking() bool           { return f.ticking }
func (f *fakeScreen) Leave()                  { f.got = append(f.got, "leave") }

func (f *fakeScreen) Resume() tea.Cmd {
	f.got = append(f.got, "resume")
	return nil
}

func (f *fakeScreen) Escape() bool {
	if f.escapes == 0 {
		return false
	}
	f.escapes--
	return true
}

func (f *fakeScreen) ShortHelp() []key.Binding {
	return []key.Binding{
		key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "go on")),
		key.NewBinding(key.WithKeys("r"), key.WithHelp("r", "retry")),
		key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "not now"), key.WithDisabled()),
	}
}
func (f *fakeScreen) FullHelp() [][]key.Binding { return [][]key.Binding{f.ShortHelp()} }

// take gives what reached the screen since the last call.
func (f *fakeScreen) take() string {
	got := strings.Join(f.got, ", ")
	f.got = nil
	return got
}

// program is a root model with fake screens, on a pump.
type program struct {
	*uitest.Pump
	session *uitest.Session
	app     *ui.App
	screens map[common.ID]*fakeScreen
}

func fakeScreens() ([]common.Screen, map[common.ID]*fakeScreen) {
	byID := map[common.ID]*fakeScreen{}
	screens := make([]common.Screen, 0, len(common.Steps()))
	for _, id := range common.Steps() {
		byID[id] = &fakeScreen{id: id, title: strings.ToUpper(string(id[:1])) + string(id[1:])}
		screens = append(screens, byID[id])
	}
	return screens, byID
}

func start(t testing.TB, size uitest.Size, palette string) *program {
	t.Helper()
	return startSession(t, uitest.NewSession(t), size, palette)
}

// startWithKeys is start with key bindings.
func startWithKeys(t testing.TB, bindings *common.Bindings) *program {
	t.Helper()
	session := uitest.NewSession(t)
	session.Keys = bindings
	return startSession(t, session, standard, "dark")
}

func startSession(t testing.TB, session *uitest.Session, size uitest.Size, palette string) *program {
	t.Helper()
	screens, byID := fakeScreens()
	app := ui.NewApp(ui.Options{Session: session.Session, Screens: screens, Palette: palette})
	p := &program{session: session, app: app, screens: byID, Pump: uitest.NewModelPump(t, session, app, size)}
	for _, screen := range byID {
		screen.take()
	}
	return p
}

// openToken opens a token whose life is from 09:00 to 10:00 on the test's clock.
func openToken(t testing.TB, s *uitest.Session) {
	t.Helper()
	if err := s.OpenToken(coveoapi.NewSecret(hourToken), "acme"); err != nil {
		t.Fatal(err)
	}
}

// startReal runs the root model with the real screens, connected and with a token.
func startReal(t testing.TB, size uitest.Size, palette string) *program {
	t.Helper()
	session := uitest.NewSession(t)
	session.Connect()
	session.API.Expect("PlatformTokenPrivileges", []coveoapi.Privilege{
		{Owner: "SEARCH_API", TargetDomain: "EXECUTE_QUERY", Type: "ENABLE", TargetID: "*"},
	}, nil).Always()
	session.API.Expect("Pipelines", []coveoapi.Pipeline(nil), nil).Always()
	openToken(t, session)
	app := ui.NewApp(ui.Options{Session: session.Session, Screens: ui.NewScreens(session.Session), Palette: palette})
	return &program{session: session, app: app, Pump: uitest.NewModelPump(t, session, app, size)}
}
