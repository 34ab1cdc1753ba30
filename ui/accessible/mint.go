package accessible

import (
	"context"
	"errors"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/ui/screens/review"
)

// mint sends the request. ok says that there is a token; without one it was said why.
func (d *dialog) mint(request coveoapi.Request) (ok bool, err error) {
	draft := d.Session.Draft.Clone()
	call := review.MintCall(d.Session.Connection.API, draft, request)
	for {
		reply, err := wait(d, "Minting", 1, call)
		switch {
		case err == nil:
			d.Conceal(observe(d, reply))
			if err := review.Keep(d.Session, draft, request, reply.Value); err != nil {
				return false, d.tell(err)
			}
			d.say("Minted. The answer was status %d, in %d ms.", reply.Exchange.Status, reply.Exchange.Duration.Milliseconds())
			d.noteSkew()
			return true, nil
		case errors.Is(err, errStopped):
			d.say("If the request had already reached Coveo, a token may have been created that we did not get.")
			return false, nil
		}
		if told := d.tell(err); told != nil {
			return false, told
		}
		if review.MaybeMinted(err) {
			d.say("The request had been sent: Coveo may have created a token that we did not get. Trying again creates another.")
		}
		if awake, err := d.awaitPaused(err); !awake {
			return false, err
		}
	}
}

// mintAgain mints another token with the same answers.
func (d *dialog) mintAgain() (ok bool, err error) {
	request, err := review.Request(d.Session)
	if err != nil {
		return false, d.tell(err)
	}
	return d.mint(request)
}

// checkCalls is how many calls are made before minting, about.
const checkCalls = 12

// check makes the checks before minting, says how each ended, and offers what mends.
func (d *dialog) check(request coveoapi.Request) error {
	plan := review.Plan(d.Session, request)
	rows, err := wait(d, "Checking", checkCalls, func(ctx context.Context) ([]preflight.Row, error) {
		return preflight.Run(ctx, plan, nil), nil
	})
	if d.ctx.Err() != nil {
		return err
	}
	review.ObserveSkew(d.Session, rows)
	d.heading("What was checked.")
	failed := 0
	for _, row := range rows {
		if row.State == preflight.Failed {
			failed++
		}
		d.say("%s: %s. %s %s", sentenceStart(string(row.State)), row.Title, row.Evidence, row.Remedy)
	}
	d.say("%d of %d checks failed.", failed, len(rows))
	return d.mend(rows)
}

// mend offers to apply what the checks found to mend the answers.
func (d *dialog) mend(rows []preflight.Row) error {
	for _, row := range rows {
		if row.Fix == nil || row.Fix.Field == preflight.FixEndpoint || d.Session.Draft.RawBody() != nil {
			continue
		}
		yes, err := d.agree(sentenceStart(review.FixWords(*row.Fix)) + "?")
		if err != nil {
			return err
		}
		if yes {
			review.MendDraft(d.Session.Draft, *row.Fix)
		}
	}
	return nil
}
