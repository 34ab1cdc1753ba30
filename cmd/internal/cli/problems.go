package cli

import (
	"errors"
	"fmt"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
)

// problemError is an error that brings its own explanation: what only the command
// line can know, such as which flag would have helped.
type problemError struct {
	problem problem.Problem
	cause   error
}

// Error implements error.
func (e *problemError) Error() string { return e.problem.Title }

// Unwrap gives the cause.
func (e *problemError) Unwrap() error { return e.cause }

// Problem implements problem.Explained.
func (e *problemError) Problem() problem.Problem { return e.problem }

// explain describes an error for people.
func explain(err error) problem.Problem { return problem.Explain(err) }

// usageError is a command line that cannot be understood.
func usageError(reason, remedy string) error {
	return &problemError{problem: problem.Problem{
		ID: "usage", Kind: problem.Input, Title: sentence(reason),
		Evidence: "Nothing was sent.", Remedy: remedy,
	}}
}

// flagInput names the flag in an input error that knows only the field.
func flagInput(flag string, err error) error {
	var input *coveoapi.InputError
	if !errors.As(err, &input) {
		return err
	}
	named := *input
	named.Field = "--" + flag
	return &named
}

// inputField is the field of an input error, or "".
func inputField(err error) string {
	var input *coveoapi.InputError
	if !errors.As(err, &input) {
		return ""
	}
	return input.Field
}

// tooLong is an input that passes its limit.
func tooLong(field string, limit int64) error {
	return &coveoapi.InputError{
		Field:  field,
		Reason: fmt.Sprintf("is longer than %d bytes", limit),
		Remedy: "Give the key or token alone; nothing of that length is one.",
	}
}

// sentence makes a sentence of an error's text.
func sentence(text string) string {
	if text == "" {
		return text
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
		text += "."
	}
	return text
}

// errorDocument is a failure as --json shows it.
type errorDocument struct {
	Schema string    `json:"schema"`
	Error  errorBody `json:"error"`
}

type errorBody struct {
	Code      string `json:"code"`
	Message   string `json:"message"`
	Cause     string `json:"cause"`
	Fix       string `json:"fix"`
	RequestID string `json:"request_id"`
}

func newErrorBody(p problem.Problem) errorBody {
	return errorBody{stableCode(p.ID), p.Title, p.Evidence, p.Remedy, p.RequestID}
}

// reportProblem prints a problem: three short lines on standard error, or one
// document on standard output when JSON was asked for. A filter is for what a command
// gives when it does its work: failures stay out of its way.
func (f *factory) reportProblem(p problem.Problem) {
	if f.globals.json && f.io.reshape == nil {
		_ = f.writeJSON(errorDocument{
			Schema: schema("error"),
			Error:  newErrorBody(p),
		})
		return
	}
	mark := "✗ "
	if f.wantsConversation() { // where no sign stands for a word
		mark = ""
	}
	lines := []string{f.io.strongError(mark + f.safe(p.Title))}
	for _, line := range []string{p.Evidence, p.Remedy} {
		if line != "" {
			lines = append(lines, "  "+f.safe(line))
		}
	}
	if p.RequestID != "" && !strings.Contains(p.Evidence, p.RequestID) {
		lines = append(lines, "  Request ID: "+f.safe(p.RequestID))
	}
	_, _ = fmt.Fprintln(f.io.err, strings.Join(lines, "\n"))
}

// stableCode writes a problem's ID with lower-case letters, digits and single
// hyphens, also where it was made from the name of a flag.
func stableCode(id string) string {
	words := strings.FieldsFunc(strings.ToLower(id), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "-")
}

// safe makes text from outside fit to be shown: first without secrets, then with
// every character visible.
func (f *factory) safe(text string) string { return safetext.Visible(f.redactor.Redact(text)) }

// note tells something beside the result, on standard error.
func (f *factory) note(format string, arguments ...any) {
	if f.io.quiet {
		return
	}
	_, _ = fmt.Fprintln(f.io.err, f.safe(fmt.Sprintf(format, arguments...)))
}

// noteSkew tells that this machine's clock is wrong, as an answer shows.
func (f *factory) noteSkew(e coveoapi.Exchange) {
	if skew, ok := e.Skew(); ok && common.SkewNotice(skew) != "" {
		f.note("%s", common.SkewNotice(skew))
	}
}

// reportPanic reports a defect of the program without showing any secret that the
// panic's text may hold.
func (f *factory) reportPanic(cause any, stack []byte) int {
	f.reportProblem(problem.Problem{
		ID: "internal", Kind: problem.Unexpected,
		Title:    "coveo-token has a defect and had to stop.",
		Evidence: f.redactor.Redact(fmt.Sprint(cause)),
		Remedy:   "Please report it with the lines below; they hold no secret.",
	})
	for _, line := range safetext.VisibleLines(f.redactor.Redact(string(stack))) {
		_, _ = fmt.Fprintln(f.io.err, line)
	}
	return exitUnexpected
}
