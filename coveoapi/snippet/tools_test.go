package snippet

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	// runVariable says which languages are run: "all", or IDs with commas between
	// them. Without it only curl's is, which needs no time.
	runVariable = "COVEO_SNIPPETS"
	// modulesVariable names the node_modules with Coveo's packages.
	modulesVariable = "COVEO_SNIPPETS_MODULES"
	// patience is more than any program needs on a busy machine.
	patience = 2 * time.Minute
)

// tool is how the code of a language is run: the commands one after the other, in the
// folder of the file.
type tool struct {
	commands [][]string
	// modules says that Coveo's packages are needed.
	modules bool
	// why is why the code is not run.
	why string
}

// tools are how the code of each language is run on this machine.
func tools() map[string]tool {
	node := []string{"node", "request.mjs"}
	return map[string]tool{
		"curl":            {commands: [][]string{{"curl", "--version"}, {"sh", "request.sh"}}},
		"node":            {commands: [][]string{node}},
		"platform-client": {commands: [][]string{node}, modules: true},
		"python":          {commands: [][]string{{"python3", "request.py"}}},
		"java":            {commands: [][]string{{"java", "CoveoRequest.java"}}},
		"csharp": {commands: [][]string{
			{"mcs", "-r:System.Net.Http.dll", "-r:System.Runtime.Serialization.dll", "CoveoRequest.cs"}, {"mono", "CoveoRequest.exe"},
		}},
		"go":       {commands: [][]string{{"go", "run", "main.go"}}},
		"php":      {commands: [][]string{{"php", "request.php"}}},
		"headless": {commands: [][]string{{"node", "search.mjs"}}, modules: true},
		"http":     {why: "editors run it; its text is read and sent by another test"},
		"apex":     {why: "only a Salesforce organization runs it"},
	}
}

// runnable gives the tool of a language, or skips the test and says why.
func runnable(t *testing.T, language Language) tool {
	t.Helper()
	how, ok := tools()[language.ID]
	if !ok {
		t.Fatalf("nothing says how %s is run", language.ID)
	}
	if how.why != "" {
		t.Skipf("NOT RUN: %s: %s", language.Name, how.why)
	}
	wanted := strings.Split(os.Getenv(runVariable), ",")
	if language.ID != "curl" && !slices.Contains(wanted, language.ID) && !slices.Contains(wanted, "all") {
		t.Skipf("NOT RUN: %s: make test-snippets runs it", language.Name)
	}
	for _, command := range how.commands {
		if _, err := exec.LookPath(command[0]); err != nil {
			t.Skipf("NOT RUN: %s: there is no %s on this machine", language.Name, command[0])
		}
	}
	if how.modules && os.Getenv(modulesVariable) == "" {
		t.Skipf("NOT RUN: %s: %s does not name a node_modules", language.Name, modulesVariable)
	}
	return how
}

// ran is what became of a program.
type ran struct {
	out, err string
	code     int
}

// run runs the code of a language in a folder of its own.
func (how tool) run(t *testing.T, language Language, code string, variables ...string) ran {
	t.Helper()
	folder := t.TempDir()
	files := map[string]string{language.File: code}
	if language.ID == "headless" {
		harness, err := os.ReadFile("testdata/run/search.mjs")
		if err != nil {
			t.Fatal(err)
		}
		files["search.mjs"] = string(harness)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if how.modules {
		if err := os.Symlink(os.Getenv(modulesVariable), filepath.Join(folder, "node_modules")); err != nil {
			t.Fatal(err)
		}
	}
	var result ran
	for _, command := range how.commands {
		if result = execute(t, folder, command, variables); result.code != 0 {
			break
		}
	}
	return result
}

func execute(t *testing.T, folder string, command, variables []string) ran {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var out, stderr bytes.Buffer
	program := exec.CommandContext(ctx, command[0], command[1:]...)
	program.Dir, program.Stdout, program.Stderr = folder, &out, &stderr
	program.Env = append(environment(), variables...)
	err := program.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%v: %v\n%s", command, err, stderr.String())
	}
	return ran{out.String(), stderr.String(), program.ProcessState.ExitCode()}
}

// environment is this process's, without proxies, which have no business here, and
// without what could stand in for a credential.
func environment() []string {
	return slices.DeleteFunc(os.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(strings.ToUpper(variable), "=")
		return strings.HasSuffix(name, "_PROXY") && name != "GOPROXY" || strings.HasPrefix(name, "COVEO_")
	})
}
