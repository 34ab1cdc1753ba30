// Package history remembers which tokens were minted: what they are, for whom and
// where, with a fingerprint in the place of the token unless the user asked by name
// for the tokens themselves. It is a file of one JSON document a line, so that a line
// which was written in part, on a full disk, costs no other.
package history

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/privatefile"
)

const (
	// MaxEntries is how many tokens are remembered; older ones make room.
	MaxEntries = 500
	// maxFileBytes bounds what is read: entries with tokens have some kilobytes each.
	maxFileBytes = 16 << 20
	// compactBytes is from where on the file is made shorter.
	compactBytes = 8 << 20
)

// Entry is a token that was minted.
type Entry struct {
	// Kind is "search token" or "platform token".
	Kind      string    `json:"kind"`
	MintedAt  time.Time `json:"minted_at"`
	IssuedAt  time.Time `json:"issued_at,omitzero"`
	ExpiresAt time.Time `json:"expires_at,omitzero"`
	// Profile, Organization and Endpoint are where it was minted.
	Profile      string   `json:"profile,omitempty"`
	Organization string   `json:"organization,omitempty"`
	Endpoint     string   `json:"endpoint,omitempty"`
	Users        []string `json:"users,omitempty"`
	SearchHub    string   `json:"search_hub,omitempty"`
	// Fingerprint is the token's coveoapi.Secret.Digest.
	Fingerprint string `json:"fingerprint"`
	// Token is the token itself, where the user asked to keep it.
	Token string `json:"token,omitempty"`
}

// Store is the file.
type Store struct {
	path   string
	reveal func(coveoapi.Secret) string
}

// NewStore names the file. reveal gives the token to be kept; nil keeps fingerprints
// alone. It does no I/O.
func NewStore(path string, reveal func(coveoapi.Secret) string) *Store { return &Store{path, reveal} }

// Path is the file.
func (s *Store) Path() string { return s.path }

// ErrReadable says that others than the user can read the file.
var ErrReadable = errors.New("others can read the file")

// Append remembers a token. Two programs that do so at once lose nothing.
func (s *Store) Append(e Entry, token coveoapi.Secret) error {
	if e.Token = ""; s.reveal != nil {
		e.Token = s.reveal(token)
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.locked(func() error { return s.write(append(line, '\n')) })
}

// write adds a line at the end of the file. It begins a new line where another program
// left one unfinished.
func (s *Store) write(line []byte) error {
	file, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err == nil && info.Size() > 0 {
		last := make([]byte, 1)
		if _, err = file.ReadAt(last, info.Size()-1); err == nil && last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	if err == nil {
		_, err = file.Write(line)
	}
	if err = errors.Join(err, file.Close()); err != nil || info.Size() < compactBytes {
		return err
	}
	return s.rewrite(func(Entry) bool { return true })
}

// List gives the tokens, the newest first, and how many lines could not be read. A file
// that does not exist is an empty one.
func (s *Store) List() (entries []Entry, unread int, err error) {
	if err := s.check(); err != nil {
		return nil, 0, err
	}
	content, err := privatefile.Read(s.path, maxFileBytes)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, 0, err
	}
	entries, unread = Parse(content)
	slices.Reverse(entries)
	return entries, unread, nil
}

// Parse reads the lines of a history, in their order, and says how many are none.
func Parse(content []byte) (entries []Entry, unread int) {
	for line := range bytes.Lines(content) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var e Entry
		decoder := json.NewDecoder(bytes.NewReader(line))
		if err := decoder.Decode(&e); err != nil || e.Fingerprint == "" || trailing(decoder) {
			unread++
			continue
		}
		entries = append(entries, e)
	}
	return entries[max(0, len(entries)-MaxEntries):], unread
}

func trailing(decoder *json.Decoder) bool {
	_, err := decoder.Token()
	return !errors.Is(err, io.EOF)
}

// Remove forgets the token of a fingerprint.
func (s *Store) Remove(fingerprint string) error {
	return s.locked(func() error {
		return s.rewrite(func(e Entry) bool { return e.Fingerprint != fingerprint })
	})
}

// Clear forgets everything.
func (s *Store) Clear() error {
	err := os.Remove(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// rewrite keeps the entries that keep wants.
func (s *Store) rewrite(keep func(Entry) bool) error {
	content, err := privatefile.Read(s.path, maxFileBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	entries, _ := Parse(content)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	for _, e := range entries {
		if !keep(e) {
			continue
		}
		if err := encoder.Encode(e); err != nil {
			return err
		}
	}
	return privatefile.Replace(s.path, out.Bytes())
}

// locked keeps other programs from changing the file meanwhile.
func (s *Store) locked(change func() error) error {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
		return err
	}
	if err := s.check(); err != nil {
		return err
	}
	unlock, err := lockedfile.MutexAt(s.path + ".lock").Lock()
	if err != nil {
		return err
	}
	defer unlock()
	return change()
}

// check refuses a file that others can read: it may hold tokens, and always holds names.
func (s *Store) check() error {
	private, err := privatefile.Private(s.path)
	if err == nil && !private {
		return fmt.Errorf("%s: %w", s.path, ErrReadable)
	}
	return err
}
