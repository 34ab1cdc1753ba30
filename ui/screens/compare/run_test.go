package compare_test

import (
	"testing"
	"testing/synctest"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest/frames"
)

func TestAFailureStaysWithItsIdentity(t *testing.T) {
	s := ready(t)
	mints(s, user("anonymous"))
	searches(s, user("anonymous"), found("InternalSearch", 1, 3))
	s.API.Expect("MintSearchToken", coveoapi.Secret{}, denied()).When(mintedFor(user(alice)))
	screen, pump := start(t, s, body())
	pump.Keys("r")
	frames.Has(t, pump.Frame(), "> A "+alice, "403", "req-0043", "r runs", "✓ 2 results")
	if screen.State() != common.Problem {
		t.Errorf("state %v", screen.State())
	}
	mints(s, user(alice))
	searches(s, user(alice), found("InternalSearch", 1, 3, 5))
	pump.Keys("r")
	frames.Has(t, pump.Frame(), alice+" gets all that anonymous gets")
	if screen.State() != common.Done {
		t.Errorf("state %v", screen.State())
	}
}

// The goroutines of a comparison come to rest in the bubble before frames are read.
func TestEscStopsAndKeepsWhatThereIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t)
		mints(s, user(alice), user("anonymous"))
		searches(s, user(alice), found("InternalSearch", 1, 2, 3))
		s.API.Expect("Search", nil, nil).Hold().When(as(tokenFor(user("anonymous"))))
		screen, pump := start(t, s, body())
		pump.Keys("r")
		synctest.Wait()
		pump.Advance(time.Second)
		frames.Has(t, pump.Frame(), "✓ 3 results", "querying…")
		if bindings := screen.ShortHelp(); bindings[0].Help().Desc != "stop, keep what there is" {
			t.Errorf("the first key is %v", bindings[0].Help())
		}
		pump.Keys("r", "a", "d") // nothing, while it runs
		if !screen.Escape() {
			t.Fatal("esc did not stop it")
		}
		synctest.Wait()
		pump.Send(nil)
		frames.Has(t, pump.Frame(), "✓ 3 results", "! stopped before an answer", "Stopped: this is what had come")
		pump.Keys("t", "left")
		frames.Has(t, pump.Frame(), "●1", "?", "all 3")
		if screen.Escape() {
			t.Error("esc found something more to undo")
		}
	})
}

func TestAWaitIsSaidWhereItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t)
		mints(s, user(alice), user("anonymous"))
		searches(s, user(alice), found("InternalSearch", 1, 2, 3))
		s.API.Expect("Search", found("InternalSearch", 1), nil).Hold().When(as(tokenFor(user("anonymous")))).Wait(coveoapi.Wait{
			Cause: &coveoapi.APIError{Status: 429}, Delay: 8 * time.Second, Attempt: 2, Attempts: 3,
		})
		_, pump := start(t, s, body())
		pump.Keys("r")
		synctest.Wait()
		frames.Has(t, pump.Frame(), "rate limited, waiting 8 s (attempt 2 of 3)")
		pump.Release()
		frames.Has(t, pump.Frame(), alice+" gets all that anonymous gets, and 2 more.")
	})
}
