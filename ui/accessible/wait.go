package accessible

import (
	"context"
	"errors"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/together"
	"coveotoken/ui/common"
)

// quiet is how long a wait may last before anything is said of it.
const quiet = 100 * time.Millisecond

// errStopped says that the user ended a wait; what was asked before is asked again.
var errStopped = errors.New("the user ended the wait")

// endless is for calls that take as long as they take, such as a wait.
const endless = 0

// wait runs what makes so many calls, one after the other, and says what it waits for
// when that lasts. An interrupt ends it with errStopped.
func wait[T any](d *dialog, doing string, calls int, run func(context.Context) (T, error)) (T, error) {
	ctx, cancel := d.callContext(calls)
	defer cancel()
	pauses := make(chan coveoapi.Wait, 1)
	ctx = coveoapi.WithOnWait(ctx, func(w coveoapi.Wait) {
		select {
		case pauses <- w:
		case <-ctx.Done():
		}
	})
	began := d.Session.Clock()
	done := make(chan common.Result[T], 1)
	var panics together.Panics
	go func() {
		var result common.Result[T]
		defer func() { done <- result }()
		defer panics.Catch()
		result.Value, result.Err = run(ctx)
	}()
	told, stopped := false, false
	long := d.After(quiet)
	for {
		select {
		case result := <-done:
			panics.Rethrow()
			d.forgetInterrupt()
			if stopped {
				d.say("Stopped. Nothing is waited for any more.")
				return result.Value, errStopped
			}
			if told && result.Err == nil {
				d.say("Done in %.1f s.", d.Session.Clock().Sub(began).Seconds())
			}
			return result.Value, result.Err
		case <-long:
			d.say("%s… An interrupt, ctrl+c, ends the wait.", strings.TrimSuffix(doing, "."))
			told = true
		case pause := <-pauses:
			d.say("%s.", sentenceStart(common.Pause{Wait: pause, Left: pause.Delay}.String()))
		case <-d.Interrupts:
			stopped = true
			cancel()
		}
	}
}

// forgetInterrupt drops an interrupt that came too late for the wait it was meant for.
func (d *dialog) forgetInterrupt() {
	select {
	case <-d.Interrupts:
	default:
	}
}

// callContext is the context of so many calls.
func (d *dialog) callContext(calls int) (context.Context, context.CancelFunc) {
	if calls == endless {
		return context.WithCancel(d.ctx)
	}
	return d.Session.CallContext(calls)
}

// sentenceStart writes the first letter as a capital.
func sentenceStart(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
