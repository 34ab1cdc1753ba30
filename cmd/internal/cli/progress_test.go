package cli

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"coveotoken/coveoapi"
)

func TestProgressShowsOnTerminalsWhenItTakesLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newProgram(t)
		p.onTerminal(80)
		wait := p.newProgress()
		stop := wait.start("Minting")
		time.Sleep(progressDelay - time.Millisecond)
		synctest.Wait()
		if p.err.Len() > 0 {
			t.Errorf("it flashes: %q", p.err)
		}
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		if !strings.Contains(p.err.String(), "Minting…") {
			t.Errorf("it does not show: %q", p.err)
		}
		stop()
		if !strings.HasSuffix(p.err.String(), "\r\x1b[K") {
			t.Errorf("it stays: %q", p.err)
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
