package history_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/history"
)

const token = "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl"

func entry(n int) history.Entry {
	secret := coveoapi.NewSecret(fmt.Sprint(token, n))
	return history.Entry{
		Kind: "search token", MintedAt: time.Date(2026, 3, 14, 9, n%60, 0, 0, time.UTC), Profile: "acme",
		Users: []string{"asmith@example.com"}, Fingerprint: secret.Digest(),
	}
}

func newStore(t *testing.T) *history.Store {
	t.Helper()
	return history.NewStore(filepath.Join(t.TempDir(), "state", "history.jsonl"), nil)
}

func TestTokensAreRememberedByTheirFingerprints(t *testing.T) {
	s := newStore(t)
	if list, unread, err := s.List(); err != nil || len(list)+unread != 0 {
		t.Errorf("an empty history holds %v, %d, %v", list, unread, err)
	}
	for n := range 3 {
		if err := s.Append(entry(n), coveoapi.NewSecret(token)); err != nil {
			t.Fatal(err)
		}
	}
	list, _, err := s.List()
	if diff := cmp.Diff([]history.Entry{entry(2), entry(1), entry(0)}, list); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	content, err := os.ReadFile(s.Path())
	if err != nil || strings.Contains(string(content), token) {
		t.Errorf("the token is in the file: %v\n%s", err, content)
	}
	if info, err := os.Stat(s.Path()); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o600) {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := s.Remove(entry(1).Fingerprint); err != nil {
		t.Fatal(err)
	}
	if list, _, _ := s.List(); len(list) != 2 || list[0].Fingerprint != entry(2).Fingerprint {
		t.Errorf("after one was removed: %v", list)
	}
	if err := errors.Join(s.Clear(), s.Clear()); err != nil {
		t.Error(err)
	}
	if list, _, _ := s.List(); len(list) != 0 {
		t.Errorf("after all were removed: %v", list)
	}
}

func TestATokenIsKeptWhenThatWasAskedFor(t *testing.T) {
	s := history.NewStore(filepath.Join(t.TempDir(), "h"), coveoapi.Secret.Reveal)
	if err := s.Append(entry(0), coveoapi.NewSecret(token)); err != nil {
		t.Fatal(err)
	}
	if list, _, err := s.List(); err != nil || list[0].Token != token {
		t.Errorf("%+v, %v", list, err)
	}
}

// TestALineWrittenInPartCostsNoOther is a disk that was full.
func TestALineWrittenInPartCostsNoOther(t *testing.T) {
	s := newStore(t)
	if err := s.Append(entry(0), coveoapi.Secret{}); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(s.Path(), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteString(`{"kind":"search to`)
	if err := errors.Join(err, file.Close(), s.Append(entry(1), coveoapi.Secret{})); err != nil {
		t.Fatal(err)
	}
	list, unread, err := s.List()
	if diff := cmp.Diff([]history.Entry{entry(1), entry(0)}, list); diff != "" || unread != 1 || err != nil {
		t.Errorf("%d unread, %v (-want +got):\n%s", unread, err, diff)
	}
}

func TestManyWritersLoseNothing(t *testing.T) {
	s := newStore(t)
	var writers sync.WaitGroup
	for n := range 40 {
		writers.Go(func() {
			if err := s.Append(entry(n), coveoapi.Secret{}); err != nil {
				t.Error(err)
			}
			if n%10 == 0 {
				if err := s.Remove("nothing"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	if list, unread, err := s.List(); len(list) != 40 || unread != 0 || err != nil {
		t.Errorf("%d entries, %d unread, %v", len(list), unread, err)
	}
}

func TestAFileForOthersToReadIsRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes say nothing here")
	}
	s := newStore(t)
	if err := s.Append(entry(0), coveoapi.Secret{}); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(s.Path(), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.List(); !errors.Is(err, history.ErrReadable) {
		t.Errorf("listed: %v", err)
	}
	if err := s.Append(entry(1), coveoapi.Secret{}); !errors.Is(err, history.ErrReadable) {
		t.Errorf("added to: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"kind":"search token","minted_at":"2026-03-14T09:00:00Z","fingerprint":"sha256:ab"}` + "\n{}\nx"))
	f.Add([]byte(strings.Repeat(`{"fingerprint":"a"}`+"\n", history.MaxEntries+2)))
	f.Fuzz(func(t *testing.T, content []byte) {
		entries, unread := history.Parse(content)
		if len(entries) > history.MaxEntries || len(entries)+unread > strings.Count(string(content), "\n")+1 {
			t.Errorf("%d entries and %d others in %q", len(entries), unread, content)
		}
		for _, e := range entries {
			if e.Fingerprint == "" {
				t.Errorf("an entry without a fingerprint: %+v", e)
			}
		}
	})
}
