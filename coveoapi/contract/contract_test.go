package contract_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"coveotoken/coveoapi/contract"
	"coveotoken/coveoapi/sandbox"
)

// TestContract makes every call of the client, and the requests that Coveo's own
// clients make, and compares all requests and replies with the document.
func TestContract(t *testing.T) {
	document := contract.Load(t)
	departures := contract.Departures()
	met, covered := map[int]bool{}, map[string]bool{}
	for name, exchanges := range allExchanges(t) {
		for _, e := range exchanges {
			operation, findings := document.Check(e)
			covered[operation] = true
			for _, finding := range findings {
				departure := contract.Meant(finding, departures)
				met[departure] = true
				if departure < 0 {
					t.Errorf("%s: %v", name, finding)
				}
			}
		}
	}
	for i, departure := range departures {
		if !met[i] {
			t.Errorf("nothing departs any more from %s %s at %v: remove it from the table", departure.Side, departure.Operations, departure.At)
		}
	}
	for _, operation := range document.Operations() {
		if _, known := notServed()[operation]; known == covered[operation] {
			t.Errorf("%s: served and tested is %t, listed as not served is %t", operation, covered[operation], known)
		}
	}
}

// allExchanges makes all exchanges, by a name for messages.
func allExchanges(t *testing.T) map[string][]contract.Exchange {
	t.Helper()
	all := map[string][]contract.Exchange{}
	for name, call := range clientCalls() {
		w := newWorld(t)
		if err := call.run(t.Context(), w); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		all[name] = w.exchanges
	}
	for i, e := range slices.Concat(platformExchanges(), searchExchanges()) {
		w := newWorld(t, e.faults...)
		e.send(t, w)
		all[strconv.Itoa(i)+" "+e.method+" "+e.path] = w.exchanges[len(w.exchanges)-1:]
	}
	return all
}

// notServed are the operations of the document that the sandbox does not play, each
// with the reason.
func notServed() map[string]string {
	const keys = "keys are made in the console; the sandbox has its own"
	return map[string]string{
		"GET /rest/organizations/{organizationId}/apikeys":                                          keys,
		"POST /rest/organizations/{organizationId}/apikeys":                                         keys,
		"GET /rest/organizations/{organizationId}/apikeys/{apiKeyId}":                               keys,
		"GET /rest/organizations/{organizationId}/templates/apikeys":                                keys,
		"GET /rest/organizations/{organizationId}/templates/apikeys/privileges/eligibility":         keys,
		"GET /rest/organizations/{organizationId}/templates/apikeys/{organizationApiKeyTemplateId}": keys,
		"GET /rest/users/{username}":                                                                "the sandbox has no accounts of people",
		"GET /rest/global/regions":                                                                  "the sandbox is in no region, and nobody asks which there are",
	}
}

// TestOperationsThatAreNotServedSaySo: what the sandbox does not play is refused, not
// answered with something that could be taken for Coveo's.
func TestOperationsThatAreNotServedSaySo(t *testing.T) {
	w := newWorld(t)
	for _, operation := range slices.Sorted(maps.Keys(notServed())) {
		method, path, _ := strings.Cut(operation, " ")
		path = strings.ReplaceAll(path, "{organizationId}", sandbox.OrganizationID)
		got := w.send(w.keys.Administrator, method, path, "")
		if got.status != http.StatusNotFound && got.status != http.StatusNotImplemented {
			t.Errorf("%s: status %d: %s", operation, got.status, got.body)
		}
	}
}

// TestRefusalsHaveTheShapeOfTheirFamily: the document says nothing of errors, so the
// members are those of docs.coveo.com/en/1471 and of Coveo's clients.
func TestRefusalsHaveTheShapeOfTheirFamily(t *testing.T) {
	refusals := 0
	for _, e := range slices.Concat(platformExchanges(), searchExchanges()) {
		if e.status < http.StatusBadRequest {
			continue
		}
		refusals++
		w := newWorld(t)
		got := e.send(t, w)
		var body map[string]any
		if err := json.Unmarshal(got.body, &body); err != nil {
			t.Errorf("%s %s: %v: %s", e.method, e.path, err, got.body)
		}
		for _, member := range errorMembers(e) {
			if body[member] == nil || body[member] == "" {
				t.Errorf("%s %s: no %s in %s", e.method, e.path, member, got.body)
			}
		}
		if got.header.Get("X-Request-ID") == "" {
			t.Errorf("%s %s: no request ID", e.method, e.path)
		}
	}
	if refusals < 8 {
		t.Errorf("only %d refusals were looked at", refusals)
	}
}

// errorMembers are what the body of a refusal has.
func errorMembers(e exchange) []string {
	switch {
	case e.status == http.StatusUnprocessableEntity:
		return []string{"status", "title", "detail"}
	case strings.HasPrefix(e.path, "/rest/search"):
		return []string{"statusCode", "message", "type"}
	case strings.HasPrefix(e.path, "/rest/ua"):
		return []string{"message", "type"}
	default:
		return []string{"message", "errorCode", "requestID"}
	}
}
