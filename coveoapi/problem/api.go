package problem

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"coveotoken/coveoapi"
)

// The IDs of problems that programs act on.
const (
	// PausedID is that of a paused organization, which wakes up within minutes.
	PausedID = "organization-paused"
	// RefusedID is that of a credential that was refused without a reason: it may be
	// unknown, or lack a privilege.
	RefusedID = "credential-refused"
)

// apiRow explains a failure that the API answered with.
type apiRow struct {
	id            string
	group         Group
	kind          Kind
	fits          func(*coveoapi.APIError) bool
	title, remedy string
	// sign says by what in an answer the problem is told from others.
	sign     string
	source   string
	examples []example
}

// example is an answer that a row explains.
type example struct {
	operation               string
	status                  int
	code, message, firewall string
	format                  coveoapi.ErrorFormat
}

// apiRows lists all rows in the order in which they are asked. What is surely known
// comes before what is only likely.
func apiRows() []apiRow {
	return slices.Concat(
		betweenRows(), organizationRows(), momentRows(),
		credentialRows(), mintingRows(), privilegeRows(), refusalRows(),
		inputRows(), requestRows(), serverRows(),
	)
}

// explainAPI finds the first row that fits.
func explainAPI(e *coveoapi.APIError) Problem {
	for _, row := range apiRows() {
		if row.fits(e) {
			return row.explain(e)
		}
	}
	title := "Coveo refused the call."
	if e.Operation != "" {
		title = fmt.Sprintf("Coveo refused the call to %s.", e.Operation)
	}
	return apiRow{
		id:     "api-error",
		kind:   Unexpected,
		title:  title,
		remedy: "Read the server's message below; with the request ID, Coveo's support can find the call.",
	}.explain(e)
}

func (row apiRow) explain(e *coveoapi.APIError) Problem {
	remedy := row.remedy
	if row.kind == RateLimited && e.RetryAfter > 0 {
		remedy = fmt.Sprintf("Wait %s, then try again.", e.RetryAfter.Round(time.Second))
	}
	return Problem{
		ID:        row.id,
		Kind:      row.kind,
		Title:     row.title,
		Evidence:  evidence(e),
		Remedy:    remedy,
		Source:    row.source,
		Status:    e.Status,
		Code:      e.Code,
		RequestID: e.RequestID,
	}
}

// evidence is what the server said, in its own words.
func evidence(e *coveoapi.APIError) string {
	text := "The answer"
	if e.Operation != "" {
		text += " to “" + e.Operation + "”"
	}
	if e.Status != 0 {
		text = strings.TrimSpace(fmt.Sprintf("%s was %d %s", text, e.Status, http.StatusText(e.Status)))
	}
	if e.Code != "" {
		text += " (" + e.Code + ")"
	}
	if e.Firewall != "" {
		text += ", firewall action " + e.Firewall
	}
	if e.Message != "" {
		return text + ": “" + e.Message + "”"
	}
	return text + "."
}

// The parts from which the rows put together what they fit.

type predicate = func(*coveoapi.APIError) bool

func all(parts ...predicate) predicate {
	return func(e *coveoapi.APIError) bool {
		for _, part := range parts {
			if !part(e) {
				return false
			}
		}
		return true
	}
}

func either(parts ...predicate) predicate {
	return func(e *coveoapi.APIError) bool {
		return slices.ContainsFunc(parts, func(part predicate) bool { return part(e) })
	}
}

func status(codes ...int) predicate {
	return func(e *coveoapi.APIError) bool { return slices.Contains(codes, e.Status) }
}

func code(codes ...string) predicate {
	return func(e *coveoapi.APIError) bool {
		return slices.ContainsFunc(codes, func(code string) bool { return strings.EqualFold(code, e.Code) })
	}
}

func operation(names ...string) predicate {
	return func(e *coveoapi.APIError) bool { return slices.Contains(names, e.Operation) }
}

// says fits when the code or the message holds one of the words, in any case.
func says(words ...string) predicate {
	return func(e *coveoapi.APIError) bool {
		text := strings.ToLower(e.Code + " " + e.Message)
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
	}
}
