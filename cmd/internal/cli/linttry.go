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
	c, err := o.connect(ctx, true)
	if err != nil {
		return err
	}
	defer c.wait.start("Counting what the filter keeps")()
	held, unknown := c.client.PrivilegesOf(ctx, c.keys.Minting)
	count, err := trial.Run(ctx, trial.Plan{
		Client: c.client, Key: c.keys.Minting, Held: held.Value, HeldUnknown: unknown != nil, Request: request,
	})
	c.wait.stop()
	o.trial = &count
	return err
}
