package ui

import (
	"fmt"
	"runtime"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
)

// PanicError says that the program ended because of a fault of its own. Its text is
// one line that is safe to show and holds no secret that the program knew.
type PanicError struct {
	// Type is the type of the panic's value, Text its redacted text.
	Type, Text string
	// Function is where it happened.
	Function string
}

// Error implements error.
func (e *PanicError) Error() string {
	return fmt.Sprintf("coveo-token ended because of a fault of its own, in %s: %s (%s). Please report this line.", e.Function, e.Text, e.Type)
}

// caughtPanic is a panic as it was caught. Its value may hold a secret and is only
// read when the program has ended and the session's secrets can be looked up.
type caughtPanic struct {
	value    any
	function string
}

// Error implements error without showing the value.
func (p *caughtPanic) Error() string { return "panic in " + p.function }

// catch keeps a recovered value with where it was thrown. It must be called by the
// deferred function that recovered.
func catch(value any) *caughtPanic {
	const enough = 32
	pcs := make([]uintptr, enough)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	thrown := false
	for {
		frame, more := frames.Next()
		switch {
		case frame.Function == "runtime.gopanic":
			thrown = true
		case thrown && !strings.HasPrefix(frame.Function, "runtime."):
			return &caughtPanic{value, fmt.Sprintf("%s:%d", frame.Function, frame.Line)}
		}
		if !more {
			return &caughtPanic{value, "an unknown function"}
		}
	}
}

// explain makes the error that is shown: the value redacted, made visible, cut, in
// this order, because what is cut first no pattern matches.
func (p *caughtPanic) explain(session *common.Session) *PanicError {
	const width = 200
	text := safetext.NewRedactor(secrets(session)...).Redact(fmt.Sprint(p.value))
	return &PanicError{
		Type:     fmt.Sprintf("%T", p.value),
		Text:     safetext.Truncate(safetext.Visible(text), width),
		Function: p.function,
	}
}

// secrets are the credentials that the session knows.
func secrets(session *common.Session) []string {
	known := []coveoapi.Secret{session.Prefill.Keys.Minting, session.Prefill.Keys.Catalog}
	if session.Connection != nil {
		known = append(known, session.Connection.Keys.Minting, session.Connection.Keys.Catalog)
	}
	if session.Current != nil {
		known = append(known, session.Current.Secret)
	}
	values := make([]string, 0, len(known))
	for _, secret := range known {
		values = append(values, secret.Reveal())
	}
	return values
}
