package policy

import (
	"context"
	"encoding/json"
	"errors"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
	"coveotoken/jwtview"
)

// errNotDecoded is the cause when a check wants to read what is no JSON web token.
var errNotDecoded = errors.New("this credential is not a JSON web token, so that it has no claims to read")

// evidence is what the assertions of one check are judged by. Each question is asked
// once. It is used by one goroutine.
type evidence struct {
	ctx   context.Context
	run   *run
	check Check
	// replies holds the answers by the query as it was sent.
	replies map[string]answer
}

type answer struct {
	reply coveoapi.SearchResponse
	err   error
}

// credential is the token of whoever acts.
func (e *evidence) credential() (coveoapi.Secret, error) {
	switch c := e.check; {
	case c.Token != nil:
		return e.run.given(e.ctx, *c.Token)
	case c.Platform != nil:
		return e.run.platform(e.ctx, *c.Platform)
	default:
		return e.run.persona(e.ctx, *c.Persona, c.Form)
	}
}

// search runs a query and reads so many results of it.
func (e *evidence) search(query coveoapi.SearchQuery, results int) (coveoapi.SearchResponse, error) {
	token, err := e.credential()
	if err != nil {
		return coveoapi.SearchResponse{}, err
	}
	query.NumberOfResults = results
	key, err := json.Marshal(query)
	if err != nil {
		return coveoapi.SearchResponse{}, err
	}
	known, asked := e.replies[string(key)]
	if !asked {
		known.reply, known.err = e.run.search(e.ctx, token, query)
		e.replies[string(key)] = known
	}
	return known.reply, known.err
}

// searchAs runs the check's query as somebody else.
func (e *evidence) searchAs(other persona.Persona, form coveoapi.SearchTokenRequest, results int) (coveoapi.SearchResponse, error) {
	token, err := e.run.persona(e.ctx, other, form)
	if err != nil {
		return coveoapi.SearchResponse{}, err
	}
	query := e.check.Query
	query.NumberOfResults = results
	return e.run.search(e.ctx, token, query)
}

// open decodes the token.
func (e *evidence) open() (*jwtview.Token, error) {
	token, err := e.credential()
	if err != nil {
		return nil, err
	}
	opened, err := e.run.options.Open(token)
	if err != nil {
		return nil, errNotDecoded
	}
	return opened, nil
}

// privileges are those in the claims of a platform token, and what the server says
// that any other token may do.
func (e *evidence) privileges() ([]coveoapi.Privilege, error) {
	token, err := e.credential()
	if err != nil {
		return nil, err
	}
	if opened, err := e.run.options.Open(token); err == nil && opened.Kind() == jwtview.KindPlatform {
		return claimedPrivileges(opened), nil
	}
	reply, err := e.run.options.Client.PrivilegesOf(e.ctx, token)
	return reply.Value, err
}

// claimedPrivileges reads body.privileges of a platform token.
func claimedPrivileges(token *jwtview.Token) []coveoapi.Privilege {
	list := token.Claims.Get("body").Get("privileges")
	if list == nil {
		return nil
	}
	text := func(v *jwtview.Value) string {
		if v == nil || v.Kind != jwtview.String {
			return ""
		}
		return v.Text
	}
	privileges := make([]coveoapi.Privilege, len(list.Items))
	for i, item := range list.Items {
		privileges[i] = coveoapi.Privilege{
			Owner: text(item.Get("owner")), TargetDomain: text(item.Get("targetDomain")),
			Type: text(item.Get("type")), TargetID: text(item.Get("targetId")), Level: text(item.Get("level")),
		}
	}
	return privileges
}
