// Package localhttp is what every server of this program has in common that other
// programs of the same machine talk to: it starts and ends, has limits against slow and
// greedy callers, and tells by the Host and Origin of a request whether a web page of
// another site may have made it.
package localhttp

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

	"coveotoken/coveoapi/together"
)

// closeTimeout is how long running requests may take to end.
const closeTimeout = 500 * time.Millisecond

// Options are how a server is run.
type Options struct {
	// Listen is host and port; "" is a free port of 127.0.0.1.
	Listen  string
	Handler http.Handler
	// WriteTimeout is the longest time for one answer; 0 sets no limit.
	WriteTimeout time.Duration
	// Closing is called once, before running requests are waited for; it may be nil.
	Closing func()
}

// Server is a server that listens.
type Server struct {
	http    *http.Server
	url     string
	closing func()
	end     sync.Once
	ended   chan struct{}
	err     error
	panics  together.Panics
}

// Start returns when the server answers. It runs until Close is called or ctx ends.
func Start(ctx context.Context, o Options) (*Server, error) {
	address := o.Listen
	if address == "" {
		address = "127.0.0.1:0"
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	s := &Server{
		url:     "http://" + listener.Addr().String(),
		closing: o.Closing,
		ended:   make(chan struct{}),
		http: &http.Server{
			Handler:           o.Handler,
			ReadHeaderTimeout: 5 * time.Second,
			ReadTimeout:       30 * time.Second,
			WriteTimeout:      o.WriteTimeout,
			IdleTimeout:       2 * time.Minute,
			MaxHeaderBytes:    64 << 10,
			// The server may run inside a program that owns the terminal.
			ErrorLog: log.New(io.Discard, "", 0),
		},
	}
	go s.run(listener)
	stop := context.AfterFunc(ctx, func() {
		defer s.panics.Catch()
		_ = s.Close()
	})
	go func() { <-s.ended; stop() }()
	return s, nil
}

// run serves until the listener is closed.
func (s *Server) run(listener net.Listener) {
	defer close(s.ended)
	defer s.panics.Catch()
	if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		s.err = err
	}
}

// URL is the base of every call, such as "http://127.0.0.1:41234".
func (s *Server) URL() string { return s.url }

// Close ends the server within a second, open connections included. It may be
// called more than once.
func (s *Server) Close() error {
	s.end.Do(func() {
		s.tellClosing()
		ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
		defer cancel()
		if s.http.Shutdown(ctx) != nil {
			_ = s.http.Close()
		}
	})
	s.Wait()
	return s.err
}

// tellClosing keeps a panic, so that the server ends all the same.
func (s *Server) tellClosing() {
	defer s.panics.Catch()
	if s.closing != nil {
		s.closing()
	}
}

// Wait returns when the server has ended. A panic on the way there is that of the caller.
func (s *Server) Wait() {
	<-s.ended
	s.panics.Rethrow()
}
