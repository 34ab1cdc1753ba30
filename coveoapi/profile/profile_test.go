package profile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
)

func open(t *testing.T, dir string) *Store {
	t.Helper()
	store, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// storeWith makes a store whose file has this content.
func storeWith(t *testing.T, content string) *Store {
	t.Helper()
	store := open(t, t.TempDir())
	if err := os.WriteFile(store.Path(), []byte(content), fileMode); err != nil {
		t.Fatal(err)
	}
	return store
}

func production() Profile {
	return Profile{Name: "production", OrganizationID: "acmeprod", Endpoint: "organization"}
}

func TestOpenFindsTheDirectory(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has a directory of its own")
	}
	for _, test := range []struct{ dir, own, xdg, want string }{
		{"/d", "/o", "/x", "/d/config.yaml"},
		{"", "/o", "/x", "/o/config.yaml"},
		{"", "", "/x", "/x/coveo-token/config.yaml"},
		{"", "", "relative", "/h/.config/coveo-token/config.yaml"},
		{"", "", "", "/h/.config/coveo-token/config.yaml"},
	} {
		t.Setenv(DirVariable, test.own)
		t.Setenv("XDG_CONFIG_HOME", test.xdg)
		t.Setenv("HOME", "/h")
		if got := open(t, test.dir).Path(); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
	t.Setenv("HOME", "")
	if _, err := Open(""); err == nil || !strings.Contains(err.Error(), DirVariable) {
		t.Errorf("without a home: %v", err)
	}
}

func TestNoFileIsNoError(t *testing.T) {
	for name, store := range map[string]*Store{
		"none":          open(t, filepath.Join(t.TempDir(), "not", "there")),
		"empty":         storeWith(t, ""),
		"only comments": storeWith(t, "# nothing yet\n"),
		"no profiles":   storeWith(t, "profiles:\n"),
	} {
		if got, err := store.Load(); err != nil || len(got.Profiles) != 0 {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestSaveAddsReplacesAndKeepsComments(t *testing.T) {
	store := storeWith(t, `# our organizations
profiles:
  - name: staging # the small one
    organization: acmestaging
    endpoint: eu
`)
	moved := Profile{Name: "staging", OrganizationID: "acmestaging2", Endpoint: "https://proxy.example.com/coveo"}
	for _, p := range []Profile{production(), moved} {
		if err := store.Save(p); err != nil {
			t.Fatal(err)
		}
	}
	got, err := store.Load()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Profile{moved, production()}, got.Profiles); diff != "" {
		t.Errorf("profiles (-want +got):\n%s", diff)
	}
	content, err := os.ReadFile(store.Path())
	if err != nil {
		t.Fatal(err)
	}
	for _, comment := range []string{"# our organizations", "# the small one"} {
		if !strings.Contains(string(content), comment) {
			t.Errorf("the comment %q is gone:\n%s", comment, content)
		}
	}
}

func TestFilesArePrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	store := open(t, filepath.Join(t.TempDir(), "a", "b"))
	if err := store.Save(production()); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(filepath.Dir(store.Path()))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || info.Mode().Perm() != fileMode {
			t.Errorf("%s has the mode %v, %v", entry.Name(), info.Mode(), err)
		}
		if entry.Name() != fileName && entry.Name() != lockName {
			t.Errorf("%s was left behind", entry.Name())
		}
	}
	if info, err := os.Stat(filepath.Dir(store.Path())); err != nil || info.Mode().Perm() != dirMode {
		t.Errorf("the directory has the mode %v, %v", info.Mode(), err)
	}
}

func TestSaveKeepsASymbolicLink(t *testing.T) {
	store := open(t, t.TempDir())
	real := filepath.Join(t.TempDir(), "dotfiles.yaml")
	if err := os.WriteFile(real, nil, fileMode); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, store.Path()); err != nil {
		t.Skip(err)
	}
	if err := store.Save(production()); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(real); err != nil || !strings.Contains(string(content), "acmeprod") {
		t.Errorf("the link's target holds %q, %v", content, err)
	}
}

