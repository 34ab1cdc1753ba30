package sandbox_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// contract checks every successful reply of the tests against the OpenAPI document
// that COVEO_OPENAPI names.
type contract struct {
	router routers.Router
}

var loadContract = sync.OnceValues(func() (*contract, error) {
	file := os.Getenv("COVEO_OPENAPI")
	if file == "" {
		return nil, nil
	}
	document, err := openapi3.NewLoader().LoadFromFile(file)
	if err != nil {
		return nil, err
	}
	router, err := legacy.NewRouter(document)
	return &contract{router}, err
})

// departures are replies that differ from the document on purpose.
var departures = map[string]string{
	"GET /rest/organizations":  "the document has a page of a list, @coveo/platform-client a bare list; page or perPage asks for a page",
	"GET /rest/search/v2/html": "the document names no success",
}

func TestContract(t *testing.T) {
	loaded, err := loadContract()
	if err != nil {
		t.Fatal(err)
	}
	if loaded == nil {
		t.Skip("COVEO_OPENAPI does not name the OpenAPI document")
	}
}

// check validates a reply; what the document does not describe passes.
func (c *contract) check(t *testing.T, request *http.Request, r reply) {
	t.Helper()
	if c == nil || r.status != http.StatusOK && r.status != http.StatusUnprocessableEntity {
		return
	}
	if _, known := departures[request.Method+" "+request.URL.Path]; known {
		return
	}
	plain := request.Clone(context.Background())
	plain.Body = io.NopCloser(bytes.NewReader(nil))
	plain.URL.Scheme, plain.URL.Host, plain.Host = "", "", ""
	route, parameters, err := c.router.FindRoute(plain)
	if err != nil {
		return
	}
	if !strings.Contains(r.header.Get("Content-Type"), "json") {
		return
	}
	err = openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: plain, PathParams: parameters, Route: route},
		Status:                 r.status,
		Header:                 r.header,
		Body:                   io.NopCloser(bytes.NewReader(r.body)),
	})
	if err != nil {
		t.Errorf("%s %s answers what the document does not describe: %v", request.Method, request.URL.Path, err)
	}
}
