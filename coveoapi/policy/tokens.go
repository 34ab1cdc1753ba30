package policy

import (
	"context"
	"encoding/json"
	"sync"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
)

// vault keeps the tokens of a run, so that each distinct form is minted once however
// many checks use it. It may be used from several goroutines.
type vault struct {
	mutex  sync.Mutex
	grants map[string]*grant
}

// grant is a token that is fetched when it is first asked for.
type grant struct {
	once  sync.Once
	token coveoapi.Secret
	err   error
}

// get gives the token under a key, and fetches it the first time.
func (v *vault) get(key string, fetch func() (coveoapi.Secret, error)) (coveoapi.Secret, error) {
	v.mutex.Lock()
	g := v.grants[key]
	if g == nil {
		g = &grant{}
		v.grants[key] = g
	}
	v.mutex.Unlock()
	g.once.Do(func() { g.token, g.err = fetch() })
	return g.token, g.err
}

// formKey names what is minted by all that is in it.
func formKey(kind string, form any) (string, error) {
	text, err := json.Marshal(form)
	return kind + string(text), err
}

func (r *run) persona(ctx context.Context, p persona.Persona, form coveoapi.SearchTokenRequest) (coveoapi.Secret, error) {
	form.UserIDs = p.UserIDs
	key, err := formKey("search ", form)
	if err != nil {
		return coveoapi.Secret{}, err
	}
	return r.tokens.get(key, func() (coveoapi.Secret, error) {
		return p.Credential(ctx, r.options.Client, coveoapi.SearchTokenV2, form)
	})
}

func (r *run) platform(ctx context.Context, request coveoapi.PlatformTokenRequest) (coveoapi.Secret, error) {
	key, err := formKey("platform ", request)
	if err != nil {
		return coveoapi.Secret{}, err
	}
	return r.tokens.get(key, func() (coveoapi.Secret, error) {
		reply, err := r.options.Client.MintPlatformToken(ctx, request)
		return reply.Value, err
	})
}

func (r *run) given(ctx context.Context, ref TokenRef) (coveoapi.Secret, error) {
	return r.tokens.get("given "+ref.String(), func() (coveoapi.Secret, error) {
		token, err := r.options.Token(ctx, ref)
		if err != nil {
			return token, &TokenError{ref, err}
		}
		r.noteGiven(ref, token)
		return token, nil
	})
}

// TokenError says that a token which the policy names cannot be read.
type TokenError struct {
	Ref TokenRef
	Err error
}

// Error implements error.
func (e *TokenError) Error() string { return "token " + e.Ref.String() + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *TokenError) Unwrap() error { return e.Err }
