package keystore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/zalando/go-keyring"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
)

// service is the name under which the keyring holds our keys.
const service = "coveo-token"

// ring is a keyring.
type ring interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
}

// native is the operating system's keyring.
type native struct{}

func (native) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (native) Set(service, user, secret string) error   { return keyring.Set(service, user, secret) }
func (native) Delete(service, user string) error        { return keyring.Delete(service, user) }

// item is what the keyring holds: a key, and what it may be used for.
type item struct {
	OrganizationID string `json:"organization"`
	Host           string `json:"host"`
	Key            string `json:"key"`
}

func userOf(p profile.Profile, role profile.Role) string { return p.Name + " (" + string(role) + ")" }

func (s *Store) fromKeyring(ctx context.Context, p profile.Profile, role profile.Role, wanted Binding, confirmed bool) (coveoapi.Secret, error) {
	held, err := s.ask(ctx, func(r ring) (string, error) { return r.Get(service, userOf(p, role)) })
	if err != nil {
		return coveoapi.Secret{}, err
	}
	var i item
	if json.Unmarshal([]byte(held), &i) != nil {
		return coveoapi.Secret{}, damaged("the keyring's item " + userOf(p, role))
	}
	if kept := (Binding{i.OrganizationID, i.Host}); kept != wanted && !confirmed {
		return coveoapi.Secret{}, elsewhere(p, role, kept, wanted)
	}
	return usable(i.Key, "the keyring's item "+userOf(p, role))
}

func (s *Store) toKeyring(ctx context.Context, p profile.Profile, role profile.Role, b Binding, key coveoapi.Secret) error {
	held, err := json.Marshal(item{b.OrganizationID, b.Host, key.Reveal()})
	if err != nil {
		return err
	}
	_, err = s.ask(ctx, func(r ring) (string, error) { return "", r.Set(service, userOf(p, role), string(held)) })
	return err
}

// outOfKeyring succeeds too when the item is not there.
func (s *Store) outOfKeyring(ctx context.Context, p profile.Profile, role profile.Role) error {
	_, err := s.ask(ctx, func(r ring) (string, error) { return "", r.Delete(service, userOf(p, role)) })
	var key *Error
	if errors.As(err, &key) && key.Reason == KeyNotFound {
		return nil
	}
	return err
}

// ask asks the keyring, which may never answer: the bus may be there and nobody behind
// it, or a dialogue may be open that nobody sees. It is then left to itself.
func (s *Store) ask(ctx context.Context, question func(ring) (string, error)) (string, error) {
	if s.Mode == Off {
		return "", ringFailure(KeyringOff, nil)
	}
	r, timeout := s.ring, s.KeyringTimeout
	if r == nil {
		r = native{}
	}
	if timeout == 0 {
		timeout = DefaultKeyringTimeout
	}
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		// The library takes the shape of the bus's answers for granted.
		defer func() {
			if cause := recover(); cause != nil {
				answers <- answer{err: fmt.Errorf("the keyring answered what it should not: %v", cause)}
			}
		}()
		text, err := question(r)
		answers <- answer{text, err}
	}()
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	select {
	case a := <-answers:
		if a.err != nil {
			return "", ringFailure(reasonOf(a.err), a.err)
		}
		return a.text, nil
	case <-ctx.Done():
		return "", ctx.Err()
	case <-timer.C:
		return "", ringFailure(KeyringSilent, nil)
	}
}
