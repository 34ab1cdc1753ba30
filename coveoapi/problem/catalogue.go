package problem

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// Group is what a problem is about.
type Group string

// The groups, in the order in which they are listed.
const (
	OnTheWay             Group = "On the way to Coveo"
	AboutTheOrganization Group = "The organization"
	AboutCredentials     Group = "The key or token"
	AboutPrivileges      Group = "Its privileges"
	AboutTheMoment       Group = "Too late, or too often"
	AboutRequests        Group = "The request"
	InsideCoveo          Group = "Inside Coveo"
	AboutEvaluations     Group = "Why a privilege is not held"
	OnThisMachine        Group = "This machine and this program"
)

// Entry is a known failure as the catalogue lists it.
type Entry struct {
	ID    string
	Group Group
	Kind  Kind
	// Title says what happened, Sign by what it is told from others, Remedy what to
	// do; Source names where it is documented, or is "".
	Title, Sign, Remedy, Source string
	// Statuses and Codes are those under which it is known to come; none where no
	// answer comes at all.
	Statuses []int
	Codes    []string
	// Example is an answer, or the words of a program, that it explains.
	Example string

	examples []example
	words    []string
}

// Catalogue lists every known failure, by group.
func Catalogue() []Entry {
	var all []Entry
	for _, row := range apiRows() {
		all = append(all, row.entry())
	}
	all = append(all, networkEntries()...)
	all = append(all, evaluationEntries()...)
	all = append(all, machineEntries()...)
	groups := Groups()
	slices.SortStableFunc(all, func(a, b Entry) int {
		return slices.Index(groups, a.Group) - slices.Index(groups, b.Group)
	})
	return all
}

// Groups lists the groups in the order of the catalogue.
func Groups() []Group {
	return []Group{
		OnTheWay, AboutTheOrganization, AboutCredentials, AboutPrivileges, AboutTheMoment,
		AboutRequests, InsideCoveo, AboutEvaluations, OnThisMachine,
	}
}

func (row apiRow) entry() Entry {
	e := Entry{
		ID: row.id, Group: row.group, Kind: row.kind, Title: row.title, Sign: row.sign,
		Remedy: row.remedy, Source: row.source, Example: row.examples[0].text(), examples: row.examples,
	}
	for _, x := range row.examples {
		if !slices.Contains(e.Statuses, x.status) {
			e.Statuses = append(e.Statuses, x.status)
		}
		if x.code != "" && !slices.Contains(e.Codes, x.code) {
			e.Codes = append(e.Codes, x.code)
		}
	}
	return e
}

// networkEntries are the failures that bring no usable answer.
func networkEntries() []Entry {
	var all []Entry
	for _, kind := range []coveoapi.NetworkErrorKind{
		coveoapi.NetworkDNS, coveoapi.NetworkRefused, coveoapi.NetworkTLS, coveoapi.NetworkProxy, coveoapi.NetworkTimeout,
		coveoapi.NetworkCanceled, coveoapi.NetworkCut, coveoapi.NetworkTooLarge, coveoapi.NetworkRedirect, coveoapi.NetworkMalformed,
	} {
		row, _ := networkRowOf(kind)
		p := networkProblem(kind, "")
		all = append(all, Entry{
			ID: row.id, Group: OnTheWay, Kind: row.kind, Title: p.Title, Remedy: p.Remedy,
			Sign:    "Programs write of it in words such as “" + row.words[0] + "”.",
			Example: row.words[0], words: row.words[1:],
		})
	}
	return all
}

// text is the answer as curl -i prints it: the status, what matters of the header, and
// a body of its family.
func (x example) text() string {
	head := strings.TrimSpace(fmt.Sprintf("HTTP/1.1 %d %s", x.status, http.StatusText(x.status)))
	if x.firewall != "" {
		head += "\nX-Amzn-Waf-Action: " + x.firewall
	}
	return head + "\n\n" + x.body()
}

// body is a body in the form of the family that it belongs to.
func (x example) body() string {
	type member struct {
		name  string
		value any
	}
	var members []member
	switch x.format {
	case coveoapi.ErrorBodyHTML:
		return "<!doctype html><title>" + x.message + "</title>"
	case coveoapi.ErrorBodyOther, coveoapi.ErrorBodyEmpty:
		return x.message
	case coveoapi.ErrorBodyPlatform:
		members = []member{{"message", x.message}, {"errorCode", x.code}, {"requestID", "00000000-0000-0000-0000-000000000000"}}
	case coveoapi.ErrorBodyProblem:
		members = []member{{"status", x.status}, {"title", x.code}, {"detail", x.message}}
	case coveoapi.ErrorBodyAnalytics:
		members = []member{{"message", x.message}, {"type", x.code}}
	default:
		members = []member{{"statusCode", x.status}, {x.codeMember(), x.code}, {"message", x.message}}
	}
	if x.status == http.StatusOK {
		return fmt.Sprintf(`{"results":[],"exception":{"code":%q,"context":%q}}`, x.code, x.message)
	}
	var parts []string
	for _, m := range members {
		value, _ := json.Marshal(m.value) // a text or a number always can be
		if m.value != "" {
			parts = append(parts, fmt.Sprintf("%q:%s", m.name, value))
		}
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// codeMember is the member of the Search API's bodies that holds a code: the names of
// exceptions are types, the rest are error codes.
func (x example) codeMember() string {
	if strings.HasSuffix(x.code, "Exception") {
		return "type"
	}
	return "errorCode"
}
