package token

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/grant"
)

// writeCalls lists the calls that the token can make.
func (s *Screen) writeCalls(w *writer) {
	held, by := grant.Held(s.session.Current.Decoded, s.asking.effective)
	services := catalog.Callable(held)
	certain, limited, lacking := 0, 0, 0
	for _, service := range services {
		certain += service.Count(catalog.Certain)
		limited += service.Count(catalog.Limited)
		lacking += service.Count(catalog.Lacking)
	}
	w.put(w.styles.Strong, "", fmt.Sprintf("This token can make %s, judged by %s.", english.Plural(certain+limited, "call", ""), by))
	s.writeAsked(w, s.asking.told)
	w.put(w.styles.Muted, "", fmt.Sprintf("It lacks a privilege for %d others. %d more name no privilege in Coveo's OpenAPI files: whether it can make those is not known.", lacking, catalog.DescribedWithoutPrivileges))
	if impersonatesOnly(held) {
		w.put(w.styles.Muted, "", "Coveo's documentation queries with Search – Impersonate alone, so that the search calls work too, as the identities in the token.")
	}
	for _, service := range services {
		callable := append(service.Of(catalog.Certain), service.Of(catalog.Limited)...)
		if len(callable) == 0 {
			continue
		}
		w.heading(fmt.Sprintf("%s · %d", service.Service, len(callable)))
		for _, access := range callable {
			mark, only := "✓ ", ""
			if access.Standing == catalog.Limited {
				mark, only = "◐ ", " (only "+strings.Join(access.Only, ", ")+")"
			}
			w.line(mark, fmt.Sprintf("%-6s %s%s", access.Method, access.Path, only))
		}
	}
}

// impersonatesOnly reports whether a token may impersonate in searches and is not
// listed as one that may run queries.
func impersonatesOnly(held []coveoapi.Privilege) bool {
	query := coveoapi.Privilege{Owner: "SEARCH_API", TargetDomain: "EXECUTE_QUERY", Type: coveoapi.TypeEnable}
	return catalog.NeededForSearchToken()[0].CoveredBy(held) && !query.CoveredBy(held)
}
