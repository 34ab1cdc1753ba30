//go:build linux || freebsd || netbsd || openbsd || dragonfly

package keystore

import (
	"errors"
	"testing"

	"github.com/godbus/dbus/v5"
)

func TestErrorsOfTheBusHaveReasons(t *testing.T) {
	for name, want := range map[string]Reason{
		"org.freedesktop.Secret.Error.IsLocked":         KeyringLocked,
		"org.freedesktop.DBus.Error.AccessDenied":       KeyringDenied,
		"org.freedesktop.DBus.Error.NoReply":            KeyringSilent,
		"org.freedesktop.DBus.Error.ServiceUnknown":     KeyringMissing,
		"org.freedesktop.DBus.Error.Spawn.ChildExited":  KeyringMissing,
		"org.freedesktop.DBus.Error.InvalidArgs":        KeyringFailed,
		"org.freedesktop.DBus.Error.Spawn.ExecFailed":   KeyringMissing,
		"org.freedesktop.Secret.Error.NoSession":        KeyringFailed,
		"org.freedesktop.DBus.Error.Disconnected.Other": KeyringFailed,
	} {
		if got := reasonOf(dbus.Error{Name: name}); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := reasonOf(errors.New("dbus: couldn't determine address of session bus: dbus-launch")); got != KeyringMissing {
		t.Errorf("got %s", got)
	}
}
