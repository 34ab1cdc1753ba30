package contract

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// small is a document with one operation.
const small = `
openapi: 3.0.3
info: {title: small, version: "1"}
security: [{bearer: []}]
paths:
  /things/{id}:
    post:
      parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: size, in: query, schema: {type: integer}}
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Thing'}
      responses:
        '200':
          description: done
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
  schemas:
    Thing:
      required: [name]
      properties:
        name: {type: string}
        parts: {type: array, items: {$ref: '#/components/schemas/Thing'}}
        free: {type: object}
`

func TestCheckFindsWhatDiffers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "small.yaml")
	if err := os.WriteFile(path, []byte(small), 0o600); err != nil {
		t.Fatal(err)
	}
	document, err := open(path)
	if err != nil {
		t.Fatal(err)
	}
	const thing, things = `{"name":"a"}`, `[{"name":"a"}]`
	tests := map[string]struct {
		url, sent, got string
		change         func(*Exchange)
		want           []string
	}{
		"nothing":             {url: "/things/1?size=2", sent: `{"name":"a","parts":[{"name":"b"}],"free":{"any":1}}`, got: things},
		"no such operation":   {url: "/other", sent: thing, got: things, want: []string{"request path"}},
		"wrong parameter":     {url: "/things/1?size=big", sent: thing, got: things, want: []string{"request query size"}},
		"unknown parameter":   {url: "/things/1?syze=2", sent: thing, got: things, want: []string{"request query syze"}},
		"member missing":      {url: "/things/1", sent: `{}`, got: things, want: []string{"request /name"}},
		"wrong type, deep":    {url: "/things/1", sent: thing, got: `[{"name":"a","parts":[{"name":7}]}]`, want: []string{"reply /*/parts/*/name"}},
		"unknown name, deep":  {url: "/things/1", sent: thing, got: `[{"name":"a","parts":[{"name":"b","nmae":"c"}]}]`, want: []string{"reply /*/parts/*/nmae"}},
		"two on either side":  {url: "/things/1", sent: `{"nmae":"a"}`, got: `{}`, want: []string{"reply /", "request /name", "request /nmae"}},
		"refused on purpose":  {url: "/things/1?syze=2", sent: `{}`, got: `{}`, change: func(e *Exchange) { e.Status = 400 }, want: []string{"reply status"}},
		"no credential":       {url: "/things/1", sent: thing, got: things, change: func(e *Exchange) { e.Request.Header.Del("Authorization") }, want: []string{"request credential"}},
		"page instead":        {url: "/things/1", sent: thing, got: "<p>", change: func(e *Exchange) { e.Header = http.Header{"Content-Type": {"text/html"}} }, want: []string{"reply content type"}},
		"credential in query": {url: "/things/1?access_token=x", sent: thing, got: things, change: func(e *Exchange) { e.Request.Header.Del("Authorization") }, want: []string{"request query access_token"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, test.url, strings.NewReader(""))
			request.Header = http.Header{"Content-Type": {"application/json"}, "Authorization": {"Bearer x"}}
			e := Exchange{request, []byte(test.sent), http.StatusOK, http.Header{"Content-Type": {"application/json"}}, []byte(test.got)}
			if test.change != nil {
				test.change(&e)
			}
			_, findings := document.Check(e)
			var got []string
			for _, finding := range findings {
				got = append(got, string(finding.Side)+" "+finding.At)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s\n%v", diff, findings)
			}
		})
	}
}
