package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/privatefile"
	"coveotoken/coveoapi/problem"
)

// claimOutput finds out, before anything is sent, whether the token can be written to
// the file of --output. A file that is there is replaced only after a yes, a link never
// followed.
func (o *mintOptions) claimOutput(ctx context.Context) error {
	if o.output == "" {
		return nil
	}
	info, err := os.Lstat(o.output)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(o.output)); err != nil {
			return outputProblem("cannot be written: " + fileReason(err))
		}
		return nil
	case err != nil:
		return outputProblem("cannot be written: " + fileReason(err))
	case !info.Mode().IsRegular():
		return outputProblem("is a link, a folder or a device, and not a file")
	}
	o.replaces = true
	return o.confirm(ctx, "There is a file "+o.output+" already.", "Replace it?", "Choose another name, or remove it first.")
}

// writeOutput writes the token to the file of --output, if there is one. What took the
// name of a new file meanwhile is left alone.
func (o *mintOptions) writeOutput(token coveoapi.Secret) error {
	if o.output == "" {
		return nil
	}
	write := privatefile.Create
	if o.replaces {
		write = privatefile.Replace
	}
	err := write(o.output, []byte(secretValue(token)+"\n"))
	if err == nil {
		return nil
	}
	return &problemError{cause: err, problem: problem.Problem{
		ID: "token-not-kept", Kind: problem.Unexpected,
		Title:    "The token was minted, but could not be written to " + o.output + ".",
		Evidence: fileReason(err) + ". The token is lost; it does no harm, and ends by itself.",
		Remedy:   "Make room or choose another file, and mint again.",
	}}
}

func outputProblem(reason string) error {
	return &coveoapi.InputError{Field: "--output", Reason: reason, Remedy: "Name a new file in a folder of yours."}
}
