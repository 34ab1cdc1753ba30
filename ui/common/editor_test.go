package common_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
)

// run is an Editor.Run that does what a test wants with the file.
func run(do func(path string) error, args *[]string) func(*exec.Cmd, tea.ExecCallback) tea.Cmd {
	return func(command *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		*args = command.Args
		return func() tea.Msg { return done(do(command.Args[len(command.Args)-1])) }
	}
}

func edit(t *testing.T, e common.Editor, content string) common.EditedMsg {
	t.Helper()
	msg, ok := e.Open(common.Details, "search-token.json", []byte(content))().(common.EditedMsg)
	if !ok || msg.Owner() != common.Details {
		t.Fatalf("the editor answers %#v", msg)
	}
	return msg
}

func TestTheEditorGetsAPrivateFileThatIsRemoved(t *testing.T) {
	var path string
	var args []string
	e := common.Editor{Command: " myeditor  --wait ", Run: run(func(file string) error {
		path = file
		content, err := os.ReadFile(file)
		if err != nil || string(content) != "old" {
			t.Errorf("the file holds %q: %v", content, err)
		}
		for name, want := range map[string]os.FileMode{file: 0o600, filepath.Dir(file): 0o700} {
			if info, err := os.Stat(name); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != want) {
				t.Errorf("%s: %v, want %v (%v)", name, info.Mode(), want, err)
			}
		}
		return os.WriteFile(file, []byte("\ufeffnew"), 0o600)
	}, &args)}
	msg := edit(t, e, "old")
	if msg.Err != nil || string(msg.Content) != "new" || !msg.Changed {
		t.Errorf("came back: %+v", msg)
	}
	if !slices.Equal(args, []string{"myeditor", "--wait", path}) || filepath.Base(path) != "search-token.json" {
		t.Errorf("ran %q", args)
	}
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func TestATextThatWasNotChangedSaysSo(t *testing.T) {
	var args []string
	if msg := edit(t, common.Editor{Command: "x", Run: run(func(string) error { return nil }, &args)}, "same"); msg.Changed || msg.Err != nil || string(msg.Content) != "same" {
		t.Errorf("came back: %+v", msg)
	}
}

func TestAnEditorThatFailsIsExplained(t *testing.T) {
	var args []string
	failing := func(do func(string) error) common.Editor {
		return common.Editor{Command: "broken -x", Run: run(do, &args)}
	}
	tests := map[string]struct {
		editor common.Editor
		want   string
	}{
		"none":     {common.Editor{}, "set VISUAL or EDITOR"},
		"fails":    {failing(func(string) error { return errors.New("exit status 3") }), `the editor "broken -x" failed: exit status 3`},
		"removes":  {failing(os.Remove), "the edited file is gone"},
		"too long": {failing(func(path string) error { return os.WriteFile(path, make([]byte, 5<<20), 0o600) }), "longer than 4 MB"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			msg := edit(t, test.editor, "text")
			if msg.Err == nil || msg.Content != nil || !strings.Contains(msg.Err.Error(), test.want) {
				t.Errorf("came back: %+v, want %q", msg, test.want)
			}
			if len(args) > 0 {
				if _, err := os.Stat(filepath.Dir(args[len(args)-1])); !errors.Is(err, os.ErrNotExist) {
					t.Errorf("the folder is still there: %v", err)
				}
			}
		})
	}
}

func TestAnEditorWhosePathHasSpacesIsRunWhole(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows knows programs by their extension")
	}
	path := filepath.Join(t.TempDir(), "my editor")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	var args []string
	edit(t, common.Editor{Command: path, Run: run(func(string) error { return nil }, &args)}, "text")
	if len(args) != 2 || args[0] != path {
		t.Errorf("ran %q", args)
	}
}
