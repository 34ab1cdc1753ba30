package main

import (
	"strings"
	"testing"
	"time"
)

func TestLoad(t *testing.T) {
	got, err := load(t.Context(), time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.sandbox) < loadClients || len(got.bare) != len(got.sandbox) || got.perSecond() <= 0 {
		t.Errorf("%d queries of %d answers, %d of the bare server", len(got.sandbox), got.answers, len(got.bare))
	}
}

func TestGrowthIsAnError(t *testing.T) {
	before := stock{heap: 3 << 20, goroutines: 200}
	for _, test := range []struct {
		after stock
		want  string
	}{
		{stock{heap: 4 << 20, goroutines: 210}, ""},
		{stock{heap: 3 << 20, goroutines: 2000}, "goroutines"},
		{stock{heap: 30 << 20, goroutines: 200}, "heap"},
	} {
		err := test.after.compare(before, timings{})
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v", test.after, err)
		}
	}
}
