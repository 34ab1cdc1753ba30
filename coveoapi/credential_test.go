package coveoapi

import (
	"strings"
	"testing"
)

func TestCleanCredential(t *testing.T) {
	const key = "xx1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"
	for _, text := range []string{key, key + "\n", "  " + key + "\r\n", "\u00a0" + key} {
		if got, removed := CleanCredential(text); got.Reveal() != key || removed {
			t.Errorf("%q gives %q, removed %t", text, got.Reveal(), removed)
		}
	}
	for _, text := range []string{
		`"` + key + `"`, "'" + key + "'", "“" + key + "”,", "Bearer " + key, "bearer " + key, "BEARER\n" + key,
		"Authorization: Bearer " + key, "authorization: bearer '" + key + "' ;", `"Bearer ` + key + `"`,
		key[:10] + "\n" + key[10:], key[:10] + "\r\n    " + key[10:], key[:10] + "\u00a0" + key[10:],
	} {
		got, removed := CleanCredential(text)
		if got.Reveal() != key || !removed || !got.Usable() {
			t.Errorf("%q gives %q, removed %t", text, got.Reveal(), removed)
		}
	}
	for _, text := range []string{"", " \n", "Bearer ", "Authorization: Bearer", "two words", "kéy", "a\x00b", "a\x1b[2Jb"} {
		if got, _ := CleanCredential(text); got.Usable() {
			t.Errorf("%q passes for a credential as %q", text, got.Reveal())
		}
	}
}

// FuzzCleanCredential: cleaning twice changes nothing more, nothing is added, and
// nothing that surrounds a credential is left.
func FuzzCleanCredential(f *testing.F) {
	for _, seed := range []string{"Authorization: Bearer \"xxkey\"", "xx\nkey", "“xx\u00a0key”,", "bearer\nbearer\n", "Authorization:\nBearer\n", "a b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once, _ := CleanCredential(text)
		twice, removed := CleanCredential(once.Reveal())
		if once != twice || removed {
			t.Errorf("%q becomes %q, then %q", text, once.Reveal(), twice.Reveal())
		}
		if len(once.Reveal()) > len(text) || strings.ContainsAny(once.Reveal(), "\r\n") || strings.Trim(once.Reveal(), " \t\"'`,;") != once.Reveal() {
			t.Errorf("%q becomes %q", text, once.Reveal())
		}
	})
}
