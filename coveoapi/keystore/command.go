package keystore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/recorded"
	"coveotoken/jwtview/safetext"
)

// maxOutput is far more than a key needs; what a command prints beyond it is dropped.
const maxOutput = 64 << 10

// fromCommand runs a command of the settings, which must be the user's alone: whoever
// can write them could have anything run.
func (s *Store) fromCommand(ctx context.Context, command string) (coveoapi.Secret, error) {
	if err := onlyOursToWrite(s.Settings); err != nil {
		return coveoapi.Secret{}, err
	}
	return s.Run(ctx, command)
}

// Run runs a command that prints a key, and gives the first line of what it prints.
// It is taken apart into words as a shell does, and started without one: nothing in it
// is filled in, so that the settings mean the same everywhere. It gets no input. What
// it says on standard error is told only when it fails, and without secrets.
func (s *Store) Run(ctx context.Context, command string) (coveoapi.Secret, error) {
	words, err := recorded.ShellWords(command)
	if err != nil {
		var input *coveoapi.InputError
		if errors.As(err, &input) {
			return coveoapi.Secret{}, &coveoapi.InputError{Field: "key_command", Reason: input.Reason, Remedy: input.Remedy}
		}
		return coveoapi.Secret{}, err
	}
	timeout := s.CommandTimeout
	if timeout == 0 {
		timeout = DefaultCommandTimeout
	}
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	process := exec.CommandContext(limited, profile.Expand(words[0]), words[1:]...)
	var output, complaint head
	process.Stdout, process.Stderr = &output, &complaint
	// Something that it started may still hold its output when it has ended.
	process.WaitDelay = time.Second
	err = process.Run()
	switch {
	case ctx.Err() != nil:
		return coveoapi.Secret{}, ctx.Err()
	case limited.Err() != nil:
		return coveoapi.Secret{}, commandFailure(words[0], fmt.Sprintf("It did not end within %s.", timeout))
	case err != nil:
		return coveoapi.Secret{}, commandFailure(words[0], complaintOf(err, output.text.String(), complaint.text.String()))
	}
	line, _, _ := strings.Cut(strings.TrimSpace(output.text.String()), "\n")
	key, err := usable(line, "what the command "+words[0]+" prints")
	if err != nil {
		return key, commandFailure(words[0], "It printed no key in its first line.")
	}
	return key, nil
}

// complaintOf is what a command said when it failed. A command that prints the secret
// and fails may repeat it in its complaint.
func complaintOf(err error, output, complaint string) string {
	var redactor safetext.Redactor
	for _, word := range strings.Fields(output) {
		redactor.Add(word)
	}
	said := evidence(redactor.Redact(complaint))
	if said == "" {
		return sentence(evidence(err.Error())) + "."
	}
	return sentence(evidence(err.Error())) + "; it said: " + said
}

func commandFailure(name, what string) error {
	return &Error{
		Reason:   CommandFailed,
		Title:    "The command that should print the key failed: " + safetext.Visible(name) + ".",
		Evidence: what,
		Remedy:   "Run it yourself in this terminal; it must print the key alone, ask nothing, and end.",
	}
}

// head keeps the first part of what is written to it.
type head struct{ text bytes.Buffer }

// Write implements io.Writer.
func (h *head) Write(p []byte) (int, error) {
	room := max(0, maxOutput-h.text.Len())
	h.text.Write(p[:min(len(p), room)])
	return len(p), nil
}
