package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"coveotoken/coveoapi/profile"
	"coveotoken/ui"
)

func TestScreensLogToAPrivateFile(t *testing.T) {
	p := newProgram(t)
	p.onTerminal(80)
	folder := filepath.Join(t.TempDir(), "state")
	p.environment[profile.StateVariable], p.environment[debugVariable] = folder, debugAPI
	p.runScreens = func(ctx context.Context, options ui.Options) error {
		_, err := options.Session.Open(ctx, profile.Profile{Name: profile.SandboxName}, profile.Keys{})
		return err
	}
	p.wantExit(t, exitDone)
	path := filepath.Join(folder, logName)
	if !strings.Contains(p.err.String(), path) || strings.Contains(p.err.String(), "privileges/me") {
		t.Errorf("stderr %q", p.err)
	}
	log, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(log), "privileges/me") || strings.Contains(string(log), "SANDBOX") {
		t.Errorf("log %.500s", log)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestALogThatCannotBeWrittenIsToldBeforeTheScreens(t *testing.T) {
	p := newProgram(t)
	p.onTerminal(80)
	p.environment[profile.StateVariable], p.environment[debugVariable] = "/dev/null/state", debugAPI
	p.wantExit(t, exitUsage)
	if !strings.Contains(p.err.String(), profile.StateVariable) {
		t.Errorf("stderr %q", p.err)
	}
}
