package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// Server is a sandbox that listens.
type Server struct {
	sandbox *Sandbox
	http    *http.Server
	url     string
	end     sync.Once
	ended   chan struct{}
	err     error
}

// closeTimeout is how long running requests may take to end.
const closeTimeout = 500 * time.Millisecond

// Start makes a sandbox and returns when it answers. It runs until Close is called
// or ctx ends.
func Start(ctx context.Context, options Options) (*Server, error) {
	sandbox, err := New(options)
	if err != nil {
		return nil, err
	}
	address := options.Listen
	if address == "" {
		address = "127.0.0.1:0"
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("start the sandbox: %w", err)
	}
	s := &Server{
		sandbox: sandbox,
		url:     "http://" + listener.Addr().String(),
		ended:   make(chan struct{}),
		http: &http.Server{
			Handler:           sandbox.Handler(),
			ReadHeaderTimeout: 5 * time.Second,
			ReadTimeout:       30 * time.Second,
			IdleTimeout:       2 * time.Minute,
			MaxHeaderBytes:    64 << 10,
			// The server may run inside a program that owns the terminal.
			ErrorLog: log.New(io.Discard, "", 0),
		},
	}
	go s.run(listener)
	stop := context.AfterFunc(ctx, func() { _ = s.Close() })
	go func() { <-s.ended; stop() }()
	return s, nil
}

// run serves until the listener is closed.
func (s *Server) run(listener net.Listener) {
	defer close(s.ended)
	if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		s.err = err
	}
}

// URL is the base of every call, such as "http://127.0.0.1:41234".
func (s *Server) URL() string { return s.url }

// OrganizationID is the organization that the server plays.
func (s *Server) OrganizationID() string { return OrganizationID }

// Keys are the API keys of the organization.
func (s *Server) Keys() Keys { return AllKeys() }

// Sandbox is what the server serves, to move its clock and switch its faults.
func (s *Server) Sandbox() *Sandbox { return s.sandbox }

// Close ends the server within a second, open connections included. It may be
// called more than once.
func (s *Server) Close() error {
	s.end.Do(func() {
		s.sandbox.close()
		ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
		defer cancel()
		if s.http.Shutdown(ctx) != nil {
			_ = s.http.Close()
		}
	})
	<-s.ended
	return s.err
}

// Wait returns when the server has ended.
func (s *Server) Wait() { <-s.ended }
