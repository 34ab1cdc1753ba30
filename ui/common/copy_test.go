package common_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
)

func TestCopySaysWhatWasDoneAndNeverWhatWasCopied(t *testing.T) {
	const content = "xxSANDBOX-canary"
	works := func(string) error { return nil }
	fails := func(string) error { return errors.New(content) }
	long := content + strings.Repeat("x", 80_000)
	tests := []struct {
		name, text string
		native     func(string) error
		want       string
		osc        bool
	}{
		{"both", content, works, "Token sent to the clipboard (OSC 52 and system)", true},
		{"no system clipboard", content, nil, "Token sent to the clipboard (OSC 52)", true},
		{"the system clipboard fails", content, fails, "Token sent to the clipboard (OSC 52; the system's own did not take it)", true},
		{"too long for the terminal", long, works, "Token sent to the clipboard (system)", false},
		{"too long and the other fails", long, fails, "Token is too long for the terminal's clipboard, and the system's own did not take it: nothing was copied", false},
		{"too long and no other", long, nil, "Token is too long for the terminal's clipboard, and there is no other: nothing was copied", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, pump, s := startCaller(t)
			s.Clipboard.Write = test.native
			pump.Run(common.Copy(s.Session, "Token", test.text))
			sent := pump.Sent()
			notice, ok := sent[len(sent)-1].(common.NoticeMsg)
			if !ok || notice.Text != test.want {
				t.Errorf("the last notice is %v, want %q", sent[len(sent)-1], test.want)
			}
			if got := pump.Clipboard() == test.text; got != test.osc {
				t.Errorf("sent through the terminal: %v, want %v", got, test.osc)
			}
		})
	}
}

// rawTexts runs a command and gives what it sends to the terminal as it is.
func rawTexts(cmd tea.Cmd) (texts []string) {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if raw, ok := msg.(tea.RawMsg); ok {
		return []string{raw.Msg.(string)}
	}
	commands, _, _ := common.Commands(msg)
	for _, inner := range commands {
		texts = append(texts, rawTexts(inner)...)
	}
	return texts
}

func TestCopyReachesTheTerminalThroughAMultiplexer(t *testing.T) {
	long := strings.Repeat("a token ", 500)
	for name, test := range map[string]struct {
		env    map[string]string
		notice string
		// unwrap takes the multiplexer's wrapping away.
		unwrap func(string) string
		plain  bool
	}{
		"none": {nil, "OSC 52)", nil, true},
		"tmux": {map[string]string{"TMUX": "/tmp/tmux-0/default,1,0", "STY": "1.x"}, "OSC 52 through tmux)", func(s string) string {
			s = strings.TrimSuffix(strings.TrimPrefix(s, "\x1bPtmux;"), "\x1b\\")
			return strings.ReplaceAll(s, "\x1b\x1b", "\x1b")
		}, true},
		"screen": {map[string]string{"STY": "123.pts-0.host"}, "OSC 52 through screen)", func(s string) string {
			for _, part := range strings.Split(s, "\x1b\\") {
				if len(part) > 768 {
					t.Errorf("screen gets %d bytes at once", len(part))
				}
			}
			return strings.ReplaceAll(strings.ReplaceAll(s, "\x1b\\", ""), "\x1bP", "")
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			_, pump, s := startCaller(t)
			s.Clipboard.Through = common.MultiplexerOf(func(name string) string { return test.env[name] })
			cmd := common.Copy(s.Session, "Token", long)
			raw := strings.Join(rawTexts(cmd), "")
			if want := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(long)) + "\x07"; test.unwrap != nil && test.unwrap(raw) != want {
				t.Errorf("sent %q", raw)
			}
			pump.Run(cmd)
			if got := pump.Clipboard() == long; got != test.plain {
				t.Errorf("sent plain: %v", got)
			}
			sent := pump.Sent()
			if notice, ok := sent[len(sent)-1].(common.NoticeMsg); !ok || !strings.HasSuffix(notice.Text, test.notice) {
				t.Errorf("the last notice is %v", sent[len(sent)-1])
			}
		})
	}
}

func TestACopiedSecretIsClearedUnlessSomethingElseWasCopied(t *testing.T) {
	const secret = "eyJ.secret.token"
	for name, test := range map[string]struct {
		meanwhile func(held *string)
		want      string
	}{
		"unchanged":               {func(*string) {}, ""},
		"with a line break added": {func(held *string) { *held += "\n" }, ""},
		"something else copied":   {func(held *string) { *held = "a poem" }, "a poem"},
	} {
		t.Run(name, func(t *testing.T) {
			c, pump, s := startCaller(t)
			held := ""
			s.Clipboard.Write = func(text string) error { held = text; return nil }
			s.Clipboard.Read = func() (string, error) { return held, nil }
			pump.Run(common.CopySecret(s.Session, "Token", secret))
			if notice := pump.Sent()[1].(common.NoticeMsg); !strings.Contains(notice.Text, "cleared there in 45 s") {
				t.Errorf("the notice is %q", notice.Text)
			}
			if held != secret || pump.Timers() != 1 {
				t.Fatalf("the clipboard holds %q, %d timers", held, pump.Timers())
			}
			pump.Advance(44 * time.Second)
			if len(c.stayed) > 0 {
				t.Error("it is cleared too early")
			}
			pump.Advance(time.Second)
			if len(c.stayed) != 1 {
				t.Fatalf("%d messages are due", len(c.stayed))
			}
			test.meanwhile(&held)
			pump.Run(s.ClearClipboard(c.stayed[0]))
			if held != test.want {
				t.Errorf("the clipboard holds %q, want %q", held, test.want)
			}
		})
	}
}

func TestWhatTheSystemDidNotTakeIsNotCleared(t *testing.T) {
	_, pump, s := startCaller(t)
	s.Clipboard.Write = func(string) error { return errors.New("locked") }
	s.Clipboard.Read = func() (string, error) { return "", errors.New("locked") }
	pump.Run(common.CopySecret(s.Session, "Token", "secret"))
	if pump.Timers() != 0 {
		t.Error("a timer runs")
	}
	if cmd := s.ClearClipboard(common.SecretStayedMsg{}); cmd() != nil {
		t.Error("a clipboard that cannot be read was cleared")
	}
}
