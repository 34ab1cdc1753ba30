package formkit

import (
	"errors"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/queryexpr"
)

// Verdict is the message about an error that judging a value gave: the reason and
// the remedy of an *coveoapi.InputError, the text of any other. Without an error it
// says nothing.
func Verdict(err error) Message {
	var input *coveoapi.InputError
	switch {
	case err == nil:
		return Message{}
	case errors.As(err, &input):
		return Message{Level: Wrong, Text: input.Reason + ". " + input.Remedy}
	default:
		return Message{Level: Wrong, Text: err.Error()}
	}
}

// Expression is the message about a query expression as typed: that it can be read, or
// at which column and why not. Coveo has the last word, so that what we cannot read is
// a warning.
func Expression(typed string) Message {
	if strings.TrimSpace(typed) == "" {
		return Message{}
	}
	if err := queryexpr.Check(typed); err != nil {
		return Message{Level: Warning, Text: err.Error()}
	}
	return Message{Level: Good, Text: "can be read"}
}
