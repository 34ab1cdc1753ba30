package common_test

import (
	"context"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

// caller is a screen that does nothing but call.
type caller struct {
	session *common.Session
	api     common.API
	call    common.Call[[]coveoapi.Pipeline]
	results []common.Result[[]coveoapi.Pipeline]
	stayed  []common.SecretStayedMsg
}

// startMsg tells the caller to call.
type startMsg struct{}

func (c *caller) ID() common.ID            { return common.Query }
func (c *caller) Title() string            { return "Caller" }
func (c *caller) Init() tea.Cmd            { return nil }
func (c *caller) View() string             { return "" }
func (c *caller) SetSize(int, int)         {}
func (c *caller) ShortHelp() []key.Binding { return nil }

func (c *caller) FullHelp() [][]key.Binding { return nil }

func (c *caller) Update(msg tea.Msg) tea.Cmd {
	if due, ok := msg.(common.SecretStayedMsg); ok {
		c.stayed = append(c.stayed, due)
	}
	if _, ok := msg.(startMsg); ok {
		api := c.api
		return c.call.Start(c.session, common.Query, func(ctx context.Context) ([]coveoapi.Pipeline, error) {
			reply, err := api.Pipelines(ctx)
			return reply.Value, err
		})
	}
	done, cmd := c.call.Update(msg)
	if done != nil {
		c.results = append(c.results, *done)
	}
	return cmd
}

func startCaller(t *testing.T) (*caller, *uitest.Pump, *uitest.Session) {
	t.Helper()
	s := uitest.NewSession(t)
	c := &caller{session: s.Session, api: s.API}
	return c, uitest.NewPump(t, s, c, uitest.Size{Width: 40, Height: 9}), s
}

func named(name string) []coveoapi.Pipeline { return []coveoapi.Pipeline{{Name: name}} }

func TestAFastCallShowsNoSpinner(t *testing.T) {
	c, pump, s := startCaller(t)
	s.API.Expect("Pipelines", named("a"), nil)
	pump.Send(startMsg{})
	if c.call.Busy() || len(c.results) != 1 || c.results[0].Value[0].Name != "a" {
		t.Fatalf("busy %v, results %v", c.call.Busy(), c.results)
	}
	pump.Advance(time.Minute)
	if c.call.Frame() != 0 || pump.Timers() != 0 {
		t.Errorf("frame %d and %d timers after the call", c.call.Frame(), pump.Timers())
	}
}

func TestASlowCallTurnsItsSpinner(t *testing.T) {
	c, pump, s := startCaller(t)
	s.API.Expect("Pipelines", named("a"), nil).Hold()
	pump.Send(startMsg{})
	for _, step := range []struct {
		wait  time.Duration
		frame int
	}{{99 * time.Millisecond, 0}, {time.Millisecond, 1}, {119 * time.Millisecond, 1}, {time.Millisecond, 2}} {
		pump.Advance(step.wait)
		if c.call.Frame() != step.frame {
			t.Errorf("after %v the frame is %d, want %d", c.call.Elapsed(), c.call.Frame(), step.frame)
		}
	}
	pump.Release()
	if c.call.Busy() || c.call.Elapsed() != 0 || len(c.results) != 1 {
		t.Errorf("after the reply: busy %v, elapsed %v, results %v", c.call.Busy(), c.call.Elapsed(), c.results)
	}
}

func TestANewCallCancelsTheOldOneWhoseReplyIsDropped(t *testing.T) {
	c, pump, s := startCaller(t)
	s.API.Expect("Pipelines", named("old"), nil).Hold()
	s.API.Expect("Pipelines", named("new"), nil)
	pump.Send(startMsg{})
	pump.Send(startMsg{})
	if len(c.results) != 1 || c.results[0].Err != nil || c.results[0].Value[0].Name != "new" {
		t.Errorf("the results are %v, want the new one only", c.results)
	}
}

func TestCancelDropsTheReply(t *testing.T) {
	c, pump, s := startCaller(t)
	s.API.Expect("Pipelines", named("a"), nil).Hold()
	pump.Send(startMsg{})
	if !c.call.Cancel() || c.call.Cancel() {
		t.Error("cancel does not tell whether there was a call")
	}
	pump.Send(struct{}{})
	if pump.Held() != 0 || len(c.results) != 0 {
		t.Errorf("%d calls are held, results %v", pump.Held(), c.results)
	}
}

func TestClosingTheSessionEndsItsCalls(t *testing.T) {
	c, pump, s := startCaller(t)
	s.Connect()
	s.API.Expect("Pipelines", named("a"), nil).Hold()
	pump.Send(startMsg{})
	s.Close()
	pump.Send(struct{}{})
	if len(c.results) != 1 || !common.Canceled(c.results[0].Err) {
		t.Errorf("the results are %v, want a cancelled one", c.results)
	}
}

func TestAWaitBeforeARepetitionIsSeenWhileItLasts(t *testing.T) {
	c, pump, s := startCaller(t)
	limited := &coveoapi.APIError{Status: 429}
	s.API.Expect("Pipelines", named("a"), nil).Hold().Wait(coveoapi.Wait{Attempt: 2, Attempts: 3, Delay: 8 * time.Second, Cause: limited})
	if _, ok := c.call.Waiting(); ok {
		t.Error("a call that does not run waits")
	}
	pump.Send(startMsg{})
	for _, step := range []struct {
		advance time.Duration
		want    string
	}{
		{0, "rate limited, waiting 8 s (attempt 2 of 3)"},
		{500 * time.Millisecond, "rate limited, waiting 8 s (attempt 2 of 3)"},
		{7 * time.Second, "rate limited, waiting 1 s (attempt 2 of 3)"},
		{time.Second, ""},
	} {
		pump.Advance(step.advance)
		pause, ok := c.call.Waiting()
		if ok != (step.want != "") || ok && pause.String() != step.want {
			t.Errorf("waiting: %v, %q; want %q", ok, pause, step.want)
		}
	}
	pump.Release()
	if _, ok := c.call.Waiting(); ok {
		t.Error("a call that ended still waits")
	}
}

func TestAPauseSaysWhy(t *testing.T) {
	for want, cause := range map[string]error{
		"Coveo is busy (503), waiting 2 s (attempt 3 of 3)": &coveoapi.APIError{Status: 503, Message: "outside"},
		"no connection, waiting 2 s (attempt 3 of 3)":       &coveoapi.NetworkError{Kind: coveoapi.NetworkRefused},
	} {
		pause := common.Pause{Wait: coveoapi.Wait{Attempt: 3, Attempts: 3, Cause: cause}, Left: 1100 * time.Millisecond}
		if pause.String() != want {
			t.Errorf("got %q, want %q", pause, want)
		}
	}
}
