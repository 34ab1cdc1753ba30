//go:build linux || freebsd || netbsd || openbsd || dragonfly

package keystore

import (
	"errors"
	"strings"

	"github.com/godbus/dbus/v5"
)

// platformReason classifies the errors of the bus and of the Secret Service on it
// (freedesktop.org, D-Bus Specification and Secret Service API, "Errors").
func platformReason(err error) Reason {
	var bus dbus.Error
	if !errors.As(err, &bus) {
		if strings.Contains(err.Error(), "dbus-launch") || strings.Contains(err.Error(), "DBUS_SESSION_BUS_ADDRESS") {
			return KeyringMissing
		}
		return ""
	}
	switch name := bus.Name; {
	case strings.HasSuffix(name, ".IsLocked"):
		return KeyringLocked
	case strings.HasSuffix(name, ".AccessDenied"), strings.HasSuffix(name, ".AuthFailed"):
		return KeyringDenied
	case strings.HasSuffix(name, ".NoReply"), strings.HasSuffix(name, ".Timeout"), strings.HasSuffix(name, ".TimedOut"):
		return KeyringSilent
	case strings.HasSuffix(name, ".ServiceUnknown"), strings.HasSuffix(name, ".NameHasNoOwner"),
		strings.HasSuffix(name, ".NoServer"), strings.Contains(name, ".Spawn."):
		return KeyringMissing
	}
	return ""
}
