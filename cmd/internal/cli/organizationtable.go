package cli

import (
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// organizationTable lists what is known of an organization, a row for each thing.
func (f *factory) organizationTable(d *organizationDocument) *table {
	t := &table{header: []string{"WHAT", "NAME", "DETAIL"}}
	add := func(what, name, detail string) {
		name = f.safe(name)
		if f.io.textWidth() > 0 { // A long name must not push all details off the screen.
			name = safetext.Truncate(name, maxNameWidth)
		}
		t.add(what, name, f.safe(detail))
	}
	name := ""
	if d.Name != nil {
		name = *d.Name
	}
	add("organization", d.ID, name)
	if d.Status != nil {
		add("state", stateWords(*d.Status), strings.Join(d.Status.ErrorCodes, ", "))
	}
	if r := d.Regions; r != nil {
		add("region", firstOf(r.PrimaryMainRegion, "not named"), regionDetail(r.EndpointSpec(), r.MainRegions, r.SatelliteRegions))
	}
	add("endpoint", "platform", d.Endpoint.Platform)
	add("endpoint", "search", d.Endpoint.Search)
	add("endpoint", "administration", d.Endpoint.Administration)
	add("endpoint", "analytics", d.Endpoint.Analytics)
	for _, p := range d.Pipelines {
		detail := p.Condition
		if p.IsDefault {
			detail = strings.TrimPrefix(detail+"; the default", "; ")
		}
		add("pipeline", p.Name, detail)
	}
	for _, hub := range d.SearchHubs {
		add("search hub", hub.Name, hub.Description)
	}
	for _, p := range d.Providers {
		detail := strings.ToLower(p.Type)
		if p.CaseSensitive {
			detail += ", case-sensitive"
		}
		add("provider", firstOf(p.DisplayName, p.ID), detail)
	}
	if d.Fields != nil {
		add("fields", fmt.Sprint(d.Fields.Total), fmt.Sprintf("%d can be facets, %d can be sorted by", d.Fields.Facets, d.Fields.Sortable))
	}
	return t
}

// stateWords says how an organization is, each thing once.
func stateWords(s coveoapi.OrganizationStatus) string {
	var words []string
	for _, state := range []string{s.Status, s.LifeCycleState, s.PauseState} {
		if state = strings.ToLower(strings.ReplaceAll(state, "_", " ")); state != "" && !slices.Contains(words, state) {
			words = append(words, state)
		}
	}
	if s.ReadOnly {
		words = append(words, "read-only")
	}
	return strings.Join(words, ", ")
}

// regionDetail says which endpoint is that of the region and where else the
// organization lives.
func regionDetail(spec string, main, satellites []string) string {
	var details []string
	if spec != "" {
		details = append(details, "--endpoint "+spec)
	}
	if len(main) > 1 {
		details = append(details, "main regions "+strings.Join(main, ", "))
	}
	if len(satellites) > 0 {
		details = append(details, "satellites "+strings.Join(satellites, ", "))
	}
	return strings.Join(details, "; ")
}
