package cli

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptSandbox runs `coveo-token sandbox` with the arguments as a process of its own
// until the script ends, and makes the commands that follow talk to it.
func scriptSandbox(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: sandbox [FLAG...]")
	}
	path, err := exec.LookPath("coveo-token")
	ts.Check(err)
	command := exec.Command(path, append([]string{"sandbox", "--listen", "127.0.0.1:0", "--json"}, args...)...)
	command.Env = append(os.Environ(), raceVariable+"="+raceOptions)
	out, err := command.StdoutPipe()
	ts.Check(err)
	ts.Check(command.Start())
	ts.Defer(func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	ts.Check(err)
	var document sandboxDocument
	ts.Check(json.Unmarshal(line, &document))
	ts.Setenv(endpointVariable, document.URL)
}
