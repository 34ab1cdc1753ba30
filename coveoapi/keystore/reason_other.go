//go:build !linux && !freebsd && !netbsd && !openbsd && !dragonfly

package keystore

import (
	"errors"
	"os/exec"
)

// platformReason classifies the exit codes of macOS's security command: the last byte
// of the status of the Security framework.
func platformReason(err error) Reason {
	const (
		interactionNotAllowed = 36  // errSecInteractionNotAllowed, -25308
		authFailed            = 51  // errSecAuthFailed, -25293
		userCanceled          = 128 // errSecUserCanceled, -128
	)
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return ""
	}
	switch exit.ExitCode() {
	case interactionNotAllowed:
		return KeyringLocked
	case authFailed, userCanceled:
		return KeyringDenied
	}
	return ""
}
