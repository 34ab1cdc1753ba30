package cli

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writeSettings makes the file of settings of a program.
func (p *program) writeSettings(t *testing.T, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(p.environment[configVariable], "config.yaml"), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// setEnvironment adds variables, and lets the streams heed them.
func (p *program) setEnvironment(variables map[string]string) {
	maps.Copy(p.environment, variables)
	p.io.heed(p.lookup)
}

func TestTheThemeComesFromFlagThenSettings(t *testing.T) {
	tests := []struct {
		name, settings string
		environment    map[string]string
		args           []string
		want           string
	}{
		{"nothing", "", nil, nil, "auto"},
		{"settings", "theme: high-contrast\n", nil, nil, "high-contrast"},
		{"flag", "theme: light\n", nil, []string{"--theme", "dark"}, "dark"},
		{"NO_COLOR", "theme: light\n", map[string]string{"NO_COLOR": "yes"}, []string{"--theme", "dark"}, "mono"},
		{"CLICOLOR=0", "", map[string]string{"CLICOLOR": "0"}, nil, "mono"},
		{"CLICOLOR=1", "", map[string]string{"CLICOLOR": "1"}, nil, "auto"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newProgram(t)
			p.onTerminal(80)
			p.setEnvironment(test.environment)
			p.writeSettings(t, test.settings)
			options := p.catchScreens()
			p.wantExit(t, exitDone, test.args...)
			if options.Palette != test.want {
				t.Errorf("palette %q, want %q", options.Palette, test.want)
			}
		})
	}
}

func TestAThemeThatIsNotKnownIsRefusedWithItsLine(t *testing.T) {
	p := newProgram(t)
	p.onTerminal(80)
	p.writeSettings(t, "presenter: false\ntheme: solarized\n")
	p.wantExit(t, exitUsage)
	for _, want := range []string{"line 2", "theme names no theme", "high-contrast, high-contrast-dark"} {
		if !strings.Contains(p.err.String(), want) {
			t.Errorf("want %q in %s", want, p.err)
		}
	}
}

func TestKeysOfTheSettings(t *testing.T) {
	p := newProgram(t)
	p.onTerminal(80)
	p.writeSettings(t, "keys:\n  token.reveal: [ctrl+v]\n")
	options := p.catchScreens()
	p.wantExit(t, exitDone)
	shown := false
	for _, a := range options.Session.Keys.Actions() {
		shown = shown || a.Name == "token.reveal" && slices.Equal(a.Keys, []string{"ctrl+v"})
	}
	if !shown {
		t.Error("the screens do not have the chosen key")
	}
	p.wantExit(t, exitDone, "keys")
	if !strings.Contains(p.out.String(), "reveal for 10 s (instead of v)") {
		t.Errorf("got %s", p.out)
	}
	p.wantExit(t, exitDone, "keys", "--json")
	if document := p.document(t); document["schema"] != "coveo-token/keys/v1" || len(document["actions"].([]any)) < 50 {
		t.Errorf("got %v", document)
	}
	for keys, want := range map[string]string{
		"token.reveel: [v]":  "Did you mean token.reveal?",
		"token.reveal: [y]":  "which token.copy has too",
		"token.reveal: []":   "has no key",
		"token.reveal: [ä+]": "which is none",
	} {
		p.writeSettings(t, "theme: dark\nkeys:\n  "+keys+"\n")
		p.wantExit(t, exitUsage)
		if got := p.err.String(); !strings.Contains(got, want) || !strings.Contains(got, "line 3") {
			t.Errorf("%s: want %q and the line in %s", keys, want, got)
		}
	}
}

func TestASCIIOnlyWhereTheLocaleSaysSo(t *testing.T) {
	tests := []struct {
		environment map[string]string
		want        bool
	}{
		{nil, false},
		{map[string]string{"LANG": "C"}, true},
		{map[string]string{"LANG": "POSIX"}, true},
		{map[string]string{"LANG": "de_CH.ISO-8859-1"}, true},
		{map[string]string{"LANG": "C.UTF-8"}, false},
		{map[string]string{"LANG": "en_US.utf8"}, false},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "C"}, true},
		{map[string]string{"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, false},
		{map[string]string{"LANG": "en_US.UTF-8", "TERM": "linux"}, true},
	}
	for _, test := range tests {
		p := newProgram(t)
		p.setEnvironment(test.environment)
		if got := p.ascii(); got != test.want {
			t.Errorf("%v: %v, want %v", test.environment, got, test.want)
		}
	}
}
