package keystore

import (
	"strings"

	"coveotoken/coveoapi/problem"
)

// Reason classifies why a key cannot be had or kept.
type Reason string

// The reasons for which a key cannot be had or kept.
const (
	KeyringOff      Reason = "keyring-off"       // turned off by COVEO_TOKEN_KEYRING
	KeyringMissing  Reason = "keyring-missing"   // this machine has no keyring service
	KeyringSilent   Reason = "keyring-silent"    // it did not answer in time
	KeyringLocked   Reason = "keyring-locked"    // it is locked, and was not unlocked
	KeyringDenied   Reason = "keyring-denied"    // it does not let this program in
	KeyringTooSmall Reason = "keyring-too-small" // the key is too large for it
	KeyringFailed   Reason = "keyring-failed"    // anything else
	KeyNotFound     Reason = "key-not-found"     // there is nothing where the key should be
	KeyDamaged      Reason = "key-damaged"       // what is there is no key
	KeyElsewhere    Reason = "key-elsewhere"     // it is kept for another organization or host
	CommandFailed   Reason = "key-command"       // the command did not print a key
	KeyFileOpen     Reason = "key-file-open"     // others may read or change the file
	KeyFileFailed   Reason = "key-file"          // the file cannot be used
)

// Error says why a key cannot be had or kept. Its texts never hold a key.
type Error struct {
	Reason Reason
	// Title says what happened, Evidence how we know, or "", and Remedy what to do, in
	// a sentence each.
	Title, Evidence, Remedy string
	Err                     error
}

var _ problem.Explained = (*Error)(nil)

// Error implements error.
func (e *Error) Error() string { return strings.TrimSpace(e.Title + " " + e.Evidence) }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Problem implements problem.Explained.
func (e *Error) Problem() problem.Problem {
	kind := problem.Credential
	if e.Reason == KeyFileOpen || e.Reason == KeyFileFailed {
		kind = problem.Input
	}
	return problem.Problem{ID: string(e.Reason), Kind: kind, Title: e.Title, Evidence: e.Evidence, Remedy: e.Remedy}
}
