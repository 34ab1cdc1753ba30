package sandbox

import (
	"context"
	"fmt"

	"coveotoken/coveoapi/localhttp"
)

// Server is a sandbox that listens.
type Server struct {
	*localhttp.Server
	sandbox *Sandbox
}

// Start makes a sandbox and returns when it answers. It runs until Close is called
// or ctx ends.
func Start(ctx context.Context, options Options) (*Server, error) {
	sandbox, err := New(options)
	if err != nil {
		return nil, err
	}
	server, err := localhttp.Start(ctx, localhttp.Options{
		Listen: options.Listen, Handler: sandbox.Handler(), Closing: sandbox.close,
	})
	if err != nil {
		return nil, fmt.Errorf("start the sandbox: %w", err)
	}
	return &Server{server, sandbox}, nil
}

// OrganizationID is the organization that the server plays.
func (s *Server) OrganizationID() string { return OrganizationID }

// Keys are the API keys of the organization.
func (s *Server) Keys() Keys { return AllKeys() }

// Sandbox is what the server serves, to move its clock and switch its faults.
func (s *Server) Sandbox() *Sandbox { return s.sandbox }
