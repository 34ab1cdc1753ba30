package problem

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
)

// failure is the error that the client makes of the answer.
func (x example) failure() *coveoapi.APIError {
	return &coveoapi.APIError{
		Operation: x.operation, Status: x.status, Code: x.code, Message: x.message,
		Firewall: x.firewall, Format: x.format,
	}
}

func TestEveryExampleIsExplainedByItsOwnRow(t *testing.T) {
	for _, row := range apiRows() {
		if len(row.examples) == 0 {
			t.Errorf("%s has no example", row.id)
			continue
		}
		for _, x := range row.examples {
			if got := Explain(x.failure()).ID; got != row.id {
				t.Errorf("%+v is explained by %s, not %s", x, got, row.id)
			}
			read := coveoapi.ReadFailure([]byte(x.text()), time.Unix(0, 0))
			if ids := idsOf(FindFailure(read)); !slices.Contains(ids, row.id) {
				t.Errorf("%s leads to %v, not %s", x.text(), ids, row.id)
			}
		}
	}
}

func TestTheCatalogueIsComplete(t *testing.T) {
	seen := map[string]bool{}
	last := 0
	for _, entry := range Catalogue() {
		group := slices.Index(Groups(), entry.Group)
		if group < last || seen[entry.ID] {
			t.Errorf("%s is listed twice or out of its group %q", entry.ID, entry.Group)
		}
		last, seen[entry.ID] = group, true
		for name, text := range map[string]string{"title": entry.Title, "sign": entry.Sign, "remedy": entry.Remedy} {
			if !strings.HasSuffix(text, ".") {
				t.Errorf("the %s of %s is %q", name, entry.ID, text)
			}
		}
		if found := idsOf(Find(strings.ToUpper(entry.ID))); !slices.Contains(found, entry.ID) {
			t.Errorf("%s is not found by its ID, but %v", entry.ID, found)
		}
	}
}

// The codes of the sources: the specification of the Search API, the clients of Coveo
// and the other APIs' documentation.
func TestFindKnowsEveryCode(t *testing.T) {
	for word, want := range map[string][]string{
		"419":                                    {"token-expired"},
		"expiredtokenexception":                  {"token-expired"},
		"402":                                    {"authentication-provider-missing"},
		"412":                                    {"precondition-failed"},
		"413":                                    {"request-too-large"},
		"422":                                    {"expression-refused"},
		"429":                                    {"rate-limited"},
		"401":                                    {"credential-unknown", "credential-refused", "cannot-list-privileges"},
		"403":                                    {"cannot-query", "missing-privilege", "web-page-instead-of-api"},
		"NO_REGISTERED_ENDPOINT":                 {"organization-without-index"},
		"NoEndpointsException":                   {"organization-without-index"},
		"query_pipeline_interrupted":             {"pipeline-too-slow"},
		"GroupByAndFacetBothExistingException":   {"facets-and-group-by"},
		"UNAUTHORIZED":                           {"credential-refused"},
		"InvalidTokenException":                  {"credential-unknown"},
		"INVALID_TOKEN":                          {"credential-unknown"},
		"InvalidToken":                           {"analytics-token-refused"},
		"FORBIDDEN":                              {"cannot-query"},
		"NOT_FOUND":                              {"no-such-call", "organization-not-found"},
		"INVALID_URI":                            {"no-such-call"},
		"INVALID_REQUEST":                        {"request-refused"},
		"INVALID_PARAMETER":                      {"validity-refused", "request-refused"},
		"INVALID_JSON":                           {"body-not-json"},
		"UNPROCESSABLE_ENTITY":                   {"expression-refused"},
		"FACET_SEARCH_FAILURE":                   {"facet-search-failed"},
		"ORGANIZATION_PAUSED":                    {PausedID},
		"OrganizationIsPausedException":          {PausedID},
		"ORGANIZATION_IS_PAUSED":                 {PausedID},
		"SERVER_UNAVAILABLE":                     {"server-unavailable"},
		"InvalidAuthenticationProviderException": {"authentication-provider-invalid"},
		"operation_not_allowed":                  {"evaluated-not-allowed"},
		"wrong-region":                           {"wrong-region"},
	} {
		ids := idsOf(Find(word))
		for _, id := range want {
			if !slices.Contains(ids, id) {
				t.Errorf("%s finds %v, not %s", word, ids, id)
			}
		}
	}
}

func TestFindFailureNarrowsByWhatIsKnown(t *testing.T) {
	minting := FindFailure(&coveoapi.APIError{Operation: coveoapi.OperationMintSearchToken, Status: http.StatusForbidden})
	if ids := idsOf(minting); !slices.Equal(ids, []string{"cannot-create-search-tokens"}) {
		t.Errorf("a 403 to minting: %v", ids)
	}
	any403 := idsOf(FindFailure(&coveoapi.APIError{Status: http.StatusForbidden, Code: "FORBIDDEN"}))
	for _, id := range []string{"cannot-create-search-tokens", "cannot-query", "missing-privilege"} {
		if !slices.Contains(any403, id) {
			t.Errorf("a 403 to anything: %v has no %s", any403, id)
		}
	}
	if ids := idsOf(FindFailure(&coveoapi.APIError{Code: "NO_SUCH_CODE"})); len(ids) > 0 {
		t.Errorf("an unknown code alone: %v", ids)
	}
}

func TestFindText(t *testing.T) {
	for text, id := range map[string]string{
		"curl: (6) Could not resolve host: platform-xx.cloud.coveo.com":          "network-dns",
		"Get \"https://h/\": x509: certificate signed by unknown authority":      "network-tls",
		"Post \"https://h/\": context deadline exceeded":                         "network-timeout",
		"SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON": "reply-malformed",
		"write /h/config.yaml: no space left on device":                          "disk-full",
		"jwt: token used before issued":                                          "clock-skew",
	} {
		if ids := idsOf(FindText(text)); !slices.Contains(ids, id) {
			t.Errorf("%s finds %v, not %s", text, ids, id)
		}
	}
}

func TestNear(t *testing.T) {
	for word, want := range map[string]string{
		"ExpiredTokenExeption": "ExpiredTokenException", "ORGANISATION_PAUSED": "ORGANIZATION_PAUSED",
		"paused": PausedID, "token-expird": "token-expired",
	} {
		if names := Near(word); !slices.Contains(names, want) || len(names) > 5 {
			t.Errorf("%s is near %v, not %s", word, names, want)
		}
	}
	for _, word := range []string{"zzzzzzzzzz", "x", strings.Repeat("é", 1000), ""} {
		if names := Near(word); len(names) > 0 {
			t.Errorf("%q is near %v", word, names)
		}
	}
}

func TestOfStatusSpeaksOfEveryClass(t *testing.T) {
	for status := 100; status < 600; status++ {
		if text := OfStatus(status); !strings.HasSuffix(text, ".") {
			t.Errorf("%d: %q", status, text)
		}
	}
}

func idsOf(entries []Entry) []string {
	var ids []string
	for _, entry := range entries {
		ids = append(ids, entry.ID)
	}
	return ids
}
