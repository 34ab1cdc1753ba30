//go:build unix

package ui_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui"
	"coveotoken/ui/common"
)

const (
	// helperVariable makes the test binary the program under test.
	helperVariable = "COVEO_TOKEN_UI_TEST_HELPER"
	canary         = "xxSANDBOX-canary-key-for-tests-only"
	soon           = time.Second
)

// editMode is the start of the mode that names an editor.
const editMode = "edit with "

// runHelper is the program under test: the real one with fake screens. Its keys:
// u, v and c fail in Update, View and a command; h starts a request that hangs; e
// opens an editor.
func runHelper(mode string) int {
	if mode == "nohup" {
		signal.Ignore(syscall.SIGHUP)
	}
	session := common.NewSession(context.Background(), common.SessionOptions{})
	session.Prefill.Keys = profile.Keys{Minting: coveoapi.NewSecret(canary)}
	screens, byID := fakeScreens()
	first := byID[common.Connect]
	session.Editor.Command = strings.TrimPrefix(mode, editMode)
	fault := func() { panic(errors.New("lost " + canary + "\x1b]0;title\x07\nand more")) }
	first.onKey = func(key string) tea.Cmd {
		switch key {
		case "u":
			fault()
		case "v":
			first.onView = fault
		case "c":
			return tea.Batch(common.Notify("…"), func() tea.Msg { fault(); return nil })
		case "e":
			return session.Editor.Open(common.Connect, "body.json", []byte("old"))
		case "h":
			first.body = "waiting for ever"
			return func() tea.Msg { select {} }
		}
		return nil
	}
	if err := ui.Run(context.Background(), ui.Options{Session: session, Screens: screens}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// terminalProgram is the helper on a real pseudo-terminal.
type terminalProgram struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	slave  *os.File
	before *term.State
	exited chan error

	mu     sync.Mutex
	output bytes.Buffer
	grown  *sync.Cond
	copied chan struct{}
}

func startOnPTY(t *testing.T, mode string, stdin *os.File) *terminalProgram {
	t.Helper()
	return startCommandOnPTY(t, exec.Command(os.Args[0]), mode, stdin)
}

// startCommandOnPTY starts a command that starts the helper.
func startCommandOnPTY(t *testing.T, command *exec.Cmd, mode string, stdin *os.File) *terminalProgram {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	master = pollable(t, master)
	p := &terminalProgram{t: t, master: master, slave: slave, exited: make(chan error, 1), copied: make(chan struct{})}
	p.grown = sync.NewCond(&p.mu)
	if p.before, err = term.GetState(slave.Fd()); err != nil {
		t.Fatal(err)
	}
	p.cmd = command
	// The race detector's own wait at exit would be taken for ours.
	p.cmd.Env = []string{helperVariable + "=" + mode, "TERM=xterm-256color", "GORACE=atexit_sleep_ms=0"}
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = slave, slave, slave
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 1}
	if stdin != nil {
		p.cmd.Stdin = stdin
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go p.copy()
	go func() { p.exited <- p.cmd.Wait() }()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		_ = slave.Close()
		_ = master.Close()
		<-p.copied
	})
	p.awaitOutput("body of Connect")
	return p
}

