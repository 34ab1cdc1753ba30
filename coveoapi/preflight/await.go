package preflight

import (
	"context"
	"slices"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
)

// awaitInterval is the time between two questions to an organization that is paused: it
// takes minutes to wake up.
const awaitInterval = 10 * time.Second

// Await waits while the organization is paused, by planning an empty query with a key
// again and again: nothing is run or created by it. It returns nil once the answer is
// any other than that, and the context's error when it ends before. pause waits between
// two questions and returns the context's error when it was cut short; nil means a real
// wait.
func Await(ctx context.Context, client Client, key coveoapi.Secret, pause func(context.Context, time.Duration) error) error {
	if pause == nil {
		pause = Rest
	}
	for {
		_, err := client.Plan(ctx, key, coveoapi.SearchQuery{})
		if err == nil || problem.Explain(err).ID != problem.PausedID {
			return ctx.Err()
		}
		if err := pause(ctx, awaitInterval); err != nil {
			return err
		}
	}
}

// Rest waits for a time, or until the context ends.
func Rest(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// IsPaused reports whether a row says that the organization is paused.
func IsPaused(rows []Row) bool {
	return slices.ContainsFunc(rows, func(row Row) bool { return row.Paused })
}
