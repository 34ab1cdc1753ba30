package accessible

import (
	"cmp"
	"context"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/routing"
	"coveotoken/jwtview"
)

type results = coveoapi.Reply[coveoapi.SearchResponse]

// runQuery asks for a query, runs it with the current token, and reads the results page
// by page.
func (d *dialog) runQuery() error {
	d.heading("Query. What does the token find?")
	if err := d.form(d.querying.Sections, nil); err != nil {
		return err
	}
	query, place := d.querying.Query()
	for {
		if ok, err := d.usable(); !ok {
			return err
		}
		reply, ok, err := d.search(query, place)
		if !ok {
			return err
		}
		d.readResults(query, reply.Value, reply)
		query.FirstResult += len(reply.Value.Results)
		left := reply.Value.TotalCountFiltered - query.FirstResult
		if left <= 0 || len(reply.Value.Results) == 0 {
			return nil
		}
		if more, err := d.agree("Read on? There are more."); err != nil || !more {
			return err
		}
	}
}

// usable asks what to do about a token that has expired; ok says that there is one to
// send now.
func (d *dialog) usable() (ok bool, err error) {
	current, now := d.Session.Current, d.Session.Now()
	life := current.Decoded.Life()
	switch life.At(now) {
	case jwtview.NotYetValid:
		d.say("Warning: the token %s. Coveo will most likely refuse it.", life.Describe(now))
		return true, nil
	case jwtview.Expired:
	default:
		return true, nil
	}
	d.say("Nothing was sent: the token %s, and Coveo will most likely answer 419.", life.Describe(now))
	steps := []string{"Send it anyway.", "Go back to what to do."}
	if current.MintedFor != "" {
		steps = append(steps, "Mint a new one with the same answers.")
	}
	at, err := d.choose("What now?", steps)
	switch {
	case err != nil:
		return false, err
	case at == 2:
		return d.mintAgain()
	}
	return at == 0, nil
}

// search runs the query, with another token where the user wants that. ok says that
// there are results; without them it was said why.
func (d *dialog) search(query coveoapi.SearchQuery, place coveoapi.CredentialPlace) (reply results, ok bool, err error) {
	for {
		api, token := d.Session.Connection.API, d.Session.Current.Secret
		reply, err := wait(d, "Waiting for Coveo", 1, func(ctx context.Context) (results, error) {
			return api.Search(ctx, token, place, query)
		})
		if err == nil {
			observe(d, reply)
			d.noteSkew()
			return reply, true, nil
		}
		if told := d.tell(err); told != nil {
			return reply, false, told
		}
		if problem.Explain(err).Kind == problem.Expired && d.Session.Current.MintedFor != "" {
			again, err := d.agree("Mint a new token with the same answers, and run the query again?")
			if err != nil || !again {
				return reply, false, err
			}
			if minted, err := d.mintAgain(); !minted {
				return reply, false, err
			}
			continue
		}
		if awake, err := d.awaitPaused(err); !awake {
			return reply, false, err
		}
	}
}

// readResults says what came back, and each result by its number.
func (d *dialog) readResults(query coveoapi.SearchQuery, response coveoapi.SearchResponse, reply results) {
	d.heading("Results.")
	d.say("%d to %d of %d results, in %d ms.", min(query.FirstResult+1, response.TotalCountFiltered), query.FirstResult+len(response.Results),
		response.TotalCountFiltered, reply.Exchange.Duration.Milliseconds())
	d.sayPipeline(query, response.Pipeline)
	if len(response.Results) == 0 {
		d.say("The query ran and found nothing that this token may see.")
	}
	for i, result := range response.Results {
		d.show("%d. %s. Source: %s. Address: %s", query.FirstResult+i+1, result.Title, cmp.Or(result.Source(), "not named"), cmp.Or(result.ClickURI, result.URI))
		if result.Excerpt != "" {
			d.show("%s", result.Excerpt)
		}
	}
}

// sayPipeline says which pipeline answered, and whether that was to be expected.
func (d *dialog) sayPipeline(query coveoapi.SearchQuery, pipeline string) {
	ladder := routing.Climb(routing.OfToken(d.Session.Current.Decoded), routing.Query{SearchQuery: query}, d.Session.KnownPipelines())
	switch answered := ladder.Compare(pipeline); {
	case !answered.Known:
		d.say("The query pipeline that answered: %s.", routing.Name(pipeline))
	case answered.As:
		d.say("The query pipeline that answered: %s, as expected. %s", routing.Name(pipeline), answered.Why)
	default:
		d.say("Warning: the query pipeline %s answered. Expected was %s. %s", routing.Name(pipeline), routing.Name(answered.Expected), answered.Why)
	}
}
