package together_test

import (
	"sync"
	"testing"

	"coveotoken/coveoapi/together"
)

func TestThePanicOfAGoroutineIsThatOfWhoWaits(t *testing.T) {
	defer func() {
		if caught, ok := recover().(*together.Panic); !ok || caught.Value != "broken" || caught.Error() != "broken" {
			t.Errorf("got %v", caught)
		}
	}()
	var panics together.Panics
	var running sync.WaitGroup
	for i := range 3 {
		running.Go(func() {
			defer panics.Catch()
			if i > 0 {
				panic("broken")
			}
		})
	}
	running.Wait()
	panics.Rethrow()
	t.Error("nothing was thrown")
}

func TestWithoutAPanicNothingIsThrown(*testing.T) {
	var panics together.Panics
	panics.Rethrow()
}
