// Package catalog is what we know about Coveo's privileges without asking an
// organization: their names and meanings, the operations each unlocks, and the API
// key templates that hold them.
//
// The facts are in two tables that are embedded as text and read on first use, so
// that a program that does not need them pays nothing for them. They come from
// Coveo's privilege reference (docs.coveo.com/en/159) and its published OpenAPI
// files; the meanings are our own words. Neither is complete: an organization's own
// list of privileges is the authority, and many operations state no privilege.
package catalog

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// Entry describes a privilege.
type Entry struct {
	Owner, TargetDomain string
	// Service and Name are how Coveo's console calls them, such as "Search" and
	// "Impersonate".
	Service, Name string
	// Meaning is one sentence: what the privilege lets its holder do.
	Meaning string
	// Known is false when the privilege is not in the catalogue; Service, Name
	// and Meaning are then derived from its identifiers.
	Known bool
}

// Describe tells what a privilege means. The meaning fits its type: that of a
// QUERY_PIPELINE:VIEW says "see", that of a QUERY_PIPELINE:EDIT "change". Without a
// type it speaks of all types that the domain has.
func Describe(p coveoapi.Privilege) Entry {
	known, ok := privileges().byDomain[domain{p.Owner, p.TargetDomain}]
	if !ok {
		name := humanize(p.TargetDomain)
		return Entry{
			Owner:        p.Owner,
			TargetDomain: p.TargetDomain,
			Service:      serviceOf(p.Owner),
			Name:         name,
			Meaning:      "Not in our catalogue; by its name it lets the holder " + verb(p.EffectiveType()) + " what Coveo calls " + p.TargetDomain + ".",
		}
	}
	types := []string{p.Type}
	if p.Type == "" {
		types = known.types
	}
	return Entry{
		Owner:        p.Owner,
		TargetDomain: p.TargetDomain,
		Service:      known.service,
		Name:         known.name,
		Meaning:      strings.ReplaceAll(known.meaning, "{}", verbs(types)),
		Known:        true,
	}
}

// Reference is the built-in list of privileges, one for each owner, domain and type,
// for when the live list cannot be had. It is sorted by owner, domain and type. It is
// not complete; an organization's own list is the authority.
func Reference() []coveoapi.Privilege { return slices.Clone(privileges().reference) }

// verbs joins what several types allow: "see, change or create".
func verbs(types []string) string {
	var words []string
	for _, t := range []string{"VIEW", "EDIT", "CREATE"} {
		if slices.Contains(types, t) {
			words = append(words, verb(t))
		}
	}
	switch len(words) {
	case 0:
		return verb(types[0])
	case 1:
		return words[0]
	default:
		last := len(words) - 1
		return strings.Join(words[:last], ", ") + " or " + words[last]
	}
}

// verb says what a type allows.
func verb(privilegeType string) string {
	switch privilegeType {
	case "VIEW":
		return "see"
	case "EDIT":
		return "change"
	case "CREATE":
		return "create"
	default:
		return "use"
	}
}

// serviceOf is the console's name for an owner.
func serviceOf(owner string) string {
	switch owner {
	case "COMMERCE":
		return "Commerce"
	case "COVEO_ML":
		return "Machine learning"
	case "CUSTOMER_SERVICE":
		return "Customer Service"
	case "PLATFORM":
		return "Organization"
	case "SEARCH_API":
		return "Search"
	case "USAGE_ANALYTICS":
		return "Analytics"
	default:
		return humanize(owner)
	}
}

// humanize turns VAULT_ENTRY into "Vault entry".
func humanize(identifier string) string {
	words := strings.ToLower(strings.ReplaceAll(identifier, "_", " "))
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
