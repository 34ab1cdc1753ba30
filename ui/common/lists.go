package common

import (
	"context"
	"sync"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/routing"
	"coveotoken/coveoapi/together"
)

// Lists are what an organization knows by name, as far as the keys may list it: each
// list is nil where it could not be had.
type Lists struct {
	Pipelines []coveoapi.Pipeline
	Providers []coveoapi.SecurityProvider
	Hubs      []coveoapi.SearchHub
	// Unlisted says that the pipelines could not be had.
	Unlisted bool
	exchange coveoapi.Exchange // of the pipelines, for the server's clock
}

// fetchLists asks for all lists at once. One that is refused is left out: an
// organization works without any.
func fetchLists(ctx context.Context, api API) Lists {
	var l Lists
	var asked sync.WaitGroup
	var panics together.Panics
	asked.Go(func() {
		defer panics.Catch()
		reply, err := api.Pipelines(ctx)
		l.Pipelines, l.Unlisted, l.exchange = reply.Value, err != nil, reply.Exchange
	})
	asked.Go(func() {
		defer panics.Catch()
		if reply, err := api.SecurityProviders(ctx); err == nil {
			l.Providers = reply.Value
		}
	})
	asked.Go(func() {
		defer panics.Catch()
		if reply, err := api.SearchHubs(ctx); err == nil {
			l.Hubs = reply.Value
		}
	})
	asked.Wait()
	panics.Rethrow()
	return l
}

// Listing asks for the lists of a connection, once for all screens that need them.
// The zero value is ready for use.
type Listing struct {
	call    Call[Lists]
	askedOf *Connection
}

// Start asks for the lists unless they are there, or this screen asked before.
func (l *Listing) Start(s *Session, owner ID) tea.Cmd {
	connection := s.Connection
	if connection == nil || connection.Listed || connection == l.askedOf {
		return nil
	}
	l.askedOf = connection
	api := connection.API
	return l.call.Start(s, owner, func(ctx context.Context) (Lists, error) { return fetchLists(ctx, api), nil })
}

// Update handles the messages of the call. done says that the lists came and are in
// the connection now.
func (l *Listing) Update(s *Session, msg tea.Msg) (done bool, cmd tea.Cmd) {
	result, cmd := l.call.Update(msg)
	if result == nil {
		return false, cmd
	}
	s.ObserveDate(result.Value.exchange)
	l.askedOf.Lists, l.askedOf.Listed = result.Value, true
	return true, cmd
}

// Cancel stops asking.
func (l *Listing) Cancel() { l.call.Cancel() }

// FetchLists asks for the lists of the open connection and waits for them, for whoever
// has no update loop. When ctx ends, nothing changes.
func (s *Session) FetchLists(ctx context.Context) {
	connection := s.Connection
	lists := fetchLists(ctx, connection.API)
	if ctx.Err() != nil {
		return
	}
	s.ObserveDate(lists.exchange)
	connection.Lists, connection.Listed = lists, true
}

// KnownPipelines are the pipelines of the connection as routing needs them.
func (s *Session) KnownPipelines() routing.Known {
	if s.Connection == nil {
		return routing.Known{}
	}
	return routing.Known{Pipelines: s.Connection.Pipelines, Unlisted: s.Connection.Unlisted}
}
