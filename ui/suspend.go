package ui

import (
	"io"
	"os"
	"os/exec"

	tea "charm.land/bubbletea/v2"
)

// suspender stops the program so that the shell it was started from goes on, as ctrl+z
// and SIGTSTP ask for. The terminal is given back before the program stops, and taken
// again when it is continued.
type suspender struct{ asked chan os.Signal }

// suspendMsg asks the program to stop, from outside.
type suspendMsg struct{}

// resumedMsg says that the program goes on. stopped is false when nothing could stop
// it: it was not started from a shell that controls jobs.
type resumedMsg struct{ stopped bool }

func newSuspender() *suspender { return &suspender{asked: make(chan os.Signal, 1)} }

// watch hands the program every request to stop from outside, until stop is called.
func (s *suspender) watch(send func(tea.Msg)) (stop func()) {
	done := make(chan struct{})
	s.listen()
	go func() {
		for {
			select {
			case <-s.asked:
				send(suspendMsg{})
			case <-done:
				return
			}
		}
	}()
	return func() {
		s.ignore()
		close(done)
	}
}

// suspend is the command that stops the program.
func (s *suspender) suspend() tea.Cmd {
	pause := &stopping{suspender: s}
	return tea.Exec(pause, func(error) tea.Msg { return resumedMsg{pause.stopped} })
}

// lend gives the terminal to a command until it ends; it implements common.Editor.Run.
// A request to stop then stops the command and the program alike: the shell waits for
// both.
func (s *suspender) lend(command *exec.Cmd, done tea.ExecCallback) tea.Cmd {
	return tea.Exec(&lending{suspender: s, command: command}, done)
}

// resumed says what is to be said when the program goes on.
func (a *App) resumed(msg resumedMsg) tea.Cmd {
	if msg.stopped {
		return nil
	}
	return a.showNotice("Nothing here continues a stopped program: coveo-token was not started from a shell with job control.")
}

// ownStreams is a tea.ExecCommand that has its streams already.
type ownStreams struct{}

// SetStdin implements tea.ExecCommand.
func (ownStreams) SetStdin(io.Reader) {}

// SetStdout implements tea.ExecCommand.
func (ownStreams) SetStdout(io.Writer) {}

// SetStderr implements tea.ExecCommand.
func (ownStreams) SetStderr(io.Writer) {}

// stopping runs while the terminal is given back: it stops the program.
type stopping struct {
	ownStreams
	*suspender
	stopped bool
}

// Run implements tea.ExecCommand.
func (s *stopping) Run() error {
	s.ignore()
	defer s.listen()
	s.stopped = stopProcess()
	return nil
}

// lending runs a command while the terminal is given back.
type lending struct {
	ownStreams
	*suspender
	command *exec.Cmd
}

// Run implements tea.ExecCommand.
func (l *lending) Run() error {
	l.ignore()
	defer l.listen()
	var err error
	byDefault(func() { err = l.command.Run() })
	return err
}
