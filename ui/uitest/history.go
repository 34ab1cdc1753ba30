package uitest

import (
	"slices"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/history"
)

// Kept remembers tokens in memory, by their fingerprints.
type Kept struct {
	Entries []history.Entry
	Unread  int
	// Err is the failure of everything, or nil.
	Err error
}

// List implements common.HistoryShelf.
func (k *Kept) List() ([]history.Entry, int, error) { return k.Entries, k.Unread, k.Err }

// Append implements common.HistoryShelf.
func (k *Kept) Append(e history.Entry, _ coveoapi.Secret) error {
	if k.Err == nil {
		k.Entries = append([]history.Entry{e}, k.Entries...)
	}
	return k.Err
}

// Remove implements common.HistoryShelf.
func (k *Kept) Remove(fingerprint string) error {
	if k.Err == nil {
		k.Entries = slices.DeleteFunc(k.Entries, func(e history.Entry) bool { return e.Fingerprint == fingerprint })
	}
	return k.Err
}
