package cli

import (
	"bytes"
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui"
)

// canaryKey and canaryToken must never be seen anywhere.
const (
	canaryKey    = "xx0ca2a27e-5afe-4bad-beef-0123456789ab"
	canaryOpaque = "CANARY-opaque-token-0123456789"
)

var canaryToken = makeToken(hs256, `{"sub":"CANARY","exp":4102444800}`)

// process prepares the program as a process of its own, with folders of its own.
func process(t *testing.T, home string, environment []string, args ...string) (*exec.Cmd, *bytes.Buffer, *bytes.Buffer) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "coveo-token", args...)
	command.Env = append([]string{
		"HOME=" + home, "TMPDIR=" + home, "XDG_CONFIG_HOME=" + home, "XDG_STATE_HOME=" + home, "XDG_CACHE_HOME=" + home,
		organizationVariable + "=acmeprod", "PATH=" + os.Getenv("PATH"), raceVariable + "=" + raceOptions,
	}, environment...)
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	return command, &out, &errs
}

// canaryEnvironment points the program at a server, with canaries for credentials.
func canaryEnvironment(server, token string) map[string]string {
	return map[string]string{
		organizationVariable: "acmeprod", endpointVariable: server, keyVariable: canaryKey,
		catalogKeyVariable: canaryKey, tokenVariable: token,
	}
}

func TestNoSecretIsLeftInAnyFile(t *testing.T) {
	for _, kind := range []string{"500", "403"} {
		server := badServers()[kind]()
		defer server.Close()
		home := t.TempDir()
		var environment []string
		for name, value := range canaryEnvironment(server.URL, canaryToken) {
			environment = append(environment, name+"="+value)
		}
		command, out, errs := process(t, home, environment, "mint", "search", "--user", "asmith@example.com")
		_ = command.Run()
		checkNoCanary(t, "a "+kind+" server", out.String()+errs.String())
		checkFolderHoldsNoCanary(t, home)
	}
}

// checkNoCanary fails the test when text holds a canary or half of one.
func checkNoCanary(t *testing.T, where, text string) {
	t.Helper()
	for _, canary := range []string{canaryKey[2:20], canaryKey[20:], canaryOpaque[7:20], strings.Split(canaryToken, ".")[1]} {
		if strings.Contains(text, canary) {
			t.Errorf("%s shows %s:\n%s", where, canary, text)
		}
	}
}

func checkFolderHoldsNoCanary(t *testing.T, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		checkNoCanary(t, path, string(text))
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAPanicShowsNoSecret(t *testing.T) {
	p := newProgram(t)
	p.onTerminal(80)
	p.environment[organizationVariable], p.environment[keyVariable] = "acmeprod", canaryKey
	p.runScreens = func(context.Context, ui.Options) error { panic("unexpected: Bearer " + canaryKey) }
	p.wantExit(t, exitUnexpected)
	checkNoCanary(t, "the panic", p.out.String()+p.err.String())
	if !strings.Contains(p.err.String(), "defect") {
		t.Errorf("got %s", p.err)
	}
}

// hangingServer holds every request until the test ends and tells of each.
func hangingServer(t *testing.T) (url string, asked <-chan struct{}) {
	t.Helper()
	arrived, ended := make(chan struct{}, 10), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		arrived <- struct{}{}
		<-ended
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(ended) })
	return server.URL, arrived
}

func TestInterruptEndsAHangingCall(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such signal for another process")
	}
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		url, asked := hangingServer(t)
		command, out, errs := process(t, t.TempDir(), []string{endpointVariable + "=" + url, keyVariable + "=" + canaryKey}, "privileges")
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		<-asked
		// No key is among the arguments, which every user of the machine can read.
		if line, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(command.Process.Pid), "cmdline")); err == nil {
			checkNoCanary(t, "the list of processes", string(line))
		}
		sent := time.Now()
		if err := command.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		_ = command.Wait()
		// 100 ms are the promise; a busy machine gets more.
		if took := time.Since(sent); took > time.Second {
			t.Errorf("%s: it took %s", signal, took)
		}
		if code := command.ProcessState.ExitCode(); code != exitInterrupted {
			t.Errorf("%s: exit code %d, %s%s", signal, code, out, errs)
		}
	}
}

func TestAClosedPipeIsNoFailureToTellOf(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows reports closed pipes otherwise")
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = reader.Close()
	command, _, errs := process(t, t.TempDir(), nil, "privileges", "--profile", "sandbox")
	command.Stdout = writer
	_ = command.Run()
	_ = writer.Close()
	if errs.Len() > 0 {
		t.Errorf("standard error: %s", errs)
	}
}

func TestTheSandboxProcessStopsCleanly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such signal for another process")
	}
	// A shell without job control starts what runs in the background with SIGINT
	// ignored, and a script stops it with SIGINT all the same.
	signal.Ignore(syscall.SIGINT)
	defer signal.Reset(syscall.SIGINT)
	for _, ending := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		command, _, errs := process(t, t.TempDir(), nil, "sandbox", "--listen", "127.0.0.1:0", "--json")
		command.Stdout = nil
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		line := make([]byte, 4096)
		n, _ := out.Read(line)
		if !strings.Contains(string(line[:n]), sandbox.OrganizationID) {
			t.Errorf("it says %s%s", line[:n], errs)
		}
		if err := command.Process.Signal(ending); err != nil {
			t.Fatal(err)
		}
		if err := command.Wait(); err != nil {
			t.Errorf("%s: %v: %s", ending, err, errs)
		}
	}
}
