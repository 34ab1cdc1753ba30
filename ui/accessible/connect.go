package accessible

import (
	"context"
	"errors"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
	"coveotoken/ui/screens/connect"
)

// connectCalls is how many calls connecting makes: one for each key. lookUpCalls is how
// many tell about the organization besides, and what it knows by name.
const (
	connectCalls = 2
	lookUpCalls  = 6
)

// connect opens the connection that the session names, or else one that is chosen.
func (d *dialog) connect() error {
	if attempt, ok := d.connecting.Named(d.Session.ConnectTo); ok {
		err := d.open(attempt)
		if err == nil || !errors.Is(err, errBack) && !errors.Is(err, errStopped) {
			return err
		}
	}
	for {
		err := d.chooseConnection()
		switch {
		case err == nil:
			return nil
		case errors.Is(err, errBack) && d.Session.Connection == nil:
			d.say("This is the first question. quit ends the program.")
		case errors.Is(err, errBack):
			return err
		case !errors.Is(err, errStopped):
			return err
		}
	}
}

// chooseConnection asks where to connect and connects there.
func (d *dialog) chooseConnection() error {
	choices := d.connecting.Choices()
	names := make([]string, len(choices))
	for i, choice := range choices {
		names[i] = choice.Title + ": " + choice.Detail + "."
	}
	at, err := d.choose("Connect. Where are the tokens to be made?", names, "The sandbox is a whole organization inside this program. It needs no account and no network.")
	if err != nil {
		return err
	}
	return d.open(d.connecting.Choose(choices[at].Key))
}

// open asks what an attempt still needs, tries it, and says what came of it. What does
// not work is asked for again.
func (d *dialog) open(attempt connect.Attempt) error {
	for {
		if err := d.form(attempt.Sections, nil); err != nil {
			return err
		}
		calls := connectCalls
		if attempt.Waits() {
			calls = endless
		}
		_, err := wait(d, "Trying the key", calls, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, d.connecting.Try(ctx, attempt)
		})
		switch {
		case err == nil:
			return d.reportConnection()
		case errors.Is(err, errStopped) || d.ctx.Err() != nil:
			return err
		}
		d.fail(err)
		asks := attempt.Sections() != nil
		again := "Try again, or type back for another connection?"
		if asks {
			again = "Answer again? What was typed is kept."
		}
		yes, err := d.agree(again)
		if err != nil {
			return err
		}
		if !yes {
			return errBack
		}
	}
}

// reportConnection says what the connection is, and learns what it knows by name.
func (d *dialog) reportConnection() error {
	connection := d.Session.Connection
	d.Conceal(connection.Keys.Minting)
	d.Conceal(connection.Keys.Catalog)
	_, err := wait(d, "Asking about the organization", lookUpCalls, func(ctx context.Context) (struct{}, error) {
		d.connecting.LookUp(ctx)
		d.Session.FetchLists(ctx)
		return struct{}{}, ctx.Err()
	})
	if d.ctx.Err() != nil {
		return err
	}
	d.heading("Connected.")
	for _, sentence := range d.connecting.Report() {
		d.say("%s", sentence)
	}
	d.noteSkew()
	return nil
}

// addCatalogKey asks for a second key, which may list privileges.
func (d *dialog) addCatalogKey() error {
	err := d.open(d.connecting.CatalogKey())
	if errors.Is(err, errStopped) {
		return errBack
	}
	return err
}

// noteSkew says that this machine's clock is wrong.
func (d *dialog) noteSkew() {
	if notice := d.Session.SkewNotice(); notice != "" {
		d.say("%s", notice)
	}
}

// awaitPaused offers to wait for an organization that is paused; ok says that it has
// answered since.
func (d *dialog) awaitPaused(err error) (ok bool, _ error) {
	connection := d.Session.Connection
	if problem.Explain(err).ID != problem.PausedID || connection == nil {
		return false, nil
	}
	yes, err := d.agree("Wait until the organization answers, and then go on?", "It usually takes minutes. Nothing is run or created by asking.")
	if err != nil || !yes {
		return false, err
	}
	_, err = wait(d, "Paused; waiting until it answers", endless, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, preflight.Await(ctx, connection.API, connection.Keys.Minting, nil)
	})
	if errors.Is(err, errStopped) {
		return false, nil
	}
	return err == nil, err
}

// tell says why a call did not work, unless the user ended it. The error is then
// nothing that ends the conversation.
func (d *dialog) tell(err error) error {
	switch {
	case d.ctx.Err() != nil:
		return err
	case !errors.Is(err, errStopped):
		d.fail(err)
	}
	return nil
}

// reply gives the value of a reply, whose date tells about the clocks.
func observe[T any](d *dialog, reply coveoapi.Reply[T]) T {
	d.Session.ObserveDate(reply.Exchange)
	return reply.Value
}
