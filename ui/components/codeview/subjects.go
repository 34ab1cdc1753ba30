package codeview

import (
	"coveotoken/coveoapi"
	"coveotoken/coveoapi/snippet"
	"coveotoken/ui/common"
)

// Subject is a request that can be written as a program.
type Subject struct {
	// Name is what the program does, such as "the query".
	Name    string
	Request coveoapi.Request
	// Variable is where the program takes the credential from.
	Variable string
}

// QuerySubject is a query, whose token comes from the environment.
func QuerySubject(request coveoapi.Request) Subject {
	return Subject{"the query", request, snippet.AccessTokenVariable}
}

// MintSubject is the request that mints a token.
func MintSubject(request coveoapi.Request) Subject {
	return Subject{"the request for the token", request, snippet.APIKeyVariable}
}

// Minted is the request that the session's current token was minted with, where this
// session did so in the organization that it is connected to; ok is false otherwise.
func Minted(session *common.Session) (subject Subject, ok bool) {
	token, connection := session.Current, session.Connection
	if token == nil || token.From == nil || connection == nil {
		return Subject{}, false
	}
	if at, now := token.At, connection.Profile; at.Name != now.Name || at.OrganizationID != now.OrganizationID {
		return Subject{}, false
	}
	draft := *token.From
	request, _ := draft.Call(connection.API.Target()) // It was complete when it was sent.
	return MintSubject(request), true
}
