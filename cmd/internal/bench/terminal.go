package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/creack/pty"
)

const (
	columns = 120
	rows    = 40
	// quiet is how long the terminal must stay still for a frame to be settled.
	quiet = 40 * time.Millisecond
	// patience is how long anything may take before the benchmark gives up.
	patience = 10 * time.Second
)

// terminal is a program on a pseudo-terminal, with the moments of its output.
type terminal struct {
	command *exec.Cmd
	tty     *os.File
	started time.Time

	mu    sync.Mutex
	text  bytes.Buffer
	last  time.Time
	ended bool
}

func openTerminal(environment []string, argv ...string) (*terminal, error) {
	command := exec.Command(argv[0], argv[1:]...)
	command.Env = append(os.Environ(), environment...)
	command.Env = append(command.Env, "TERM=xterm-256color")
	t := &terminal{command: command, started: time.Now()}
	tty, err := pty.StartWithSize(command, &pty.Winsize{Rows: rows, Cols: columns})
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", argv[0], err)
	}
	t.tty = tty
	go t.read()
	return t, nil
}

func (t *terminal) read() {
	buffer := make([]byte, 64<<10)
	for {
		n, err := t.tty.Read(buffer)
		t.mu.Lock()
		if n > 0 {
			t.text.Write(buffer[:n])
			t.last = time.Now()
		}
		t.ended = err != nil
		t.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// waitFor waits until text has been written since the mark and gives the moment at
// which it was seen.
func (t *terminal) waitFor(text string, mark int) (time.Time, error) {
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		t.mu.Lock()
		found := bytes.Contains(t.text.Bytes()[mark:], []byte(text))
		seen := t.last
		t.mu.Unlock()
		if found {
			return seen, nil
		}
		time.Sleep(200 * time.Microsecond)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return time.Time{}, fmt.Errorf("%s: %q never appeared in %q", t.command.Path, text, t.text.Bytes()[mark:])
}

// settle waits until the terminal has been still for a while and gives the moment
// of the last output.
func (t *terminal) settle() (time.Time, error) {
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		t.mu.Lock()
		last := t.last
		t.mu.Unlock()
		if !last.IsZero() && time.Since(last) > quiet {
			return last, nil
		}
		time.Sleep(time.Millisecond)
	}
	return time.Time{}, fmt.Errorf("%s never settled", t.command.Path)
}

// mark gives the place in the output from which waitFor may search.
func (t *terminal) mark() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Len()
}

func (t *terminal) send(keys string) error {
	_, err := t.tty.WriteString(keys)
	return err
}

// keyTimes presses each key once the last frame has settled and gives the time from
// each press to the end of the output it caused. Keys without effect are left out.
func (t *terminal) keyTimes(keys []string) ([]time.Duration, error) {
	var samples []time.Duration
	for _, key := range keys {
		if _, err := t.settle(); err != nil {
			return nil, err
		}
		before := t.mark()
		pressed := time.Now()
		if err := t.send(key); err != nil {
			return nil, err
		}
		time.Sleep(quiet)
		last, err := t.settle()
		if err != nil {
			return nil, err
		}
		if t.mark() > before {
			samples = append(samples, last.Sub(pressed))
		}
	}
	if len(samples) == 0 {
		return nil, fmt.Errorf("%s: no key had an effect", t.command.Path)
	}
	return samples, nil
}

// cpuOver gives the processor time that the program uses while left alone.
func (t *terminal) cpuOver(d time.Duration) (time.Duration, error) {
	before, err := t.cpu()
	if err != nil {
		return 0, err
	}
	time.Sleep(d)
	after, err := t.cpu()
	return after - before, err
}

// cpu reads the processor time used so far from /proc, in which a tick is 10 ms.
func (t *terminal) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", t.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(after)
	const user, system = 11, 12
	var ticks int
	for _, i := range []int{user, system} {
		n, err := strconv.Atoi(fields[i])
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond, nil
}

func (t *terminal) close() {
	_ = t.command.Process.Kill()
	_ = t.command.Wait()
	_ = t.tty.Close()
}
