package tokenserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/localhttp"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
)

// refusal is why a request gets no token.
type refusal struct {
	status int
	// kind is stable, message for people.
	kind, message string
}

// ServeHTTP implements http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := h.options.Clock()
	entry := Entry{Time: start, Status: http.StatusOK, Method: r.Method, Path: r.URL.Path, Origin: r.Header.Get("Origin")}
	setSafeHeaders(w.Header())
	token, why := h.answer(w, r, &entry)
	switch {
	case why != nil:
		entry.Status, entry.Refusal = why.status, why.message
		writeJSON(w, why.status, refusalBody{why.message, why.status, why.kind})
	case token.IsZero():
		entry.Status = http.StatusNoContent
		w.WriteHeader(http.StatusNoContent)
	default:
		writeJSON(w, http.StatusOK, tokenBody{token.Reveal()})
	}
	entry.Duration = h.options.Clock().Sub(start)
	h.options.Log(entry)
}

// answer gives the token that a request asks for, none for a preflight, or why there is
// none.
func (h *Handler) answer(w http.ResponseWriter, r *http.Request, entry *Entry) (coveoapi.Secret, *refusal) {
	if why := h.guard(w.Header(), r); why != nil {
		return coveoapi.Secret{}, why
	}
	switch {
	case r.URL.Path != Path:
		return coveoapi.Secret{}, &refusal{http.StatusNotFound, "not-found", "There is nothing here; tokens are at " + Path + "."}
	case localhttp.IsPreflight(r):
		permit(w.Header(), r)
		return coveoapi.Secret{}, nil
	case r.Method != http.MethodGet:
		w.Header().Set("Allow", http.MethodGet)
		return coveoapi.Secret{}, &refusal{http.StatusMethodNotAllowed, "method-not-allowed", "Tokens are asked for with GET."}
	}
	user, why := h.user(r)
	if entry.User = user; user == "" {
		entry.User = h.options.Default
	}
	if why != nil {
		return coveoapi.Secret{}, why
	}
	if !h.limit.take(entry.Time) {
		w.Header().Set("Retry-After", "1")
		return coveoapi.Secret{}, &refusal{http.StatusTooManyRequests, "too-many-requests", "This page asks for tokens too often. Does it renew in a loop?"}
	}
	token, err := h.options.Mint(r.Context(), user)
	if err != nil {
		return token, mintRefusal(err)
	}
	if decoded, err := jwtview.Decode(token.Reveal()); err == nil {
		entry.ExpiresAt = decoded.Life().ExpiresAt
	}
	entry.Renewals, entry.Span = h.renewals.note(entry.Origin, entry.User, entry.Time)
	return token, nil
}

// guard keeps away names that were rebound to this machine and pages that were not
// named, also when they ask in a way that sends no Origin.
func (h *Handler) guard(header http.Header, r *http.Request) *refusal {
	if !localhttp.HostAllowed(r.Host, h.options.AllowRemote) {
		return &refusal{http.StatusForbidden, "host-refused", "The endpoint is reached by its address only, such as localhost or 127.0.0.1."}
	}
	header.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	switch site := r.Header.Get("Sec-Fetch-Site"); {
	case slices.Contains(h.options.Origins, origin):
		header.Set("Access-Control-Allow-Origin", origin)
		return nil
	case origin != "":
		return &refusal{http.StatusForbidden, "origin-refused", "Pages of " + origin + " may not ask. To let them: --cors " + origin}
	case site != "" && site != "same-origin" && site != "none":
		return &refusal{http.StatusForbidden, "site-refused", "A page of another site asked without saying which it is."}
	}
	return nil
}

// permit answers a preflight of a page that may ask.
func permit(header http.Header, r *http.Request) {
	header.Set("Access-Control-Allow-Methods", http.MethodGet)
	header.Set("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, X-Requested-With")
	header.Set("Access-Control-Max-Age", "600")
	if r.Header.Get("Access-Control-Request-Private-Network") == "true" {
		header.Set("Access-Control-Allow-Private-Network", "true")
	}
}

// user is whom the token is asked for, "" for the default.
func (h *Handler) user(r *http.Request) (string, *refusal) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	named := query["as"]
	switch {
	case err != nil:
		return "", &refusal{http.StatusBadRequest, "query-unreadable", "The query string cannot be read; escape the name in as."}
	case len(named) == 0, len(named) == 1 && named[0] == h.options.Default:
		return "", nil
	case len(named) > 1:
		return "", &refusal{http.StatusBadRequest, "user-ambiguous", "as names more than one user."}
	case !slices.Contains(h.options.Users, named[0]):
		return named[0], &refusal{http.StatusForbidden, "user-refused", fmt.Sprintf("%q is not among the allowed users. To let the page act as somebody: --allow-user NAME", named[0])}
	}
	return named[0], nil
}

// mintRefusal passes on what Coveo said to the request for a token.
func mintRefusal(err error) *refusal {
	p := problem.Explain(err)
	why := &refusal{http.StatusBadGateway, p.ID, p.Title}
	var api *coveoapi.APIError
	switch {
	case errors.As(err, &api) && api.Status >= http.StatusBadRequest:
		why.status = api.Status
	case errors.Is(err, context.DeadlineExceeded):
		why.status = http.StatusGatewayTimeout
	}
	if p.Remedy != "" {
		why.message += " " + p.Remedy
	}
	return why
}

// tokenBody is the answer of @coveo/search-token-server.
type tokenBody struct {
	Token string `json:"token"`
}

// refusalBody has the members of the errors of Coveo's Search API.
type refusalBody struct {
	Message    string `json:"message"`
	StatusCode int    `json:"statusCode"`
	Type       string `json:"type"`
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the caller may have left
}

// setSafeHeaders keeps answers out of caches, frames and other pages.
func setSafeHeaders(header http.Header) {
	for name, value := range map[string]string{
		"Cache-Control":                "no-store",
		"Content-Security-Policy":      "default-src 'none'; frame-ancestors 'none'",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Referrer-Policy":              "no-referrer",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
	} {
		header.Set(name, value)
	}
}

// WriteTimeout is the longest time that answering a request should be given: as long as
// a call to Coveo may take, and a little.
func WriteTimeout(call time.Duration) time.Duration { return call + 5*time.Second }
