package cli

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui/common"
)

// opener makes the connections of the screens. The sandbox is started when its
// profile is first opened and runs until the program ends, so that tokens minted in
// it stay good.
type opener struct {
	f *factory
	// ctx is the program's: the sandbox outlives the call that starts it.
	ctx     context.Context
	mutex   sync.Mutex
	sandbox *sandbox.Server
}

func (f *factory) newOpener(ctx context.Context) *opener {
	o := &opener{f: f, ctx: ctx}
	f.later(o)
	return o
}

// Close ends the sandbox, if it was started.
func (o *opener) Close() error {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.sandbox == nil {
		return nil
	}
	return o.sandbox.Close()
}

// open implements common.Opener. Both keys are tried before they are accepted.
func (o *opener) open(ctx context.Context, p profile.Profile, keys profile.Keys) (common.Connection, error) {
	if p.IsSandbox() {
		server, err := o.server()
		if err != nil {
			return common.Connection{}, err
		}
		p.OrganizationID, p.Endpoint = server.OrganizationID(), server.URL()
		keys = sandboxKeys(server.Keys(), keys)
	} else if keys.Minting.IsZero() && p.Keeps() {
		var err error
		if keys, err = o.keptKeys(ctx, p, keys); err != nil {
			return common.Connection{}, err
		}
	}
	endpoint, err := coveoapi.ParseEndpoint(p.Endpoint, p.OrganizationID)
	if err != nil {
		return common.Connection{}, err
	}
	target := coveoapi.Target{OrganizationID: p.OrganizationID, Endpoint: endpoint}
	client, err := o.f.newClient(target, keys, nil)
	if err != nil {
		return common.Connection{}, err
	}
	connection := common.Connection{Profile: p, Keys: keys, API: client}
	if err := tryKeys(ctx, client, &connection); err != nil {
		client.Close()
		return common.Connection{}, err
	}
	return connection, nil
}

// keptKeys fetches the keys that are not given from where the profile keeps them.
func (o *opener) keptKeys(ctx context.Context, p profile.Profile, given profile.Keys) (profile.Keys, error) {
	store, err := o.f.keyStore()
	if err != nil {
		return given, err
	}
	keys, err := store.Keys(ctx, p)
	if err == nil && !given.Catalog.IsZero() {
		keys.Catalog = given.Catalog
	}
	return keys, err
}

func (o *opener) server() (*sandbox.Server, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.sandbox == nil {
		server, err := o.f.startSandbox(o.ctx, sandbox.Options{})
		if err != nil {
			return nil, err
		}
		o.sandbox = server
	}
	return o.sandbox, nil
}

// sandboxKeys hands out the sandbox's keys where none are given: two, because no
// key of Coveo's templates may both impersonate and list privileges.
func sandboxKeys(published sandbox.Keys, given profile.Keys) profile.Keys {
	if given.Minting.IsZero() {
		given.Minting = published.AuthenticatedSearch
	}
	if given.Catalog.IsZero() {
		given.Catalog = published.PrivilegeViewer
	}
	return given
}

// tryKeys asks the server what the keys may do. A key that it rejects is an error;
// a key that it knows but tells nothing of is kept.
func tryKeys(ctx context.Context, client *coveoapi.Client, connection *common.Connection) error {
	held, err := client.PrivilegesOf(ctx, connection.Keys.Minting)
	switch {
	case err == nil:
		connection.Held = held.Value
	case isRefusal(err):
		connection.HeldUnknown = err
	default:
		return err
	}
	if connection.Keys.Catalog.IsZero() {
		return nil
	}
	held, err = client.PrivilegesOf(ctx, connection.Keys.Catalog)
	if err != nil && !isRefusal(err) {
		return catalogKeyProblem(err)
	}
	connection.HeldByCatalog = held.Value
	return nil
}

// isRefusal reports whether the server knows the credential but does not answer it.
func isRefusal(err error) bool {
	var api *coveoapi.APIError
	return errors.As(err, &api) && (api.Status == http.StatusForbidden || api.Status == http.StatusNotFound)
}

// catalogKeyProblem says that it was the catalogue key which failed.
func catalogKeyProblem(err error) error {
	p := problem.Explain(err)
	p.Title = "The catalogue key does not work. " + p.Title
	return &problemError{problem: p, cause: err}
}