func TestMistakesAreNamedWithTheirLine(t *testing.T) {
	const good = "profiles:\n  - name: a\n    organization: acme\n    endpoint: eu\n"
	tests := map[string]struct {
		content string
		line    int
		says    []string
	}{
		"an unknown key":        {good + "    colour: red\n", 5, []string{"colour", "keys name, organization"}},
		"a key in the file":     {good + "    apiKey: xxSANDBOX-secret\n", 5, []string{"apiKey", "never kept in this file", "coveo-token login"}},
		"an unknown top key":    {good + "thme: dark\n", 5, []string{"thme", "Did you mean theme?"}},
		"a bad endpoint":        {"profiles:\n  - name: a\n    organization: acme\n    endpoint: http://evil.example\n", 4, []string{"endpoint", "not encrypted"}},
		"a bad organization":    {"profiles:\n  - name: a\n    organization: a/b\n    endpoint: eu\n", 3, []string{"organization", "letters"}},
		"a missing value":       {"profiles:\n  - name: a\n    endpoint: eu\n", 2, []string{"organization", "is empty"}},
		"the sandbox's name":    {"profiles:\n  - name: sandbox\n    organization: acme\n    endpoint: eu\n", 2, []string{"sandbox"}},
		"the same name twice":   {good + "  - name: a\n    organization: acme\n    endpoint: us\n", 5, []string{"twice"}},
		"no YAML":               {"profiles: [\n", 0, []string{fileName}},
		"a list that is a text": {"profiles: many\n", 1, nil},
		"a wrong type":          {"profiles:\n  - name: a\n    organization: [x]\n    endpoint: eu\n", 3, nil},
	}
	for name, test := range tests {
		store := storeWith(t, test.content)
		_, err := store.Load()
		var file *FileError
		if !errors.As(err, &file) {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		if test.line != 0 && file.Line != test.line {
			t.Errorf("%s: line %d, want %d", name, file.Line, test.line)
		}
		for _, text := range append(test.says, store.Path()) {
			if !strings.Contains(err.Error(), text) {
				t.Errorf("%s: %q does not say %q", name, err, text)
			}
		}
		if strings.Contains(err.Error(), "SANDBOX-secret") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the error shows too much: %q", name, err)
		}
		if saveErr := store.Save(production()); saveErr == nil {
			t.Errorf("%s: the file was overwritten", name)
		}
		if content, _ := os.ReadFile(store.Path()); string(content) != test.content {
			t.Errorf("%s: the file was changed to %q", name, content)
		}
	}
}

func TestSaveRefusesWhatCannotBeUsed(t *testing.T) {
	for field, p := range map[string]Profile{
		"name":         {OrganizationID: "acme", Endpoint: "eu"},
		"organization": {Name: "a", Endpoint: "eu"},
		"endpoint":     {Name: "a", OrganizationID: "acme", Endpoint: "mars"},
	} {
		var input *coveoapi.InputError
		if err := open(t, t.TempDir()).Save(p); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	var input *coveoapi.InputError
	if err := open(t, t.TempDir()).Save(Profile{Name: SandboxName, OrganizationID: "acme", Endpoint: "eu"}); !errors.As(err, &input) {
		t.Errorf("the sandbox's name: %v", err)
	}
}

func TestParallelWritersLoseNothing(t *testing.T) {
	const writers = 50
	dir := t.TempDir()
	var group sync.WaitGroup
	for i := range writers {
		group.Go(func() {
			store, err := Open(dir)
			if err == nil {
				store.patience = time.Minute // however busy the machine is
				err = store.Save(Profile{Name: fmt.Sprintf("p%d", i), OrganizationID: "acme", Endpoint: "eu"})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	got, err := open(t, dir).Load()
	if err != nil || len(got.Profiles) != writers {
		t.Errorf("%d profiles are left, %v", len(got.Profiles), err)
	}
}

func TestFileSystemFailuresAreFileErrors(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, fileMode); err != nil {
		t.Fatal(err)
	}
	store := open(t, filepath.Join(blocked, "dir"))
	var file *FileError
	if err := store.Save(production()); !errors.As(err, &file) || file.Remedy == "" || errors.Unwrap(file) == nil {
		t.Errorf("a directory that cannot be made: %v", err)
	}
	big := storeWith(t, strings.Repeat("#", maxFileBytes+1))
	if _, err := big.Load(); !errors.As(err, &file) || !strings.Contains(err.Error(), "1 MB") {
		t.Errorf("a file that is too large: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("profiles:\n  - name: a\n    organization: acme\n    endpoint: eu\n"))
	f.Add([]byte("profiles: &a [*a]"))
	f.Add([]byte("{"))
	f.Fuzz(func(t *testing.T, content []byte) {
		d, err := parse(content, "config.yaml")
		if err != nil {
			var file *FileError
			if !errors.As(err, &file) {
				t.Errorf("%q: %T", content, err)
			}
			return
		}
		d.comments = nil
		encoded, err := d.encode()
		if err != nil {
			t.Fatal(err)
		}
		again, err := parse(encoded, "config.yaml")
		if err != nil || !slices.Equal(d.Profiles, again.Profiles) {
			t.Errorf("%q was written as %q and read as %+v, %v", content, encoded, again.Profiles, err)
		}
	})
}

func TestAKeyIsNeverSavedAsAName(t *testing.T) {
	for _, name := range []string{"xxSANDBOX-authenticated-search-key-01", "xx0123abcd-0123-0123-0123-0123456789ab"} {
		p := Profile{Name: name, OrganizationID: "acmecorp", Endpoint: "us"}
		var input *coveoapi.InputError
		if err := p.Check(); !errors.As(err, &input) || strings.Contains(err.Error(), name) {
			t.Errorf("Check() of a profile named like a key = %v", err)
		}
	}
}
