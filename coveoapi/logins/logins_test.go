package logins

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
)

const key = "xx1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"

func write(t *testing.T, content string, mode fs.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "login")
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFilesOfOtherToolsAreRead(t *testing.T) {
	secret := coveoapi.NewSecret(key)
	for _, test := range []struct {
		name, content string
		want          Login
	}{
		{
			"the Coveo CLI",
			`{"version":"1.0.0","environment":"prod","region":"eu","organization":"acmeprod","accessToken":"` + key + `","anonymous":false,"analyticsEnabled":true}`,
			Login{From: CoveoCLI, OrganizationID: "acmeprod", Endpoint: "eu", Key: secret},
		},
		{
			"the Coveo CLI, not logged in", `{"environment":"stg","region":"au","organization":"acme"}`,
			Login{From: CoveoCLI, OrganizationID: "acme", Endpoint: "https://platformstg-au.cloud.coveo.com"},
		},
		{
			"a former region", `{"environment":"hipaa","region":"us-east-1","organization":"acme"}`,
			Login{From: CoveoCLI, OrganizationID: "acme", Endpoint: "hipaa"},
		},
		{
			"a .env", "\uFEFF# the token server\r\nORGANIZATION_ID=acmeprod\r\nexport API_KEY=\"" + key + "\" # secret\r\nUSER_EMAIL=alice@example.com # who\r\n\r\n",
			Login{From: EnvFile, OrganizationID: "acmeprod", Key: secret, UserEmail: "alice@example.com"},
		},
		{
			"our own names win", "API_KEY=other\nCOVEO_API_KEY='" + key + "'\nCOVEO_ORGANIZATION_ID=acme\nPLATFORM_URL=https://platform-eu.cloud.coveo.com\n",
			Login{From: EnvFile, OrganizationID: "acme", Endpoint: "https://platform-eu.cloud.coveo.com", Key: secret},
		},
		{
			"placeholders are nothing", "ORGANIZATION_ID=acme\nAPI_KEY=<YOUR_API_KEY>\nUSER_EMAIL=<YOUR_USER_EMAIL>\nREGION=ca\n",
			Login{From: EnvFile, OrganizationID: "acme", Endpoint: "ca"},
		},
	} {
		path := write(t, test.content, 0o600)
		test.want.Path = path
		got, err := Read(path)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(test.want, got, cmp.Comparer(coveoapi.Secret.Equal)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestWhatIsNoLoginIsRefusedWithoutQuotingIt(t *testing.T) {
	for name, content := range map[string]string{
		"nothing":             "",
		"no JSON":             "{" + key,
		"a wrong type":        `{"organization":["` + key + `"]}`,
		"an unknown region":   `{"region":"` + key + `","organization":"acme"}`,
		"an unknown place":    `{"environment":"` + key + `","organization":"acme"}`,
		"a bad organization":  "ORGANIZATION_ID=" + key + "/..\n",
		"a bad endpoint":      "ORGANIZATION_ID=acme\nPLATFORM_URL=http://evil.example/" + key + "\n",
		"a key that is none":  "ORGANIZATION_ID=acme\nAPI_KEY=" + key + "\x1b[31m\n",
		"a key alone":         key + "\n",
		"something else":      "it was " + key + " = right\n",
		"a file without end":  strings.Repeat("#", maxBytes+1),
		"placeholders":        "ORGANIZATION_ID=<YOUR_ORGANIZATION_ID>\nAPI_KEY=<YOUR_API_KEY>\n",
		"a binary":            "\x7fELF\x00\x01",
		"deeply nested":       strings.Repeat("{\"a\":", 20000),
		"an array after that": "{}[]",
	} {
		_, err := Read(write(t, content, 0o600))
		var input *coveoapi.InputError
		if !errors.As(err, &input) || strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestAFileThatOthersMayReadIsMarked(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	for mode, want := range map[fs.FileMode]bool{0o600: false, 0o640: true} {
		path := write(t, "ORGANIZATION_ID=acme\n", 0o600)
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if login, err := Read(path); err != nil || login.Open != want {
			t.Errorf("%o: %t, %v", mode, login.Open, err)
		}
	}
}

func TestWhereTheCoveoCLIKeepsItsLogin(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has a directory of its own")
	}
	for _, test := range []struct {
		variables map[string]string
		want      string
	}{
		{map[string]string{"HOME": "/h"}, "/h/.config/@coveo/cli/config.json"},
		{map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/@coveo/cli/config.json"},
		{nil, ""},
	} {
		lookup := func(name string) (string, bool) { v, ok := test.variables[name]; return v, ok }
		if got := CoveoCLIPath(lookup); got != test.want {
			t.Errorf("%v: %s", test.variables, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("ORGANIZATION_ID=acme\nAPI_KEY='x'\n"))
	f.Add([]byte(`{"organization":"acme","region":"eu","accessToken":"x"}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		login, err := parse(content)
		if err == nil && login.OrganizationID == "" && login.Key.IsZero() {
			t.Errorf("%q is a login that says nothing", content)
		}
		if err == nil && !login.Key.IsZero() && !login.Key.Usable() {
			t.Errorf("%q has an unusable key", content)
		}
	})
}
