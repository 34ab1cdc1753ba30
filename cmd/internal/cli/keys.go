package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/problem"
)

// The environment variables that credentials are read from.
const (
	keyVariable        = "COVEO_API_KEY"
	catalogKeyVariable = "COVEO_CATALOG_API_KEY" //nolint:gosec // The name of a variable, not a credential.
	tokenVariable      = "COVEO_ACCESS_TOKEN"    //nolint:gosec // The name of a variable, not a credential.
)

// maxKeyBytes is far more than any API key has.
const maxKeyBytes = 64 << 10

// readCredential reads a credential from a file, or from standard input for "-".
func (f *factory) readCredential(ctx context.Context, flag, path string, limit int64) (coveoapi.Secret, error) {
	field := "--" + flag
	if path == "-" {
		if err := f.takeStdin(field); err != nil {
			return coveoapi.Secret{}, err
		}
		text, err := f.io.readLimited(ctx, field, limit)
		if err != nil {
			return coveoapi.Secret{}, err
		}
		return f.cleanCredential(field, text)
	}
	text, err := readPrivateFile(field, path, limit)
	if err != nil {
		return coveoapi.Secret{}, err
	}
	return f.cleanCredential(field, text)
}

// readInput reads what is no secret from a file, or from standard input for "-". One
// byte more than the limit is read at most, so that whoever takes it can tell.
func (f *factory) readInput(ctx context.Context, flag, path string, limit int64) ([]byte, error) {
	field := "--" + flag
	if path == "-" {
		if err := f.takeStdin(field); err != nil {
			return nil, err
		}
		return await(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(f.io.in, limit+1)) })
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadableFile(field, path, err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, unreadableFile(field, path, err)
	}
	return text, nil
}

// unreadableFile is a file of a flag that cannot be read.
func unreadableFile(field, path string, err error) error {
	return &coveoapi.InputError{Field: field, Reason: "cannot be read: " + fileReason(err), Remedy: "Check the path " + path + "."}
}

// takeStdin claims standard input, which can be read only once.
func (f *factory) takeStdin(field string) error {
	if f.stdinUser != "" && f.stdinUser != field {
		return &coveoapi.InputError{
			Field:  field,
			Reason: "wants standard input, which " + f.stdinUser + " already reads",
			Remedy: "Give one of them as a file.",
		}
	}
	f.stdinUser = field
	return nil
}

// readPrivateFile reads a file that only its owner may read.
func readPrivateFile(field, path string, limit int64) (string, error) {
	text, err := keystore.ReadPrivate(path, limit)
	var open *keystore.Error
	switch {
	case errors.As(err, &open):
		return "", err
	case errors.Is(err, keystore.ErrTooLong):
		return "", tooLong(field, limit)
	case err != nil:
		return "", unreadableFile(field, path, err)
	}
	return text, nil
}

// fileReason is why a file cannot be read, without its path.
func fileReason(err error) string {
	if pathError, ok := err.(*fs.PathError); ok { //nolint:errorlint // The os package returns it unwrapped.
		return pathError.Err.Error()
	}
	return err.Error()
}

// promptSecret asks for a credential on the terminal without showing it.
func (f *factory) promptSecret(ctx context.Context, question string) (coveoapi.Secret, error) {
	text, err := f.io.readSecret(ctx, func() { _, _ = fmt.Fprintf(f.io.err, "%s (hidden): ", question) })
	_, _ = fmt.Fprintln(f.io.err)
	if errors.Is(err, io.EOF) {
		return coveoapi.Secret{}, missingCredential("Nothing was typed.", "Run the command again and type the credential, or see `coveo-token help environment`.")
	}
	if err != nil {
		return coveoapi.Secret{}, err
	}
	return f.cleanCredential(question, text)
}

// cleanCredential is the function of that name, and notes what was taken away.
func (f *factory) cleanCredential(field, text string) (coveoapi.Secret, error) {
	credential, err := cleanCredential(field, text)
	if _, removed := coveoapi.CleanCredential(text); removed && err == nil {
		f.note("%s: taken without what was copied along with it, such as “Bearer”, quotes or line breaks.", field)
	}
	return credential, err
}

// emptyCredential is the reason for which an answer without a credential is refused.
const emptyCredential = "is empty"

// cleanCredential takes away what people copy along with a credential, and refuses
// what cannot be one. The field names the input.
func cleanCredential(field, text string) (coveoapi.Secret, error) {
	credential, _ := coveoapi.CleanCredential(text)
	const remedy = "Give the key or token alone, on one line."
	switch {
	case credential.IsZero():
		return coveoapi.Secret{}, &coveoapi.InputError{Field: field, Reason: emptyCredential, Remedy: remedy}
	case !credential.Usable():
		return coveoapi.Secret{}, &coveoapi.InputError{Field: field, Reason: "holds a character that no key or token has", Remedy: remedy}
	}
	return credential, nil
}

// environmentCredential reads a credential from a variable; it is zero when the
// variable is not set.
func (f *factory) environmentCredential(variable string) (coveoapi.Secret, error) {
	value := f.env(variable)
	if strings.TrimSpace(value) == "" {
		return coveoapi.Secret{}, nil
	}
	return f.cleanCredential(variable, value)
}

// missingToken is a command that lacks a token.
func missingToken() error {
	return missingCredential("No token was given.", "Set "+tokenVariable+", or give --token-file FILE (- reads standard input).")
}

// missingCredential is a command that lacks a key or token.
func missingCredential(title, remedy string) error {
	return &problemError{
		problem: problem.Problem{ID: "no-credential", Kind: problem.Credential, Title: title, Evidence: "Nothing was sent.", Remedy: remedy},
		cause:   coveoapi.ErrNoCredential,
	}
}
