package preflight

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
)

// Host is the answer of one of Coveo's platform hosts to a key.
type Host struct {
	// Spec and Host are the endpoint's name and host.
	Spec, Host string
	// Accepted says that the host knows the key; Says says what it answered, in a
	// sentence that may hold text from outside.
	Accepted bool
	Says     string
}

// OtherHosts lists the endpoints of Coveo's own platform that are not the target's, in
// which an organization may live: it is empty for an endpoint that is none of Coveo's.
func OtherHosts(target coveoapi.Target) []Host {
	here := namedSpec(target)
	if here == "" {
		return nil
	}
	var others []Host
	for _, choice := range coveoapi.EndpointSpecs() {
		endpoint, err := coveoapi.ParseEndpoint(choice.Spec, target.OrganizationID)
		if err == nil && choice.Spec != here && !isOrganizationSpec(choice.Spec) {
			others = append(others, Host{Spec: choice.Spec, Host: hostOf(endpoint.Platform)})
		}
	}
	return others
}

// AskHosts asks the other hosts of Coveo's platform whether they know a key. The key
// goes to each of them: ask only when somebody wants it. open makes a client for a
// target, which is closed after use. When ctx ends, what has not been asked
// is left out.
func AskHosts(ctx context.Context, target coveoapi.Target, key coveoapi.Secret, open func(coveoapi.Target) (Client, error)) []Host {
	var asked []Host
	for _, region := range OtherHosts(target) {
		if ctx.Err() != nil {
			break
		}
		asked = append(asked, askHost(ctx, region, target.OrganizationID, key, open))
	}
	return asked
}

func askHost(ctx context.Context, region Host, organization string, key coveoapi.Secret, open func(coveoapi.Target) (Client, error)) Host {
	endpoint, err := coveoapi.ParseEndpoint(region.Spec, organization)
	if err != nil {
		region.Says = err.Error()
		return region
	}
	client, err := open(coveoapi.Target{OrganizationID: organization, Endpoint: endpoint})
	if err == nil {
		_, err = client.PrivilegesOf(ctx, key)
		if closer, ok := client.(interface{ Close() }); ok {
			closer.Close()
		}
	}
	p := problem.Explain(err)
	switch {
	case err == nil:
		region.Accepted, region.Says = true, "It knows the key."
	case p.Kind == problem.Privilege:
		region.Accepted, region.Says = true, "It knows the key, which may not list its privileges."
	default:
		region.Says = p.Title
	}
	return region
}

// HostsRow sums up what the other regions said. When exactly one knows the key, its
// endpoint is the fix.
func HostsRow(target coveoapi.Target, regions []Host) Row {
	row := Row{ID: Elsewhere, Title: "Other regions"}
	var parts, known []string
	for _, region := range regions {
		mark := "✗"
		if region.Accepted {
			mark, known = "✓", append(known, region.Spec)
		}
		parts = append(parts, fmt.Sprintf("%s %s: %s", mark, region.Host, region.Says))
	}
	row.Evidence = strings.Join(parts, " ")
	switch {
	case len(regions) == 0:
		row.State, row.Evidence = Skipped, "The endpoint is none of the hosts of Coveo's platform, or nothing was asked."
	case len(known) == 0:
		row.State, row.Remedy = Unknown, "No other region knows the key either: it was likely deleted or disabled, or is of another organization."
	case len(known) == 1:
		row.State, row.Remedy = Warned, switchTo(target, known[0])
		row = row.with(Fix{FixEndpoint, target.Endpoint.Spec, known[0]})
	default:
		slices.Sort(known)
		row.State, row.Remedy = Warned, "Use one of these endpoints: "+strings.Join(known, ", ")+"."
	}
	return row
}

// MayBeElsewhere reports whether the rows leave open that the organization lives in
// another region, so that asking there may tell.
func MayBeElsewhere(rows []Row) bool {
	return slices.ContainsFunc(rows, func(row Row) bool {
		return row.ID == Key && row.State == Failed && row.Kind == problem.Credential ||
			row.ID == Region && (row.State == Failed || row.State == Unknown) && (row.Fix == nil || row.Fix.To == organizationSpec)
	})
}
