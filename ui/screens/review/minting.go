package review

import (
	"context"
	"errors"
	"slices"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/grant"
	"coveotoken/coveoapi/preflight"
	"coveotoken/ui/common"
)

// Request is what minting the session's draft would send over its open connection; err
// is what is wrong with it.
func Request(session *common.Session) (coveoapi.Request, error) {
	request, err := session.Draft.Call(session.Connection.API.Target())
	request.Credential = session.Connection.Keys.Minting
	return request, err
}

// Plan is what can be checked before a request is sent over the open connection.
func Plan(session *common.Session, request coveoapi.Request) preflight.Plan {
	connection := session.Connection
	kind := coveoapi.SearchTokenBody
	if session.Draft.Kind == common.PlatformToken {
		kind = coveoapi.PlatformTokenBody
	}
	return preflight.Plan{
		Client: connection.API, Keys: connection.Keys, Request: preflight.ReadRequest(kind, request.Body),
	}
}

// MintCall gives the call that mints a draft that was found complete, or out of range
// alone; request is what it sends. All of it is built here, before the call, so that later changes of the
// draft do not reach it.
func MintCall(api common.API, draft common.Draft, request coveoapi.Request) func(context.Context) (minted, error) {
	raw := func(ctx context.Context) (minted, error) { return api.MintRaw(ctx, request) }
	if draft.RawBody() != nil {
		return raw
	}
	if draft.Kind == common.PlatformToken {
		body, _ := draft.PlatformRequest()
		body.Privileges = slices.Clone(body.Privileges)
		return func(ctx context.Context) (minted, error) { return api.MintPlatformToken(ctx, body) }
	}
	body, invalid := draft.SearchRequest()
	if invalid != nil {
		return raw
	}
	version := draft.Version
	return func(ctx context.Context) (minted, error) { return api.MintSearchToken(ctx, version, body) }
}

// Keep makes a token that was minted the session's current one, with what it was asked
// for. The error is a *jwtview.SyntaxError.
func Keep(session *common.Session, from common.Draft, sent coveoapi.Request, minted coveoapi.Secret) error {
	connection := session.Connection
	if err := session.OpenToken(minted, connection.Profile.Name); err != nil {
		return err
	}
	asked := grant.FromRequest(connection.API.Target(), sent)
	token := session.Current
	token.Asked, token.From, token.At = &asked, &from, connection.Profile
	session.LastMinted = token
	return nil
}

// MaybeMinted reports whether a failed mint may have created a token all the same.
func MaybeMinted(err error) bool {
	var network *coveoapi.NetworkError
	return errors.As(err, &network) && network.Sent
}
