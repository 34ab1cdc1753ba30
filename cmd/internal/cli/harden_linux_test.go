package cli

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestTheMemoryOfTheProgramIsItsOwn(t *testing.T) {
	url, asked := hangingServer(t)
	command, _, _ := process(t, t.TempDir(), []string{endpointVariable + "=" + url, keyVariable + "=" + canaryKey}, "privileges")
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	<-asked // by now the key is in its memory
	limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", command.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	if got := coreLimit(limits); got != "0" {
		t.Errorf("core dumps may have %s bytes", got)
	}
	if os.Getuid() != 0 { // whom nothing keeps out
		if _, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", command.Process.Pid)); err == nil {
			t.Error("another process reads the program's environment")
		}
	}
	_ = command.Process.Kill()
	_ = command.Wait()
}

// coreLimit is the soft limit of core dumps in a table of limits.
func coreLimit(limits []byte) string {
	lines := bufio.NewScanner(bytes.NewReader(limits))
	for lines.Scan() {
		if rest, ok := strings.CutPrefix(lines.Text(), "Max core file size"); ok {
			return strings.Fields(rest)[0]
		}
	}
	return "not listed"
}
