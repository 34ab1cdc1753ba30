package cli

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"coveotoken/ui/uitest"
)

// fakeClipboard is a clipboard of the system that commands write to at any time.
type fakeClipboard struct {
	mutex sync.Mutex
	held  string
}

func (c *fakeClipboard) write(text string) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.held = text
	return nil
}

func (c *fakeClipboard) read() (string, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.held, nil
}

// TestATokenIsTakenOutOfTheProgram copies one through tmux and the system, whose
// clipboard forgets it, and saves it in a file.
func TestATokenIsTakenOutOfTheProgram(t *testing.T) {
	clipboard := new(fakeClipboard)
	w := startDemo(t, uitest.Size{Width: 120, Height: 40}, func(p *program) {
		p.environment["TMUX"] = "/tmp/tmux-0/default,1,0"
		p.clipboard.Write, p.clipboard.Read = clipboard.write, clipboard.read
	})
	w.do("enter", "enter", "type asmith@example.com", "ctrl+s", "enter")
	w.see("[5 Token ✓]")
	w.do("y")
	w.see("token sent to the clipboard (OSC 52 through tmux and system, to be cleared there in 45 s)")
	token, _ := clipboard.read()
	wrapped := "\x1bPtmux;\x1b\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(token)) + "\a\x1b\\"
	if !strings.HasPrefix(token, "eyJ") || !strings.Contains(w.term.Output(), wrapped) {
		t.Error("the terminal behind tmux does not get the token")
	}
	w.term.Advance(45 * time.Second)
	if held, _ := clipboard.read(); held != "" {
		t.Error("after 45 s the clipboard still holds the token")
	}
	w.see("it was cleared")

	file := filepath.Join(t.TempDir(), "my token.jwt")
	w.do("W", "ctrl+u", "type "+file, "enter")
	w.see("Saved the token as")
	content, err := os.ReadFile(file)
	if err != nil || string(content) != token+"\n" {
		t.Errorf("the file holds something else: %v", err)
	}
	if info, err := os.Stat(file); err != nil || (runtime.GOOS != "windows" && info.Mode().Perm() != 0o600) {
		t.Errorf("others can read the file: %v, %v", info.Mode(), err)
	}
	w.do("W", "enter")
	w.see("it was left alone")
	w.do("esc")
	if strings.Contains(w.term.Output(), token) {
		t.Error("the token was shown")
	}
	w.quit()
}
