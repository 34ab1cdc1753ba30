package profile

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const everything = `# how it looks
default: production
theme: light
presenter: true
keys:
  quit: [Q, ctrl+q]
profiles:
  - name: production
    organization: acmeprod
    endpoint: organization
`

func TestSettingsAreReadAndSurviveAChange(t *testing.T) {
	store := storeWith(t, everything)
	want := Settings{
		Default: "production", Theme: "light", Presenter: true,
		KeyBindings: map[string][]string{"quit": {"Q", "ctrl+q"}}, Profiles: []Profile{production()},
	}
	for range 2 {
		got, err := store.Load()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Settings{})); diff != "" {
			t.Errorf("settings (-want +got):\n%s", diff)
		}
		if err := store.Save(production()); err != nil {
			t.Fatal(err)
		}
	}
	if content, err := os.ReadFile(store.Path()); err != nil || !strings.HasPrefix(string(content), "# how it looks\n") {
		t.Errorf("%v\n%s", err, content)
	}
}

func TestAWrongSettingIsNamedWithItsLine(t *testing.T) {
	settings, err := storeWith(t, everything).Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		keys []string
		line int
	}{{[]string{"theme"}, 3}, {[]string{"keys", "quit"}, 6}, {[]string{"keys", "nothing"}, 0}, {[]string{"keys", "a'.b[*]"}, 0}} {
		e := settings.Invalid("is not known", "Choose another.", test.keys...)
		if e.Line != test.line || !strings.Contains(e.Error(), strings.Join(test.keys, ".")+" is not known. Choose another.") {
			t.Errorf("%v: line %d, %v", test.keys, e.Line, e)
		}
	}
}

func TestTheDefaultMustExist(t *testing.T) {
	_, err := storeWith(t, "profiles:\n  - name: a\n    organization: acme\n    endpoint: eu\ndefault: b\n").Load()
	var file *FileError
	if !errors.As(err, &file) || file.Line != 5 || !strings.Contains(err.Error(), "sandbox, a.") {
		t.Errorf("got %v", err)
	}
	if _, err := storeWith(t, "default: sandbox\n").Load(); err != nil {
		t.Error(err)
	}
}
