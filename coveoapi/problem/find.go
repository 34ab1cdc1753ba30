package problem

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/queryexpr"
)

// Find lists the entries that a word names: an HTTP status, an error code, a type of
// exception, or an ID, in upper or lower case. Where several fit, the word alone does
// not tell them apart; their signs do.
func Find(word string) []Entry {
	word = strings.TrimSpace(word)
	status, isStatus := ParseStatus(word)
	var found []Entry
	for _, entry := range Catalogue() {
		same := func(name string) bool { return strings.EqualFold(name, word) }
		if same(entry.ID) || slices.ContainsFunc(entry.Codes, same) || isStatus && slices.Contains(entry.Statuses, status) {
			found = append(found, entry)
		}
	}
	return found
}

// ParseStatus reads an HTTP status; ok is false for what is none.
func ParseStatus(word string) (status int, ok bool) {
	status, err := strconv.Atoi(strings.TrimSpace(word))
	const first, last = 100, 599
	return status, err == nil && status >= first && status <= last
}

// FindFailure lists the entries that may explain an answer of which some is not known:
// the operation is "", and the status 0, where it does not say. Several fit where what
// is not known would decide.
func FindFailure(e *coveoapi.APIError) []Entry {
	var found []Entry
	for _, entry := range Catalogue() {
		if slices.ContainsFunc(entry.examples, func(x example) bool { return x.completes(e, entry.ID) }) {
			found = append(found, entry)
		}
	}
	return found
}

// completes reports whether the answer, with the example's operation and status where
// it has none of its own, is explained by the row with an ID.
func (x example) completes(e *coveoapi.APIError, id string) bool {
	complete := *e
	if complete.Operation == "" {
		complete.Operation = x.operation
	}
	if complete.Status == 0 {
		if complete.Code != "" && !strings.EqualFold(complete.Code, x.code) {
			return false
		}
		complete.Status = x.status
	}
	return complete.Status == x.status && explainAPI(&complete).ID == id
}

// FindText lists the entries whose words occur in a text, such as an error that a
// program printed.
func FindText(text string) []Entry {
	text = strings.ToLower(text)
	var found []Entry
	for _, entry := range Catalogue() {
		if slices.ContainsFunc(entry.words, func(word string) bool { return strings.Contains(text, word) }) {
			found = append(found, entry)
		}
	}
	return found
}

// Near lists at most five IDs and codes that a word may have been meant for, the
// nearest first.
func Near(word string) []string {
	wanted := strings.ToLower(strings.TrimSpace(word))
	type candidate struct {
		name  string
		edits int
	}
	var near []candidate
	for _, entry := range Catalogue() {
		for _, name := range append([]string{entry.ID}, entry.Codes...) {
			if edits := editsTo(wanted, strings.ToLower(name)); edits >= 0 {
				near = append(near, candidate{name, edits})
			}
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.edits, b.edits) })
	var names []string
	for _, c := range near {
		const most = 5
		if len(names) < most && !slices.Contains(names, c.name) {
			names = append(names, c.name)
		}
	}
	return names
}

// editsTo is how far a word is from a name, or -1 when it is another word: more than
// two letters differ, or a third of them, and the name does not hold it.
func editsTo(word, name string) int {
	const shortest, longest, mostEdits = 3, 200, 2
	if len(word) < shortest || len(word) > longest {
		return -1
	}
	if strings.Contains(name, word) {
		return 0
	}
	edits := queryexpr.EditDistance(word, name)
	if edits > mostEdits || 3*edits > len(word) {
		return -1
	}
	return edits
}

// OfStatus says what can be said of a status in general.
func OfStatus(status int) string {
	name := strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))
	switch {
	case status == statusExpiredToken:
		return "419 is Coveo's own: the token has expired."
	case status < http.StatusOK:
		return name + " is no end of a call: another answer follows it."
	case status < http.StatusMultipleChoices:
		return name + " is a success. A body that tells of an exception, or that is a web page, is a failure all the same."
	case status < http.StatusBadRequest:
		return name + " sends the caller elsewhere. This program follows no redirect: a credential would go along."
	case status < http.StatusInternalServerError:
		return name + " says that the request was at fault: as long as it stays the same, so does the answer."
	default:
		return name + " says that the server, or something before it, was at fault: the same request may succeed later."
	}
}
