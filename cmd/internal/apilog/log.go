// Package apilog tells of the exchanges with Coveo in text that can be shown to
// others: for COVEO_TOKEN_DEBUG=api, for --verbose, and for the file that goes to
// support. Credentials are masked wherever they could stand, also where a server
// repeats them, and bodies are capped.
package apilog

import (
	"io"
	"slices"
	"sync"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// kept is how many exchanges are remembered: those that lead to a failure, not a whole
// session.
const kept = 20

// Log takes exchanges as they end. It may be used from several goroutines.
type Log struct {
	redactor *safetext.Redactor
	mutex    sync.Mutex
	out      io.Writer
	tell     func(coveoapi.Exchange, *safetext.Redactor) string
	keeps    bool
	last     []string
}

// New makes a log that does nothing yet. The redactor knows the secrets that are in
// use.
func New(redactor *safetext.Redactor) *Log { return &Log{redactor: redactor} }

// WriteTo lets the log write what tell (Line or Text) makes of every exchange from now
// on.
func (l *Log) WriteTo(out io.Writer, tell func(coveoapi.Exchange, *safetext.Redactor) string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.out, l.tell = out, tell
}

// Keep lets the log remember the last exchanges from now on.
func (l *Log) Keep() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.keeps = true
}

// Observe takes an exchange. It is made for coveoapi.Config.OnExchange.
func (l *Log) Observe(e coveoapi.Exchange) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.out != nil {
		_, _ = io.WriteString(l.out, l.tell(e, l.redactor))
	}
	if !l.keeps {
		return
	}
	if len(l.last) == kept {
		l.last = slices.Delete(l.last, 0, 1)
	}
	// As text at once: what is left out of it is not kept in memory either.
	l.last = append(l.last, Text(e, l.redactor))
}

// Last gives what Text tells of the exchanges that are remembered, the oldest first.
func (l *Log) Last() []string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return slices.Clone(l.last)
}
