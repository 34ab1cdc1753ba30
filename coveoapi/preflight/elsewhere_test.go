package preflight_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
)

func TestTheKeyGoesOnlyToCoveosOwnHosts(t *testing.T) {
	f := healthy(t)
	var asked []string
	hosts := preflight.AskHosts(t.Context(), f.Target(), mintingKey, func(target coveoapi.Target) (preflight.Client, error) {
		asked = append(asked, target.Endpoint.Platform)
		other := healthy(t)
		if target.Endpoint.Spec != "eu" {
			other.ownErr = refusal(401, "INVALID_TOKEN", "")
		}
		return other, nil
	})
	want := []string{
		"https://platform-eu.cloud.coveo.com", "https://platform-au.cloud.coveo.com",
		"https://platform-ca.cloud.coveo.com", "https://platformhipaa.cloud.coveo.com",
	}
	if !slices.Equal(asked, want) {
		t.Errorf("asked %v, want %v", asked, want)
	}
	row := preflight.HostsRow(f.Target(), hosts)
	if row.State != preflight.Warned || row.Fix == nil || row.Fix.To != "eu" || !strings.Contains(row.Evidence, "✗ platform-au.cloud.coveo.com") {
		t.Errorf("%+v", row)
	}
}

func TestNoOtherHostIsAskedForAnEndpointThatIsNotCoveos(t *testing.T) {
	f := healthy(t)
	f.spec = "https://search.example.com"
	if others := preflight.OtherHosts(f.Target()); len(others) > 0 {
		t.Errorf("%+v", others)
	}
	if row := preflight.HostsRow(f.Target(), nil); row.State != preflight.Skipped {
		t.Errorf("%+v", row)
	}
}

func TestAwaitAsksUntilTheOrganizationAnswers(t *testing.T) {
	f := healthy(t)
	f.searchErr = refusal(503, "ORGANIZATION_PAUSED", "")
	pauses := 0
	err := preflight.Await(t.Context(), f, mintingKey, func(context.Context, time.Duration) error {
		if pauses++; pauses == 3 {
			f.searchErr = nil
		}
		return nil
	})
	if err != nil || pauses != 3 {
		t.Errorf("%d pauses, %v", pauses, err)
	}
	f.searchErr = refusal(503, "ORGANIZATION_PAUSED", "")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := preflight.Await(ctx, f, mintingKey, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
