package cli

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// callsDocument says which calls a key or token can make, as --json shows it.
type callsDocument struct {
	Schema       string     `json:"schema"`
	Organization string     `json:"organization"`
	Of           string     `json:"of"`
	Counts       callCounts `json:"counts"`
	// DescribedWithoutPrivileges is how many calls Coveo's files describe without
	// naming a privilege; a few of them are listed, as unknown.
	DescribedWithoutPrivileges int            `json:"described_without_privileges"`
	Services                   []serviceCalls `json:"services"`
}

// callCounts counts calls by their standing.
type callCounts struct {
	Callable int `json:"callable"`
	Limited  int `json:"limited"`
	Lacking  int `json:"lacking"`
	Unknown  int `json:"unknown"`
}

type serviceCalls struct {
	Service string       `json:"service"`
	Counts  callCounts   `json:"counts"`
	Calls   []callAccess `json:"calls"`
}

// callAccess is a call with whether it can be made.
type callAccess struct {
	Method    string           `json:"method"`
	Path      string           `json:"path"`
	Operation string           `json:"operation"`
	Standing  catalog.Standing `json:"standing"`
	// Missing are the privileges it needs that are not held: all of them, or any one
	// where AnyOf says so.
	Missing []string `json:"missing"`
	AnyOf   bool     `json:"any_of"`
	// Only are the resources that a limited call is possible for.
	Only []string `json:"only"`
}

func countCalls(services ...catalog.ServiceCalls) (counts callCounts) {
	for _, s := range services {
		counts.Callable += s.Count(catalog.Certain)
		counts.Limited += s.Count(catalog.Limited)
		counts.Lacking += s.Count(catalog.Lacking)
		counts.Unknown += s.Count(catalog.Unrecorded)
	}
	return counts
}

// reportCalls says which calls the holder of privileges can make.
func (o *privilegesOptions) reportCalls(organization string, held []coveoapi.Privilege) error {
	services := filterCalls(catalog.Callable(held), o.filter)
	if !o.globals.json {
		return o.io.write([]byte(o.callsText(services)))
	}
	document := callsDocument{
		schema("calls"), organization, o.of, countCalls(services...), catalog.DescribedWithoutPrivileges, []serviceCalls{},
	}
	for _, service := range services {
		row := serviceCalls{service.Service, countCalls(service), []callAccess{}}
		for _, access := range service.Calls {
			row.Calls = append(row.Calls, accessOf(access))
		}
		document.Services = append(document.Services, row)
	}
	return o.writeJSON(document)
}

// filterCalls keeps the calls that match the filter.
func filterCalls(services []catalog.ServiceCalls, filter string) []catalog.ServiceCalls {
	words := strings.Fields(strings.ToLower(filter))
	var kept []catalog.ServiceCalls
	for _, service := range services {
		matching := catalog.ServiceCalls{Service: service.Service}
		for _, access := range service.Calls {
			text := strings.Join([]string{service.Service, access.Method, access.Path, access.ID, access.Tag, string(access.Standing)}, " ")
			if matchesAll(strings.ToLower(text), words) {
				matching.Calls = append(matching.Calls, access)
			}
		}
		if len(matching.Calls) > 0 {
			kept = append(kept, matching)
		}
	}
	return kept
}

func accessOf(access catalog.Access) callAccess {
	row := callAccess{
		Method: access.Method, Path: access.Path, Operation: access.ID, Standing: access.Standing,
		Missing: []string{}, AnyOf: access.AnyOf, Only: append([]string{}, access.Only...),
	}
	for _, p := range access.Missing {
		row.Missing = append(row.Missing, p.String())
	}
	return row
}

// condition says on what a call depends, or "".
func (c callAccess) condition() string {
	switch {
	case c.Standing == catalog.Limited:
		return "only for " + english.OxfordWordSeries(c.Only, "and")
	case len(c.Missing) > 1 && c.AnyOf:
		return "needs any of " + english.WordSeries(c.Missing, "or")
	case len(c.Missing) > 0:
		return "needs " + english.WordSeries(c.Missing, "and")
	case c.Standing == catalog.Unrecorded:
		return "what it needs is not recorded"
	default:
		return ""
	}
}

// callsText is a row for each call for programs; for people it lists what can be
// called, and counts the rest by what is missing.
func (o *privilegesOptions) callsText(services []catalog.ServiceCalls) string {
	if o.io.textWidth() == 0 {
		return o.callRows(services)
	}
	var text strings.Builder
	counts := countCalls(services...)
	fmt.Fprintf(&text, "%s\n", o.io.strong(fmt.Sprintf("The %s can make %s of those that the catalogue knows.", o.of, english.Plural(counts.Callable+counts.Limited, "call", ""))))
	text.WriteString(o.paragraph(fmt.Sprintf("%d more need a further privilege; of %d it is not recorded what they need, nor of some %d that are not listed here. "+
		"An organization that is paused or read-only refuses some all the same.",
		counts.Lacking, counts.Unknown, catalog.DescribedWithoutPrivileges-counts.Unknown)))
	for _, service := range services {
		text.WriteString("\n" + o.serviceText(service))
	}
	return text.String()
}

func (o *privilegesOptions) callRows(services []catalog.ServiceCalls) string {
	rows := &table{}
	for _, service := range services {
		for _, access := range service.Calls {
			call := accessOf(access)
			rows.add(string(call.Standing), service.Service, call.Method, call.Path, o.safe(call.condition()))
		}
	}
	return rows.render(0, nil)
}

func (o *privilegesOptions) serviceText(service catalog.ServiceCalls) string {
	var text strings.Builder
	counts := countCalls(service)
	fmt.Fprintf(&text, "%s\n", o.io.strong(fmt.Sprintf("%s: %d callable, %d with a further privilege, %d unknown",
		service.Service, counts.Callable+counts.Limited, counts.Lacking, counts.Unknown)))
	missing, order := map[string]int{}, []string{}
	for _, access := range service.Calls {
		call := accessOf(access)
		condition := call.condition()
		if call.Standing == catalog.Lacking {
			if missing[condition]++; missing[condition] == 1 {
				order = append(order, condition)
			}
			continue
		}
		sign := "✓"
		if call.Standing == catalog.Unrecorded {
			sign = "?"
		}
		line := fmt.Sprintf("  %s %-6s %s", sign, call.Method, call.Path)
		if call.Standing == catalog.Limited {
			line += "  (" + condition + ")"
		}
		fmt.Fprintf(&text, "%s\n", o.cut(line, 0))
	}
	for _, condition := range order {
		fmt.Fprintf(&text, "%s\n", o.cut(fmt.Sprintf("  ✗ %s: %s", condition, english.Plural(missing[condition], "call", "")), 0))
	}
	return text.String()
}
