package preset_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
)

func TestPresetsAreKeptUnderTheirNames(t *testing.T) {
	store := preset.NewStore(filepath.Join(t.TempDir(), "presets"))
	if list, err := store.List(); err != nil || len(list) != 0 {
		t.Errorf("an empty store lists %v, %v", list, err)
	}
	if err := store.Save("support-agent", full(), false); err != nil {
		t.Fatal(err)
	}
	other := preset.Preset{Kind: preset.Platform}
	if err := store.Save("support-agent", other, false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a preset: %v", err)
	}
	got, err := store.Load("support-agent")
	if diff := cmp.Diff(full(), got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if err := store.Save("support-agent", other, true); err != nil {
		t.Fatal(err)
	}
	if got, err = store.Load(store.Path("support-agent")); err != nil || got.Kind != preset.Platform {
		t.Errorf("from its file: %+v, %v", got, err)
	}
	if err := store.Remove("support-agent"); err != nil {
		t.Error(err)
	}
}

func TestANameThatIsNotSavedIsNamed(t *testing.T) {
	store := preset.NewStore(t.TempDir())
	wants := func(err error, remedy string) {
		t.Helper()
		var input *coveoapi.InputError
		if !errors.As(err, &input) || !strings.Contains(input.Remedy, remedy) {
			t.Errorf("got %v, want the remedy %q", err, remedy)
		}
	}
	_, err := store.Load("agent")
	wants(err, "There is none yet")
	if err := store.Save("agents", full(), false); err != nil {
		t.Fatal(err)
	}
	_, err = store.Load("agent")
	wants(err, "Did you mean agents?")
	wants(store.Remove("zebra"), "There are: agents.")
	for _, name := range []string{"", "..", "a/b", `a\b`, "a b", "-x", "nul.txt", "COM1", "a\x1b", "x.", strings.Repeat("a", 101), "xx12345678-1234-1234-1234-123456789012"} {
		wants(store.Save(name, full(), true), "for example support-agent")
	}
}

func TestAPresetThatCannotBeReadIsListedWithWhy(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"bad.yaml": "preset: 1\nkind: search\nserchHub: x", "long.yaml": strings.Repeat("#", preset.MaxFileBytes+1), "notes.txt": "", "..yaml": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list, err := preset.NewStore(dir).List()
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	var wrong *preset.FileError
	if !errors.As(list[0].Err, &wrong) || wrong.Error() != wrong.Path+`, line 3: preset has no key "serchHub". Did you mean searchHub?` {
		t.Errorf("%+v", wrong)
	}
	if !errors.As(list[1].Err, &wrong) || !strings.Contains(wrong.Error(), "is too long for a preset") {
		t.Errorf("%+v", wrong)
	}
}
