package ui_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"coveotoken/ui"
	"coveotoken/ui/common"
)

func TestEveryActionHasANameAndKeys(t *testing.T) {
	bindings, err := ui.NewBindings(nil)
	if err != nil {
		t.Fatal(err)
	}
	valid := regexp.MustCompile(`^[a-z]+\.[a-z]+(-[a-z]+)*$`)
	scopes := map[string]bool{}
	for _, action := range bindings.Actions() {
		if !valid.MatchString(action.Name) || action.Does == "" || len(action.Default) == 0 {
			t.Errorf("%+v", action)
		}
		for _, name := range action.Default {
			if _, ok := common.KeyPress(name); !ok {
				t.Errorf("%s has the key %q, which is none", action.Name, name)
			}
		}
		scope, _, _ := strings.Cut(action.Name, ".")
		scopes[scope] = true
	}
	for _, step := range common.Steps() {
		if !scopes[string(step)] {
			t.Errorf("%s has no actions", step)
		}
	}
}

func TestChosenKeysAreChecked(t *testing.T) {
	tests := []struct {
		name, action string
		keys         []string
		want         string // "" means that they may be chosen
	}{
		{"another key", "token.reveal", []string{"ctrl+v"}, ""},
		{"several keys", "global.palette", []string{"ctrl+k", "f2"}, ""},
		{"a letter where none is typed", "token.copy", []string{"z"}, ""},
		{"shared with what works at another time", "compare.next-pair", []string{"f"}, ""},
		{"misspelt", "token.reveel", []string{"z"}, "token.reveel is no action. Did you mean token.reveal?"},
		{"no such thing", "everything", []string{"z"}, "There are: global.help, "},
		{"none", "token.reveal", nil, "has no key"},
		{"no such key", "token.reveal", []string{"hyper+x"}, `has the key "hyper+x", which is none`},
		{"esc", "token.reveal", []string{"esc"}, "cannot have esc"},
		{"ctrl+c", "global.quit", []string{"ctrl+c"}, "cannot have ctrl+c"},
		{"a letter where text is typed", "details.add-user", []string{"n"}, "cannot have n, which writes a character"},
		{"taken on the screen", "token.reveal", []string{"y"}, "has the key y, which token.copy has too (copy token)"},
		{"taken by what moves", "token.reveal", []string{"j"}, "has the key j, which token has too (move)"},
		{"taken everywhere", "query.run-again", []string{"ctrl+p"}, "which global.palette has too"},
		{"taken on a screen", "global.quit", []string{"x"}, "has the key x, which token.query has too"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ui.NewBindings(map[string][]string{test.action: test.keys})
			if test.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var wrong *common.BindingError
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
	if _, err := ui.NewBindings(map[string][]string{"token.copy": {"v"}, "token.reveal": {"y"}}); err != nil {
		t.Errorf("two actions cannot change their keys: %v", err)
	}
}

func TestChosenKeysWorkAndAreShown(t *testing.T) {
	bindings, err := ui.NewBindings(map[string][]string{
		"global.help": {"ctrl+h", "H"}, "global.quit": {"ctrl+q"}, "global.go-to-details": {"f3"}, "global.palette": {"ctrl+k"},
	})
	if err != nil {
		t.Fatal(err)
	}
	p := startWithKeys(t, bindings)
	if !strings.Contains(p.Frame(), "ctrl+h help") {
		t.Errorf("the footer does not show the chosen key:\n%s", p.Frame())
	}
	p.Keys("f3", "3", "?")
	if !strings.Contains(p.Frame(), "[3 Details") || strings.Contains(p.Frame(), "Keys of") {
		t.Errorf("f3 did not lead to Details, or a default key still works:\n%s", p.Frame())
	}
	p.Keys("H")
	for _, want := range []string{"Keys of Details", "f3      ", "go to step 3", "ctrl+h/H", "ctrl+q"} {
		if !strings.Contains(p.Frame(), want) {
			t.Errorf("help lacks %q:\n%s", want, p.Frame())
		}
	}
	p.Keys("H", "ctrl+k")
	p.Type("go to details")
	if !strings.Contains(p.Frame(), "f3") {
		t.Errorf("the palette does not show the chosen key:\n%s", p.Frame())
	}
	p.Keys("ctrl+k", "q")
	if p.Quit() {
		t.Error("q still quits")
	}
	if p.Keys("ctrl+q"); !p.Quit() {
		t.Error("ctrl+q does not quit")
	}
}
