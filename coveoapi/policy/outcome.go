package policy

import "fmt"

// Status is how an assertion ended.
type Status string

// The ends of an assertion.
const (
	Passed     Status = "passed"
	Failed     Status = "failed"
	NotChecked Status = "not_checked"
)

// Outcome is how an assertion ended and why. Its texts may hold text from outside;
// show them through safetext.
type Outcome struct {
	Status Status
	// Got is what was found, in the words of the expectation; "" when nothing was.
	Got string
	// First is the title of the first result that should not be there, or "".
	First string
	// Reason says why it could not be checked, as the end of a sentence, where no
	// error does.
	Reason string
	// Err is what kept it from being checked; Skipped says that it happened to another
	// assertion before, and this one was not tried.
	Err     error
	Skipped bool
}

// Expectation is one thing that must hold.
type Expectation interface {
	// Text says what is expected, such as "at least 1 result".
	Text() string
	judge(*evidence) Outcome
}

// decided is an outcome that is known.
func decided(holds bool, got string) Outcome {
	if holds {
		return Outcome{Status: Passed, Got: got}
	}
	return Outcome{Status: Failed, Got: got}
}

func unknown(format string, arguments ...any) Outcome {
	return Outcome{Status: NotChecked, Reason: fmt.Sprintf(format, arguments...)}
}

func broken(err error) Outcome { return Outcome{Status: NotChecked, Err: err} }
