package cli

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
)

// progressDelay keeps fast answers from flashing a line.
const progressDelay = 100 * time.Millisecond

// progress is a line on standard error that says what a command waits for. It
// appears on terminals only, when the wait has lasted a moment, and goes without a
// trace; pauses before a retry are told everywhere.
type progress struct {
	f     *factory
	mutex sync.Mutex
	timer *time.Timer
	shown bool
	done  bool
}

// newProgress prepares a line; start begins the wait.
func (f *factory) newProgress() *progress { return &progress{f: f} }

// start says what is waited for from now on and returns what ends the wait.
func (p *progress) start(what string) (stop func()) {
	if !p.f.io.canAnimate() {
		return func() {}
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.done = false
	p.timer = time.AfterFunc(progressDelay, func() { p.show(what + "… (ctrl+c stops)") })
	return p.stop
}

// waiting tells of a pause before a retry.
func (p *progress) waiting(w coveoapi.Wait) {
	why := w.Operation + ": " + strings.TrimSuffix(explain(w.Cause).Title, ".")
	pause := fmt.Sprintf("waiting %s (attempt %d of %d)", jwtview.FormatSeconds(int64(math.Ceil(w.Delay.Seconds()))), w.Attempt, w.Attempts)
	if p.f.io.canAnimate() { // what matters comes first, where the line may be cut
		p.show(sentenceStart(pause) + ", " + why)
		return
	}
	text := why + "; " + pause
	p.mutex.Lock() // calls may wait at the same time
	defer p.mutex.Unlock()
	p.f.note("%s", text)
}

func (p *progress) show(text string) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.done {
		return
	}
	p.shown = true
	width := p.f.io.width
	if width <= 0 {
		width = defaultWidth
	}
	// A line that the terminal wraps could not be taken back.
	_, _ = fmt.Fprint(p.f.io.err, "\r\x1b[K"+safetext.Truncate(p.f.safe(text), width-1))
}

func (p *progress) stop() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.done = true
	if p.timer != nil {
		p.timer.Stop()
	}
	if p.shown {
		_, _ = fmt.Fprint(p.f.io.err, "\r\x1b[K")
		p.shown = false
	}
}
