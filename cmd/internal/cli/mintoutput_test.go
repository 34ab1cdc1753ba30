package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

// TestAFileIsReplacedOnlyAfterAYes mints twice into the same file on a terminal.
func TestAFileIsReplacedOnlyAfterAYes(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{})
	p.onTerminal(80)
	file := filepath.Join(t.TempDir(), "token.jwt")
	mint := []string{"mint", "search", "--user", "asmith@example.com", "--output", file}
	p.wantExit(t, exitDone, mint...)
	if !strings.Contains(p.out.String(), "token.jwt, which only you can read") {
		t.Errorf("it reports %s", p.out)
	}
	first, err := os.ReadFile(file)
	if err != nil || strings.Contains(p.out.String()+p.err.String(), strings.TrimSpace(string(first))) {
		t.Errorf("the token is shown, or there is none: %v", err)
	}
	for _, answer := range []string{"n\n", "\n", ""} {
		p.in.Reset()
		p.in.WriteString(answer)
		p.wantExit(t, exitUsage, mint...)
		if now, _ := os.ReadFile(file); string(now) != string(first) {
			t.Fatalf("after %q the file is another", answer)
		}
	}
	p.in.Reset()
	p.in.WriteString("y\n")
	p.wantExit(t, exitDone, mint...)
	if now, _ := os.ReadFile(file); string(now) == string(first) || !strings.HasPrefix(string(now), "eyJ") {
		t.Error("after a yes the file is not replaced")
	}
}

// TestANewFileReplacesNothingThatCameMeanwhile takes the name while the token is minted.
func TestANewFileReplacesNothingThatCameMeanwhile(t *testing.T) {
	folder := t.TempDir()
	elsewhere := filepath.Join(folder, "elsewhere")
	for name, take := range map[string]func(string) error{
		"file": func(path string) error { return os.WriteFile(path, nil, 0o600) },
		"link": func(path string) error { return os.Symlink(elsewhere, path) },
	} {
		o := &mintOptions{factory: newProgram(t).factory, output: filepath.Join(folder, name)}
		if err := o.claimOutput(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := take(o.output); err != nil {
			t.Skipf("%s: %v", name, err)
		}
		if err := o.writeOutput(coveoapi.NewSecret("token")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: %v", name, err)
		}
		if content, _ := os.ReadFile(o.output); len(content) > 0 {
			t.Errorf("%s: it holds %q", name, content)
		}
	}
}
