package cli

import (
	"context"
	"encoding/json"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/trial"
)

// tryFilter has Coveo count what the filter of a request keeps, if that was asked.
func (o *lintOptions) tryFilter(ctx context.Context, input []byte) error {
	if !o.try {
		return nil
	}
	var request coveoapi.SearchTokenRequest
	if err := json.Unmarshal(input, &request); err != nil || request.Filter == "" {
		return &coveoapi.InputError{Field: "--try-filter", Reason: "finds no filter in the input", Remedy: "Give the body of a search token request that has one."}
	}
	ctx = o.watchSignals(ctx) // lint itself waits for nothing
	d, err := o.destination(ctx)
	if err != nil {
		return err
	}
	keys, err := o.keys(ctx, d)
	if err != nil {
		return err
	}
	wait := o.newProgress()
	client, err := o.newCommandClient(d.target, keys, wait)
	if err != nil {
		return err
	}
	defer wait.start("Counting what the filter keeps")()
	held, unknown := client.PrivilegesOf(ctx, keys.Minting)
	count, err := trial.Run(ctx, trial.Plan{
		Client: client, Key: keys.Minting, Held: held.Value, HeldUnknown: unknown != nil, Request: request,
	})
	wait.stop()
	o.trial = &count
	return err
}
