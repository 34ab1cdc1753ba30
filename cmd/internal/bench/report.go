package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// median is the middle of the samples; it sorts them.
func median(samples []time.Duration) time.Duration {
	slices.Sort(samples)
	return samples[len(samples)/2]
}

// result is one measured pair: ours against a reference taken in the same run.
type result struct {
	name      string
	ours, ref time.Duration
	// limit is the most that ours may be, made from ref.
	limit func(ref time.Duration) time.Duration
	mark  string
}

// times is a limit of so many times the reference.
func times(factor float64) func(time.Duration) time.Duration {
	return func(ref time.Duration) time.Duration { return time.Duration(float64(ref) * factor) }
}

// plus is a limit of the reference and so much more.
func plus(extra time.Duration) func(time.Duration) time.Duration {
	return func(ref time.Duration) time.Duration { return ref + extra }
}

func (r result) met() bool { return r.ours <= r.limit(r.ref) }

// report prints the results as a table and reports whether all marks are met.
func report(w io.Writer, results []result) bool {
	all := true
	fmt.Fprintf(w, "%-44s %10s %10s %7s  %s\n", "median of each", "ours", "reference", "ratio", "mark")
	for _, r := range results {
		verdict := "met"
		if !r.met() {
			verdict, all = "MISSED", false
		}
		ratio := float64(r.ours) / float64(max(r.ref, 1))
		fmt.Fprintf(w, "%-44s %10s %10s %6.2fx  %s: %s\n", r.name, round(r.ours), round(r.ref), ratio, r.mark, verdict)
	}
	return all
}

func round(d time.Duration) time.Duration { return d.Round(10 * time.Microsecond) }
