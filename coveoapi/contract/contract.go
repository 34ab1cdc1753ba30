// Package contract compares what client and sandbox exchange with the OpenAPI
// document of Coveo's APIs. It is for tests only: no program imports it. Its own
// tests exercise every call of the client and every operation of the sandbox, and
// show how both cope where Coveo's sources disagree.
//
// A test asks for the document with Load, which skips when the environment names
// none, and sends its requests through a Recorder.
package contract

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// Variable is the environment variable that names the OpenAPI document.
const Variable = "COVEO_OPENAPI"

// Document is an OpenAPI document that exchanges are compared with. It is safe for
// concurrent use.
type Document struct {
	spec   *openapi3.T
	router routers.Router
}

// load reads the document once for all tests of a package.
var load = sync.OnceValues(func() (*Document, error) { return open(os.Getenv(Variable)) })

// Named reports whether the environment names a document.
func Named() bool { return os.Getenv(Variable) != "" }

// Load gives the document that the environment names, and skips the test if it names
// none.
func Load(t testing.TB) *Document {
	t.Helper()
	if !Named() {
		t.Skipf("skipped: %s names no OpenAPI document", Variable)
	}
	document, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return document
}

func open(path string) (*Document, error) {
	spec, err := openapi3.NewLoader().LoadFromFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the OpenAPI document %s: %w", path, err)
	}
	spec.Servers = nil // its paths, wherever they are served
	router, err := legacy.NewRouter(spec)
	if err != nil {
		return nil, fmt.Errorf("OpenAPI document %s: %w", path, err)
	}
	return &Document{spec: spec, router: router}, nil
}

// Operations lists the operations of the document, such as "POST /rest/search/v2",
// sorted.
func (d *Document) Operations() []string {
	var names []string
	for path, item := range d.spec.Paths.Map() {
		for method := range maps.Keys(item.Operations()) {
			names = append(names, method+" "+path)
		}
	}
	slices.Sort(names)
	return names
}
