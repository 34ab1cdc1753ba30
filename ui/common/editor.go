package common

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// maxEdited is the most that is read of an edited file.
const maxEdited = 4 << 20

// ErrNoEditor says that no editor is named.
var ErrNoEditor = errors.New("no editor is named: set VISUAL or EDITOR to its command, for example EDITOR=nano, and start coveo-token again")

// Editor opens texts in the user's own editor. The zero value has none.
type Editor struct {
	// Command is the editor with its arguments, as VISUAL or EDITOR names it.
	Command string
	// Run gives the terminal to a command until it ends; nil means tea.ExecProcess.
	// Tests replace it.
	Run func(*exec.Cmd, tea.ExecCallback) tea.Cmd
}

// EditedMsg brings a text back from the editor to the screen that sent it there.
type EditedMsg struct {
	owner ID
	// Content is the text as it was left; Changed says whether it is another one.
	Content []byte
	Changed bool
	// Err says why the text could not be edited; Content is then nil.
	Err error
}

// Owner implements Addressed.
func (m EditedMsg) Owner() ID { return m.owner }

// Open returns a command that edits a text and answers the owner with an EditedMsg.
// The text lies in a file of that name, which only this user can read, in a folder
// of its own; both are removed when the editor ends.
func (e Editor) Open(owner ID, name string, content []byte) tea.Cmd {
	failed := func(err error) tea.Cmd {
		return func() tea.Msg { return EditedMsg{owner: owner, Err: err} }
	}
	arguments := e.arguments()
	if len(arguments) == 0 {
		return failed(ErrNoEditor)
	}
	file, err := privateFile(name, content)
	if err != nil {
		return failed(err)
	}
	run := e.Run
	if run == nil {
		run = tea.ExecProcess
	}
	command := exec.Command(arguments[0], append(arguments[1:], file)...)
	// The terminal itself: what the program reads from and writes to wraps it, and
	// would reach the editor as pipes.
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	return run(command, func(err error) tea.Msg {
		defer func() { _ = os.RemoveAll(filepath.Dir(file)) }()
		if err != nil {
			return EditedMsg{owner: owner, Err: fmt.Errorf("the editor %q failed: %w; nothing was changed", e.Command, err)}
		}
		edited, err := readEdited(file)
		return EditedMsg{owner: owner, Content: edited, Changed: !bytes.Equal(edited, content), Err: err}
	})
}

// arguments takes the command apart at its spaces, unless all of it is the path of a
// program, as on systems whose folders have spaces in their names.
func (e Editor) arguments() []string {
	if path := strings.TrimSpace(e.Command); path != "" && filepath.IsAbs(path) {
		if _, err := exec.LookPath(path); err == nil {
			return []string{path}
		}
	}
	return strings.Fields(e.Command)
}

// privateFile writes a file that only this user can read, in a new folder of the
// same kind.
func privateFile(name string, content []byte) (path string, err error) {
	dir, err := os.MkdirTemp("", "coveo-token-") // which only its owner may enter
	if err == nil {
		path = filepath.Join(dir, name)
		if err = os.WriteFile(path, content, 0o600); err != nil {
			_ = os.RemoveAll(dir)
		}
	}
	if err != nil {
		return "", fmt.Errorf("no file for the editor could be made: %w", err)
	}
	return path, nil
}

func readEdited(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the edited file is gone: %w", err)
	}
	defer func() { _ = file.Close() }()
	edited, err := io.ReadAll(io.LimitReader(file, maxEdited+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the edited file could not be read: %w", err)
	case len(edited) > maxEdited:
		return nil, errors.New("the edited file is longer than 4 MB; nothing was changed")
	default:
		return bytes.TrimPrefix(edited, []byte("\ufeff")), nil // which some editors put first
	}
}
