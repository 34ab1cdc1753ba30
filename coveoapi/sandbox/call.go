package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// call is one request on its way through the sandbox.
type call struct {
	sandbox   *Sandbox
	w         http.ResponseWriter
	r         *http.Request
	requestID string
	family    family
	effects   effects
	body      []byte
	caller    *caller // nil until authenticated
}

// dispatch finds the operation and runs it.
func (c *call) dispatch() {
	if handler, _ := c.sandbox.mux.Handler(c.r); !isOperation(handler) {
		c.writeError(c.unknownPath())
		return
	}
	c.sandbox.mux.ServeHTTP(c.w, c.r.WithContext(context.WithValue(c.r.Context(), callKey{}, c)))
}

// callKey is where the multiplexer's context holds the call.
type callKey struct{}

// unknownPath explains a request that no operation answers. An operation that Coveo
// has still needs its privileges.
func (c *call) unknownPath() error {
	known, ok := catalog.Lookup(c.r.Method, c.r.URL.Path)
	if !ok {
		return c.unknownMethod()
	}
	if err := c.authenticate(); err != nil {
		return err
	}
	if err := c.require(known); err != nil {
		return err
	}
	return fail(causeNotServed, "Coveo has this operation, and the credential may call it, but the sandbox does not play it.")
}

// unknownMethod tells a path that takes another method from one that does not exist.
func (c *call) unknownMethod() error {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := c.r.Clone(c.r.Context())
		other.Method = method
		if handler, _ := c.sandbox.mux.Handler(other); isOperation(handler) {
			return fail(causeMethod, "The method "+c.r.Method+" is not supported here; "+method+" is.")
		}
	}
	return fail(causeNoSuchPath, "There is no such path.")
}

// require checks the privileges that an operation needs.
func (c *call) require(needs catalog.Operation) error {
	var missing []coveoapi.Privilege
	for _, privilege := range needs.Privileges {
		if strings.HasPrefix(privilege.TargetID, "{") {
			privilege.TargetID = c.r.PathValue(strings.Trim(privilege.TargetID, "{}"))
		}
		if c.caller.may(privilege) {
			if needs.AnyOf {
				return nil
			}
			continue
		}
		missing = append(missing, privilege)
	}
	if len(missing) == 0 {
		return nil
	}
	return missingPrivileges(missing, needs.AnyOf)
}

func missingPrivileges(missing []coveoapi.Privilege, anyOf bool) error {
	names := make([]string, len(missing))
	for i, privilege := range missing {
		names[i] = privilege.String()
	}
	joint := " and "
	if anyOf {
		joint = " or "
	}
	return fail(causeForbidden, "The credential lacks the privilege "+strings.Join(names, joint)+".")
}

// decode reads a JSON body. An empty body leaves the value as it is.
func (c *call) decode(into any) error {
	if len(c.body) == 0 {
		return nil
	}
	return decodeJSON(c.body, into)
}

// decodeJSON reads JSON and names the element that does not fit.
func decodeJSON(raw []byte, into any) error {
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	err := decoder.Decode(into)
	if err == nil {
		if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
			return fail(causeBadJSON, "The request body has something after its JSON value.")
		}
		return nil
	}
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		element := mismatch.Field
		if element == "" {
			element = "the request body"
		}
		return fail(causeBadParameter, "The value of '"+element+"' must not be a JSON "+mismatch.Value+".")
	}
	return fail(causeBadJSON, "The request body is not valid JSON: "+err.Error()+".")
}
