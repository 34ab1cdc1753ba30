package cli

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"coveotoken/coveoapi"
)

// lockedBuffer is a buffer that two goroutines may use.
type lockedBuffer struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text.String()
}

// The time in these tests is that of their bubbles: no sleep takes any.

func TestProgressShowsOnTerminalsWhenItTakesLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProgram(t)
		p.onTerminal(80)
		screen := new(lockedBuffer)
		p.io.err = screen
		wait := p.newProgress()
		stop := wait.start("Minting")
		time.Sleep(progressDelay - time.Millisecond)
		synctest.Wait()
		if screen.String() != "" {
			t.Errorf("it flashes: %q", screen)
		}
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		if !strings.Contains(screen.String(), "Minting…") {
			t.Errorf("it does not show: %q", screen)
		}
		stop()
		if !strings.HasSuffix(screen.String(), "\r\x1b[K") {
			t.Errorf("it stays: %q", screen)
		}
	})
}

func TestProgressIsSilentInAPipe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProgram(t)
		stop := p.newProgress().start("Minting")
		time.Sleep(time.Minute)
		synctest.Wait()
		stop()
		if p.err.Len() > 0 {
			t.Errorf("it shows: %q", p.err)
		}
	})
}

func TestAPauseFitsIntoALine(t *testing.T) {
	p := newProgram(t)
	p.onTerminal(40)
	p.newProgress().waiting(coveoapi.Wait{
		Operation: "run a query", Attempt: 2, Attempts: 3, Delay: 4 * time.Second,
		Cause: &coveoapi.APIError{Status: 429},
	})
	if got := strings.TrimPrefix(p.err.String(), "\r\x1b[K"); got != "Waiting 4 s (attempt 2 of 3), run a qu…" {
		t.Errorf("got %q", got)
	}
}

func TestPausesAreToldEverywhere(t *testing.T) {
	p := newProgram(t)
	p.newProgress().waiting(coveoapi.Wait{
		Operation: "run a query", Attempt: 2, Attempts: 3, Delay: 1500 * time.Millisecond,
		Cause: &coveoapi.APIError{Status: 429, Message: "slow down"},
	})
	if got := p.err.String(); !strings.Contains(got, "waiting 2 s (attempt 2 of 3)") {
		t.Errorf("got %q", got)
	}
}
