package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/zalando/go-keyring"

	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
)

func TestMain(m *testing.M) {
	keyring.MockInit() // no test, and no program that one starts, may touch a real keyring
	testscript.Main(m, map[string]func(){
		"coveo-token": func() { os.Exit(Main(os.Args[1:], Build{Version: "1.2.3", Commit: "abcdef", Date: "2026-03-14"})) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   filepath.Join("..", "..", "..", "testdata", "script"),
		Setup: setUpScript,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": scriptExits, "token": scriptToken, "fill": scriptFill, "server": scriptServer, "sandbox": scriptSandbox, "faults": scriptFaults,
		},
	})
}

// A process that was built with the race detector sleeps for a second before it ends,
// so that others can still report; the program's own goroutines have ended by then.
const raceVariable, raceOptions = "GORACE", "atexit_sleep_ms=0"

// setUpScript gives a script a sandbox of its own, its keys, and a home.
func setUpScript(env *testscript.Env) error {
	ctx, cancel := context.WithCancel(context.Background())
	server, err := sandbox.Start(ctx, sandbox.Options{})
	if err != nil {
		cancel()
		return err
	}
	env.Defer(func() {
		cancel()
		server.Wait()
	})
	keys := server.Keys()
	now := time.Now().Unix()
	for name, value := range map[string]string{
		endpointVariable: server.URL(), organizationVariable: server.OrganizationID(),
		keyVariable: keys.AuthenticatedSearch.Reveal(), catalogKeyVariable: keys.PrivilegeViewer.Reveal(),
		"ANONYMOUS_KEY": keys.AnonymousSearch.Reveal(), "EXPIRED_KEY": keys.Expired.Reveal(),
		"DISABLED_KEY": keys.Disabled.Reveal(), "ANALYTICS_KEY": keys.UsageAnalytics.Reveal(), "VIEWER_KEY": keys.PrivilegeViewer.Reveal(),
		"PAST": strconv.FormatInt(now-3600, 10), "FUTURE": strconv.FormatInt(now+3600, 10),
		keystore.Variable: string(keystore.Off), profile.StateVariable: filepath.Join(env.WorkDir, "state"),
		raceVariable: raceOptions, configVariable: filepath.Join(env.WorkDir, "config"), "HOME": env.WorkDir, "NO_COLOR": "1", "TERM": "xterm",
	} {
		env.Setenv(name, value)
	}
	return nil
}

// scriptExits runs a command that must end with the given code.
func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// scriptToken writes a token to a file.
func scriptToken(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: token FILE HEADER CLAIMS")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(makeToken(args[1], args[2])), 0o600))
}

// scriptFill writes a file of so many bytes.
func scriptFill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fill FILE BYTES")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("a"), size), 0o600))
}

// scriptServer makes the commands that follow talk to a bad server.
func scriptServer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: server KIND")
	}
	serve, ok := badServers()[args[0]]
	if !ok {
		ts.Fatalf("there is no server %q", args[0])
	}
	server := serve()
	ts.Defer(server.Close)
	ts.Setenv(endpointVariable, server.URL)
	ts.Setenv("SERVER", fmt.Sprint(server.Listener.Addr()))
}

// scriptFaults makes the commands that follow talk to a sandbox with these faults.
func scriptFaults(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: faults [FAULT...]")
	}
	var options sandbox.Options
	for _, text := range args {
		fault, err := sandbox.ParseFault(text)
		ts.Check(err)
		options.Faults = append(options.Faults, fault)
	}
	s, err := sandbox.New(options)
	ts.Check(err)
	server := httptest.NewServer(s.Handler())
	ts.Defer(server.Close)
	ts.Setenv(endpointVariable, server.URL)
}
