// Package house tests the rules that hold for the whole repository: what lies at
// its top, which rooms may import which, and where a secret may be revealed.
package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	module = "coveotoken/"
	root   = "../../.."
)

func TestTopLevelHoldsNothingElse(t *testing.T) {
	allowed := []string{
		"cmd", "ui", "coveoapi", "jwtview", "testdata",
		"go.mod", "go.sum", "Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md",
	}
	// Built files, which git ignores.
	allowed = append(allowed, "bin", "dist", "node_modules")
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".") && !slices.Contains(allowed, entry.Name()) {
			t.Errorf("%s does not belong at the top level", entry.Name())
		}
	}
}

// forbidden says which rooms a room must not import, tests included.
var forbidden = []struct{ room, imports, why string }{
	{"jwtview", "coveotoken/coveoapi", "jwtview knows no Coveo client"},
	{"jwtview", "coveotoken/ui", "jwtview knows no screen"},
	{"jwtview", "coveotoken/cmd", "imports run from cmd down"},
	{"jwtview", "net/http", "reading a token needs no network"},
	{"coveoapi", "coveotoken/ui", "coveoapi knows no screen"},
	{"coveoapi", "coveotoken/cmd", "imports run from cmd down"},
	{"coveoapi", "charm.land", "coveoapi knows no screen"},
	{"ui", "coveotoken/cmd", "imports run from cmd down"},
	{"ui", "coveotoken/coveoapi/sandbox", "only cmd wires the sandbox"},
}

func TestRoomsImportOneWay(t *testing.T) {
	for _, p := range listPackages(t) {
		path := strings.TrimPrefix(p.ImportPath, module)
		imports := slices.Concat(p.Imports, p.TestImports, p.XTestImports)
		for _, rule := range forbidden {
			if !within(path, rule.room) {
				continue
			}
			for _, imported := range imports {
				if within(imported, rule.imports) {
					t.Errorf("%s imports %s: %s", p.ImportPath, imported, rule.why)
				}
			}
		}
	}
}

func TestScreensMakeNoHTTPCall(t *testing.T) {
	calls := regexp.MustCompile(`\bhttp\.(Client|DefaultClient|NewRequest|Get|Head|Post|PostForm|Serve|ListenAndServe)\b`)
	for name, source := range sources(t, "ui") {
		if call := calls.Find(source); call != nil {
			t.Errorf("%s uses %s: ui makes no HTTP call of its own", name, call)
		}
	}
}

// mayReveal lists where a secret's value may be taken out, with the reason.
var mayReveal = map[string]string{
	"coveoapi/credential.go":        "tells whether a credential can be sent in a header",
	"coveoapi/do.go":                "attaches the credential to the request",
	"coveoapi/secret.go":            "makes the masked form and the fingerprint",
	"coveoapi/redact.go":            "takes the credential out of what the server echoes",
	"coveoapi/keystore/file.go":     "writes a key into the private file that the user asked for",
	"coveoapi/keystore/ring.go":     "puts a key into the keyring",
	"coveoapi/sandbox/keys.go":      "compares what callers send with the sandbox's own made-up keys",
	"coveoapi/tokenserver/serve.go": "hands a token to the page that asked for it, and reads its expiry",
	"cmd/internal/cli/reveal.go":    "gives a token to the pipe or file that the user asked for, and to the redactor",
	"cmd/internal/bench/keys.go":    "hands a made-up key of the sandbox to the measured program",
	"ui/accessible/token.go":        "writes the token into a file because the user asked for it",
	"ui/common/opentoken.go":        "decodes the token",
	"ui/common/copytoken.go":        "copies the token because a key for it was pressed",
	"ui/panic.go":                   "takes credentials out of a panic's text",
	"ui/screens/connect/entry.go":   "tidies the key that is being typed",
	"ui/screens/connect/fields.go":  "binds the hidden field in which the key is typed",
	"ui/screens/connect/keytext.go": "tidies a pasted key",
	"ui/screens/token/facts.go":     "shows the token because v was pressed",
	"ui/screens/token/keys.go":      "copies the token as a header because Y was pressed",
	"ui/screens/token/save.go":      "writes the token to the file that was named",
}

func TestSecretsAreRevealedInListedPlacesOnly(t *testing.T) {
	for name, source := range sources(t, ".") {
		if bytes.Contains(source, []byte(".Reveal()")) && mayReveal[name] == "" {
			t.Errorf("%s reveals a secret and is not on the list", name)
		}
	}
}

// sources reads the Go files below a folder of the repository, without tests, by
// their slash-separated names.
func sources(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(root), folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		found[name], err = os.ReadFile(filepath.Join(root, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

type goPackage struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	command.Dir = root
	output, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(output)); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

// within reports whether path is room or lies below it.
func within(path, room string) bool {
	return path == room || strings.HasPrefix(path, room+"/")
}
