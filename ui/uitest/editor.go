package uitest

import (
	"os"
	"os/exec"
	"testing"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
)

// Editor is an editor that makes of a text what edit says, without a program; an
// error is how the program would fail.
func Editor(t testing.TB, edit func(text string) (string, error)) common.Editor {
	return common.Editor{Command: "test-editor", Run: func(command *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		path := command.Args[len(command.Args)-1]
		return func() tea.Msg {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Errorf("the file to edit: %v", err)
			}
			edited, err := edit(string(content))
			if err == nil {
				err = os.WriteFile(path, []byte(edited), 0o600)
			}
			return done(err)
		}
	}}
}
