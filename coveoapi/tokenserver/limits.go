package tokenserver

import (
	"sync"
	"time"
)

const (
	// maxBurst is how many tokens can be had at once, perSecond how many in the long
	// run: enough for several pages being reloaded, little enough to stop a loop from
	// using up an organization's rate limit.
	maxBurst  = 20
	perSecond = 5
)

// limit is a bucket of permissions that fills up with time.
type limit struct {
	mutex sync.Mutex
	left  float64
	at    time.Time
}

func newLimit() *limit { return &limit{left: maxBurst} }

// take takes one permission, if there is one.
func (l *limit) take(now time.Time) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if passed := now.Sub(l.at).Seconds(); !l.at.IsZero() && passed > 0 {
		l.left = min(maxBurst, l.left+passed*perSecond)
	}
	if l.at.Before(now) {
		l.at = now
	}
	if l.left < 1 {
		return false
	}
	l.left--
	return true
}

// togetherWithin is how close renewals are that one expiry has caused.
const togetherWithin = time.Second

// renewals remembers which pages have had a token for whom. It holds no more pages and
// users than were named.
type renewals struct {
	mutex sync.Mutex
	pages map[[2]string]*page
}

// page is what one page asked for one user.
type page struct {
	// since is when the first of the last renewals came, count how many came together.
	since time.Time
	count int
}

func newRenewals() *renewals { return &renewals{pages: map[[2]string]*page{}} }

// note counts a token handed out: how many renewals came together, this one included,
// and since when; 0 for the first token of a page.
func (r *renewals) note(origin, user string, now time.Time) (count int, span time.Duration) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	p := r.pages[[2]string{origin, user}]
	if p == nil {
		r.pages[[2]string{origin, user}] = &page{}
		return 0, 0
	}
	if span = now.Sub(p.since); p.count == 0 || span > togetherWithin {
		p.since, p.count, span = now, 0, 0
	}
	p.count++
	return p.count, max(0, span)
}
