package cli

import (
	"context"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
)

// connection is what a command needs for its calls.
type connection struct {
	destination
	// keys are zero where they were not needed.
	keys   profile.Keys
	client *coveoapi.Client
	// wait is the progress line on which the client tells of its waits.
	wait *progress
}

// connect prepares the calls of a command: where flags, environment and profile say, and
// with the keys that they name, if the calls need them. Nothing is sent yet, unless the
// profile is the sandbox's, which is started.
func (f *factory) connect(ctx context.Context, needsKeys bool) (*connection, error) {
	d, err := f.destination(ctx)
	if err != nil {
		return nil, err
	}
	return f.connectTo(ctx, d, needsKeys)
}

// connectTo is connect for a destination that is known.
func (f *factory) connectTo(ctx context.Context, d destination, needsKeys bool) (*connection, error) {
	c := &connection{destination: d, wait: f.newProgress()}
	var err error
	if needsKeys {
		if c.keys, err = f.keys(ctx, d); err != nil {
			return nil, err
		}
	}
	if c.client, err = f.newCommandClient(d.target, c.keys, c.wait); err != nil {
		return nil, err
	}
	return c, nil
}
