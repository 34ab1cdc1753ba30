package formkit

import (
	"errors"

	"coveotoken/coveoapi"
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
