package cli

import (
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// needsDocument says what calls need, as --json shows it.
type needsDocument struct {
	Schema string      `json:"schema"`
	Asked  string      `json:"asked"`
	Calls  []callNeeds `json:"calls"`
}

// callNeeds is a call with what it needs.
type callNeeds struct {
	Method    string `json:"method"`
	Path      string `json:"path"`
	Operation string `json:"operation"`
	Service   string `json:"service"`
	// Needs is "all" or "any" of the privileges, or "unknown" where no source lists
	// them: the call may need some all the same.
	Needs      string               `json:"needs"`
	Privileges []describedPrivilege `json:"privileges"`
	Note       string               `json:"note,omitempty"`
}

// notRecorded is said of a call for which no privileges are listed.
const notRecorded = "No source lists its privileges in a form that can be compared. That does not mean that it needs none."

// runNeeds says which privileges a call needs, from the built-in catalogue.
func runNeeds(o *privilegesOptions) error {
	found, near := catalog.Find(o.forCall)
	if len(found) == 0 {
		return unknownCall(o.safe(o.forCall), near)
	}
	document := needsDocument{Schema: schema("call-privileges"), Asked: o.forCall, Calls: []callNeeds{}}
	for _, operation := range found {
		document.Calls = append(document.Calls, needsOf(operation))
	}
	if o.globals.json {
		return o.writeJSON(document)
	}
	var text strings.Builder
	for i, call := range document.Calls {
		if i > 0 {
			text.WriteString("\n")
		}
		text.WriteString(o.needsText(call))
	}
	return o.io.write([]byte(text.String()))
}

func needsOf(operation catalog.Operation) callNeeds {
	needs := callNeeds{
		operation.Method, operation.Path, operation.ID, operation.Service, "all", []describedPrivilege{}, operation.Note,
	}
	switch {
	case len(operation.Privileges) == 0:
		needs.Needs = string(catalog.Unrecorded)
	case operation.AnyOf:
		needs.Needs = "any"
	}
	for _, p := range operation.Privileges {
		needs.Privileges = append(needs.Privileges, describePrivilege(p))
	}
	return needs
}

// unknownCall is a call that the catalogue does not have.
func unknownCall(asked string, near []catalog.Operation) error {
	remedy := "Write a method and a path as Coveo's reference does, for example 'POST /rest/search/v2'."
	if len(near) > 0 {
		var names []string
		for _, operation := range near {
			names = append(names, operation.Method+" "+operation.Path)
		}
		remedy = "Did you mean " + strings.Join(names, ", or ") + "?"
	}
	return &coveoapi.InputError{
		Field:  "--for",
		Reason: fmt.Sprintf("names “%s”, which is not in the catalogue; %d calls of Coveo's APIs are described without their privileges, so it may exist all the same", asked, catalog.DescribedWithoutPrivileges),
		Remedy: remedy,
	}
}

// needsText is a call with what it needs, for people.
func (o *privilegesOptions) needsText(call callNeeds) string {
	var text strings.Builder
	title := call.Method + " " + call.Path
	if call.Operation != "" {
		title += "  (" + call.Operation + ")"
	}
	fmt.Fprintf(&text, "%s\n", o.io.strong(title))
	switch {
	case call.Needs == string(catalog.Unrecorded):
		text.WriteString(o.paragraph(notRecorded))
	case len(call.Privileges) == 1:
		text.WriteString(o.paragraph("It needs:"))
	case call.Needs == "any":
		text.WriteString(o.paragraph("Any one of these is enough:"))
	default:
		text.WriteString(o.paragraph("It needs all of these:"))
	}
	for _, p := range call.Privileges {
		text.WriteString(o.paragraph(p.Privilege.String() + "  " + p.Service + " – " + p.Name + ". " + p.Meaning))
	}
	if call.Note != "" {
		text.WriteString(o.paragraph(call.Note))
	}
	if slices.ContainsFunc(call.Privileges, isForSearchTokens) {
		text.WriteString(o.paragraph("Coveo's documentation calls this privilege SEARCH_API/IMPERSONATE; either name is meant."))
	}
	return text.String()
}

func isForSearchTokens(p describedPrivilege) bool {
	return p.Privilege.CoveredBy(catalog.NeededForSearchToken())
}
