//go:build unix

package ui_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// jobs is a shell that controls jobs: it runs the helper, says when that has stopped,
// and brings it back when it reads a line.
const jobs = `set -m; "$0"; echo "the shell goes on"; read line; fg >/dev/null; echo "the end"`

func TestTheProgramStopsAndComesBack(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	asks := map[string]func(p *terminalProgram, pid int){
		"ctrl+z": func(p *terminalProgram, _ int) { p.write("\x1a") },
	}
	if runtime.GOOS == "linux" {
		asks["SIGTSTP"] = func(_ *terminalProgram, pid int) { _ = syscall.Kill(pid, syscall.SIGTSTP) }
	}
	for name, ask := range asks {
		t.Run(name, func(t *testing.T) {
			p := startCommandOnPTY(t, exec.Command(shell, "-c", jobs, os.Args[0]), "plain", nil)
			ask(p, p.foreground())
			p.awaitOutput("the shell goes on")
			p.checkCooked()
			restored(t, p.written())
			shown := len(p.written())
			p.write("\n")
			p.awaitAfter(shown, "body of Connect")
			since := time.Now()
			p.write("q")
			p.awaitExit(since)
			p.checkRestored()
		})
	}
}

func TestNothingStopsAProgramThatNobodyWouldContinue(t *testing.T) {
	p := startOnPTY(t, "plain", nil)
	p.write("\x1a")
	p.awaitOutput("Nothing here continues")
	since := time.Now()
	p.write("q")
	p.awaitExit(since)
	p.checkRestored()
}

// foreground is the process group that has the terminal.
func (p *terminalProgram) foreground() int {
	p.t.Helper()
	connection, err := p.master.SyscallConn()
	if err != nil {
		p.t.Fatal(err)
	}
	group := 0
	if ctlErr := connection.Control(func(fd uintptr) { group, err = unix.IoctlGetInt(int(fd), unix.TIOCGPGRP) }); ctlErr != nil || err != nil {
		p.t.Fatal(ctlErr, err)
	}
	return group
}

// checkCooked fails the test unless the terminal is as it was, while the program lives.
func (p *terminalProgram) checkCooked() {
	p.t.Helper()
	now, err := term.GetState(p.slave.Fd())
	if err != nil {
		p.t.Fatal(err)
	}
	if got, want := fmt.Sprint(now), fmt.Sprint(p.before); got != want {
		p.t.Errorf("the terminal's state is %s, was %s", got, want)
	}
}

// written is what the program has written so far.
func (p *terminalProgram) written() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.output.String()
}

// awaitAfter waits until the program has written a text behind what it had written.
func (p *terminalProgram) awaitAfter(written int, text string) {
	p.t.Helper()
	p.await(fmt.Sprintf("%q again", text), func(output string) bool { return strings.Contains(output[written:], text) })
}
