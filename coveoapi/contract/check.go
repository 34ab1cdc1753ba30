package contract

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// Side is a half of an exchange.
type Side string

// The halves of an exchange.
const (
	Request Side = "request"
	Reply   Side = "reply"
)

// Finding is a place where an exchange and the document differ.
type Finding struct {
	// Operation is that of the document, such as "POST /rest/search/v2", or the
	// request's own method and path when the document has none for it.
	Operation string
	Side      Side
	// At is a JSON pointer with * for the numbers of elements, a parameter such as
	// "query q", or one of the parts of an exchange that are named below.
	At     string
	Reason string
}

func (f Finding) String() string {
	return f.Operation + ", " + string(f.Side) + " " + f.At + ": " + f.Reason
}

// The parts of an exchange that a finding may be at.
const (
	atPath        = "path"
	atStatus      = "status"
	atContentType = "content type"
	atCredential  = "credential"
	atExchange    = "exchange"
)

// Exchange is a request and the reply that it got.
type Exchange struct {
	Request *http.Request
	// RequestBody is the body that was sent.
	RequestBody []byte
	Status      int
	Header      http.Header
	Body        []byte
}

// Check compares an exchange with the document. The operation is "" when the
// document has none for the request. A refused request, one with a status of 400 or
// more, is compared on no side but the reply: it may have been wrong on purpose.
//
// Beyond what a schema demands, a member or parameter that the document does not
// declare is a finding, since a schema alone lets every misspelt name pass.
func (d *Document) Check(e Exchange) (operation string, findings []Finding) {
	route, pathParameters, err := d.router.FindRoute(e.Request)
	if err != nil {
		unknown := e.Request.Method + " " + e.Request.URL.Path
		return "", []Finding{{unknown, Request, atPath, "the document has no such operation"}}
	}
	operation = route.Method + " " + route.Path
	input := &openapi3filter.RequestValidationInput{
		Request: e.Request, PathParams: pathParameters, Route: route,
		Options: &openapi3filter.Options{
			MultiError: true, IncludeResponseStatus: true, SkipSettingDefaults: true,
			AuthenticationFunc: authenticated,
		},
	}
	add := func(side Side, faults []fault) {
		for _, f := range faults {
			findings = append(findings, Finding{operation, side, f.at, f.reason})
		}
	}
	if e.Status < http.StatusBadRequest {
		add(Request, checkRequest(input, e.RequestBody))
	}
	add(Reply, checkReply(input, e))
	slices.SortFunc(findings, func(a, b Finding) int { return strings.Compare(a.String(), b.String()) })
	return operation, slices.Compact(findings)
}

// authenticated wants a credential where the document does.
func authenticated(_ context.Context, input *openapi3filter.AuthenticationInput) error {
	request := input.RequestValidationInput.Request
	if strings.HasPrefix(request.Header.Get("Authorization"), "Bearer ") || request.URL.Query().Has(accessToken) {
		return nil
	}
	return input.NewError(errors.New("no credential"))
}

// accessToken is the parameter that carries a credential in place of the header.
const accessToken = "access_token"

// fault is a Finding before it is known of what.
type fault struct{ at, reason string }

func checkRequest(input *openapi3filter.RequestValidationInput, body []byte) []fault {
	request := input.Request.Clone(input.Request.Context())
	request.Body = io.NopCloser(bytes.NewReader(body))
	input.Request = request
	faults := flatten(openapi3filter.ValidateRequest(request.Context(), input))
	faults = append(faults, undeclaredParameters(input.Route, request)...)
	if declared := input.Route.Operation.RequestBody; declared != nil && len(body) > 0 {
		faults = append(faults, undeclaredMembers(declared.Value.Content, request.Header, body)...)
	}
	return faults
}

func checkReply(input *openapi3filter.RequestValidationInput, e Exchange) []fault {
	output := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: e.Status, Header: e.Header, Options: input.Options,
	}
	output.SetBodyBytes(e.Body)
	faults := flatten(openapi3filter.ValidateResponse(input.Request.Context(), output))
	declared := input.Route.Operation.Responses.Status(e.Status)
	if declared == nil {
		declared = input.Route.Operation.Responses.Default()
	}
	if declared != nil {
		faults = append(faults, undeclaredMembers(declared.Value.Content, e.Header, e.Body)...)
	}
	return faults
}

func undeclaredParameters(route *routers.Route, request *http.Request) []fault {
	var faults []fault
	for name := range request.URL.Query() {
		if route.Operation.Parameters.GetByInAndName(openapi3.ParameterInQuery, name) == nil {
			faults = append(faults, fault{"query " + name, undeclared})
		}
	}
	return faults
}

// undeclaredMembers compares a JSON body with what the document declares for it.
func undeclaredMembers(content openapi3.Content, header http.Header, body []byte) []fault {
	mediaType, _, _ := mime.ParseMediaType(header.Get("Content-Type"))
	declared := content.Get(mediaType)
	var value any
	if declared == nil || !strings.HasSuffix(mediaType, "json") || json.Unmarshal(body, &value) != nil {
		return nil // that is a finding of the validation
	}
	return undeclaredIn(value, declared.Schema, "")
}

// flatten lists the single faults of a validation's error.
func flatten(err error) []fault {
	var many openapi3.MultiError
	var security *openapi3filter.SecurityRequirementsError
	var response *openapi3filter.ResponseError
	var schema *openapi3.SchemaError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &many):
		var faults []fault
		for _, one := range many {
			faults = append(faults, flatten(one)...)
		}
		return place(faults, err)
	case errors.As(err, &schema):
		return place([]fault{{pointer(schema.JSONPointer()), schema.Reason}}, err)
	case errors.As(err, &security):
		return []fault{{atCredential, err.Error()}}
	case errors.As(err, &response) && strings.Contains(response.Reason, "Content-Type"):
		return []fault{{atContentType, err.Error()}}
	case errors.As(err, &response):
		return []fault{{atStatus, err.Error()}}
	default:
		return place([]fault{{atExchange, err.Error()}}, err)
	}
}

// place says that faults are those of a parameter, if the error does.
func place(faults []fault, err error) []fault {
	var request *openapi3filter.RequestError
	if errors.As(err, &request) && request.Parameter != nil {
		for i := range faults {
			faults[i].at = request.Parameter.In + " " + request.Parameter.Name
		}
	}
	return faults
}

// pointer writes a JSON pointer without the numbers of elements.
func pointer(parts []string) string {
	path := "/" + strings.Join(parts, "/")
	return regexp.MustCompile(`/\d+(/|$)`).ReplaceAllString(path, "/*$1")
}