// pollable reopens a file so that closing it ends a read that is under way.
func pollable(t *testing.T, f *os.File) *os.File {
	t.Helper()
	fd, err := syscall.Dup(int(f.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	syscall.CloseOnExec(fd)
	if err := syscall.SetNonblock(fd, true); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	return os.NewFile(uintptr(fd), f.Name())
}

// copy reads what the program writes until the terminal is gone.
func (p *terminalProgram) copy() {
	defer close(p.copied)
	buf := make([]byte, 4096)
	for {
		n, err := p.master.Read(buf)
		p.mu.Lock()
		p.output.Write(buf[:n])
		p.grown.Broadcast()
		p.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// awaitOutput waits until the program has written the text.
func (p *terminalProgram) awaitOutput(text string) {
	p.t.Helper()
	p.await(fmt.Sprintf("%q", text), func(output string) bool { return strings.Contains(output, text) })
}

// await waits until what the program has written is what is wanted.
func (p *terminalProgram) await(what string, isThere func(output string) bool) {
	p.t.Helper()
	late := false
	timer := time.AfterFunc(20*time.Second, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		late = true
		p.grown.Broadcast()
	})
	defer timer.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	for !isThere(p.output.String()) {
		if late {
			p.t.Fatalf("the program never wrote %s but %q", what, p.output.String())
		}
		p.grown.Wait()
	}
}

func (p *terminalProgram) write(keys string) {
	p.t.Helper()
	if _, err := io.WriteString(p.master, keys); err != nil {
		p.t.Fatal(err)
	}
}

// awaitExit waits for the program to end and tells how long that took.
func (p *terminalProgram) awaitExit(since time.Time) {
	p.t.Helper()
	select {
	case <-p.exited:
	case <-time.After(20 * time.Second):
		p.t.Fatal("the program does not end")
	}
	took := time.Since(since)
	p.t.Logf("ended after %v, %v of processor time", took, p.cmd.ProcessState.UserTime())
	if took > soon {
		p.t.Errorf("the program took %v to end", took)
	}
}

// checkRestored compares the terminal with what it was before.
func (p *terminalProgram) checkRestored() string {
	p.t.Helper()
	after, err := term.GetState(p.slave.Fd())
	if err != nil {
		p.t.Fatal(err)
	}
	if diff := cmp.Diff(fmt.Sprint(p.before), fmt.Sprint(after)); diff != "" {
		p.t.Errorf("the terminal's state was not restored (-before +after):\n%s", diff)
	}
	_ = p.slave.Close()
	<-p.copied
	restored(p.t, p.output.String())
	return p.output.String()
}

func TestTheTerminalIsRestored(t *testing.T) {
	send := func(s os.Signal) func(*terminalProgram) {
		return func(p *terminalProgram) { _ = p.cmd.Process.Signal(s) }
	}
	press := func(keys string) func(*terminalProgram) {
		return func(p *terminalProgram) { p.write(keys) }
	}
	const fault = "a fault of its own, in coveotoken/ui_test.runHelper"
	tests := []struct {
		name string
		end  func(*terminalProgram)
		code int
		says string
	}{
		{"q", press("q"), 0, ""},
		{"ctrl+c", press("\x03"), 0, ""},
		{"SIGTERM", send(syscall.SIGTERM), 1, "ended by signal: terminated"},
		{"SIGHUP", send(syscall.SIGHUP), 1, "ended by signal: hangup"},
		{"SIGINT", send(syscall.SIGINT), 1, "ended by signal: interrupt"},
		{"panic in Update", press("u"), 1, fault},
		{"panic in View", press("v"), 1, fault},
		{"panic in a command", press("c"), 1, fault},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := startOnPTY(t, "plain", nil)
			since := time.Now()
			test.end(p)
			p.awaitExit(since)
			output := p.checkRestored()
			if got := p.cmd.ProcessState.ExitCode(); got != test.code {
				t.Errorf("exit code %d, want %d", got, test.code)
			}
			_, last, _ := strings.Cut(output, "\x1b[?1049l")
			if !strings.Contains(last, test.says) {
				t.Errorf("after the screen was left: %q, want %q", last, test.says)
			}
			for _, bad := range []string{canary, "goroutine ", "\x1b]0;title"} {
				if strings.Contains(output, bad) {
					t.Errorf("the output holds %q: %q", bad, last)
				}
			}
		})
	}
}

func TestAnEditorGetsTheTerminalAndGivesItBack(t *testing.T) {
	editor := filepath.Join(t.TempDir(), "editor")
	script := "#!/bin/sh\nif [ -t 0 ] && [ -t 1 ] && [ \"$(cat \"$1\")\" = old ]; then printf 'on a terminal' > \"$1\"; fi\n"
	if err := os.WriteFile(editor, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	p := startOnPTY(t, editMode+editor, nil)
	p.write("e")
	p.awaitOutput("edited: on a terminal <nil>")
	since := time.Now()
	p.write("q")
	p.awaitExit(since)
	p.checkRestored()
}

func TestTwoInterruptsEndAHungRequest(t *testing.T) {
	p := startOnPTY(t, "plain", nil)
	p.write("h")
	p.awaitOutput("waiting for ever")
	since := time.Now()
	p.write("\x03\x03")
	p.awaitExit(since)
	p.checkRestored()
}

func TestTheProgramEndsWithItsTerminal(t *testing.T) {
	for _, mode := range []string{"plain", "nohup"} {
		t.Run(mode, func(t *testing.T) {
			p := startOnPTY(t, mode, nil)
			_ = p.slave.Close()
			since := time.Now()
			_ = p.master.Close()
			p.awaitExit(since)
			if busy := p.cmd.ProcessState.UserTime(); busy > soon {
				t.Errorf("%v of processor time: a busy loop", busy)
			}
		})
	}
}

func TestTheProgramEndsWithItsInput(t *testing.T) {
	input, keys, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer input.Close()
	p := startOnPTY(t, "plain", input)
	since := time.Now()
	_ = keys.Close()
	p.awaitExit(since)
	if output := p.checkRestored(); !strings.Contains(output, "reading from the terminal failed") {
		t.Errorf("the output does not say why it ended: %q", output)
	}
}
