package keystore

import (
	"errors"
	"net"
	"os/exec"
	"strings"

	"github.com/zalando/go-keyring"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// reasonOf classifies an error of the keyring.
func reasonOf(err error) Reason {
	var network *net.OpError
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return KeyNotFound
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return KeyringTooSmall
	case errors.Is(err, keyring.ErrUnsupportedPlatform), errors.Is(err, exec.ErrNotFound), errors.As(err, &network):
		return KeyringMissing
	case strings.Contains(err.Error(), "unlock"):
		return KeyringLocked
	}
	if reason := platformReason(err); reason != "" {
		return reason
	}
	return KeyringFailed
}

// ringFailure says what is wrong with the keyring.
func ringFailure(reason Reason, cause error) error {
	const otherwise = "Without it: set COVEO_API_KEY, name a key_command in the profile, or type the key each time."
	e := &Error{Reason: reason, Remedy: otherwise, Err: cause}
	switch reason {
	case KeyringOff:
		e.Title = "The keyring is turned off."
		e.Evidence = Variable + " says so."
		e.Remedy = "Unset it. " + otherwise
	case KeyringMissing:
		e.Title = "This machine has no keyring that runs."
	case KeyringSilent:
		e.Title = "The keyring did not answer in time."
		e.Evidence = "It may be waiting behind a dialogue that asks to unlock it."
		e.Remedy = "Unlock it and try again. " + otherwise
	case KeyringLocked:
		e.Title = "The keyring is locked."
		e.Remedy = "Unlock it and try again. " + otherwise
	case KeyringDenied:
		e.Title = "The keyring does not let this program in."
		e.Remedy = "Allow it when asked, and try again. " + otherwise
	case KeyringTooSmall:
		e.Title = "The key is too long for the keyring."
		e.Remedy = "API keys have 38 characters; a token belongs in COVEO_ACCESS_TOKEN."
	case KeyNotFound:
		e.Title = "The keyring does not hold this key any more."
		e.Remedy = "Run `coveo-token login --profile NAME` to give it again. " + otherwise
	default:
		e.Title = "The keyring failed."
	}
	if cause != nil && e.Evidence == "" && reason != KeyNotFound {
		e.Evidence = evidence(cause.Error())
	}
	return e
}

// evidence is the text of another program, without secrets and as one short line.
func evidence(text string) string {
	const longest = 300
	text = safetext.Visible(strings.TrimSpace(new(safetext.Redactor).Redact(text)))
	return safetext.Truncate(text, longest)
}

// damaged is something that should hold a key and does not.
func damaged(what string) error {
	return &Error{
		Reason: KeyDamaged, Title: "There is no usable key where it should be.",
		Evidence: sentence(what) + " holds something else, which is not shown.",
		Remedy:   "Run `coveo-token login` to give the key again.",
	}
}

func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// usable cleans what was found where a key should be.
func usable(text, where string) (coveoapi.Secret, error) {
	key, _ := coveoapi.CleanCredential(text)
	if key.IsZero() || !key.Usable() {
		return coveoapi.Secret{}, damaged(where)
	}
	return key, nil
}
