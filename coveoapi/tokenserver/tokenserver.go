// Package tokenserver hands search tokens to a web page that is being developed, at
// GET /token with the answer of @coveo/search-token-server: {"token": "…"}. A front end
// whose renewAccessToken fetches that needs no key.
//
// Whoever reaches it gets tokens. It therefore answers only requests that name this
// machine, pages of origins that were named, and users that were named, and not often.
package tokenserver

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"coveotoken/coveoapi"
)

// Path is where tokens are handed out.
const Path = "/token"

// Options are what a handler needs. Clock and Log may be nil.
type Options struct {
	// Mint makes a token for one of Users, or for "", which is who gets a token that
	// names nobody.
	Mint func(ctx context.Context, user string) (coveoapi.Secret, error)
	// Default names whom Mint means by "", for the log; ?as=Default is the same.
	Default string
	// Users are the others that ?as= may name.
	Users []string
	// Origins are the web pages that may ask, such as "http://localhost:5173".
	Origins []string
	// AllowRemote lets requests in that reach the machine by another address than a
	// loopback one.
	AllowRemote bool
	Clock       func() time.Time
	// Log is told of every request when it has been answered. It may be called by
	// several goroutines at once.
	Log func(Entry)
}

// Entry is one request and how it was answered. Texts are as the caller sent them.
type Entry struct {
	Time   time.Time
	Status int
	Method string
	// Path has no query string, in which anything may be.
	Path   string
	Origin string
	// User is whom the token is for, or was asked for.
	User string
	// ExpiresAt is zero when no token was handed out, or it does not say.
	ExpiresAt time.Time
	Duration  time.Duration
	// Renewals counts the tokens that a page asked for again within Span, this one
	// included; 0 is the first token for that page and user.
	Renewals int
	Span     time.Duration
	// Refusal says why no token was handed out, or is "".
	Refusal string
}

// Handler hands out tokens. It is safe for concurrent use.
type Handler struct {
	options  Options
	limit    *limit
	renewals *renewals
}

var _ http.Handler = (*Handler)(nil)

// New makes a handler. An origin that is none is a *coveoapi.InputError for the field
// "cors", a user named twice one for "allow-user".
func New(o Options) (*Handler, error) {
	origins := make([]string, len(o.Origins))
	for i, text := range o.Origins {
		origin, err := parseOrigin(text)
		if err != nil {
			return nil, err
		}
		origins[i] = origin
	}
	o.Origins = origins
	for i, user := range o.Users {
		if user == o.Default || slices.Contains(o.Users[:i], user) {
			return nil, &coveoapi.InputError{
				Field: "allow-user", Reason: "names " + user + " twice, so that ?as= would not tell which is meant",
				Remedy: "Name everybody once, as --user or --allow-user.",
			}
		}
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = func(Entry) {}
	}
	return &Handler{options: o, limit: newLimit(), renewals: newRenewals()}, nil
}

// Origins are the web pages that may ask, as browsers write them.
func (h *Handler) Origins() []string { return slices.Clone(h.options.Origins) }

// parseOrigin reads an origin and writes it as browsers do.
func parseOrigin(text string) (string, error) {
	u, err := url.Parse(strings.TrimSuffix(strings.TrimSpace(text), "/"))
	plain := err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.Contains(u.Host, "*") &&
		*u == url.URL{Scheme: u.Scheme, Host: u.Host}
	if !plain {
		return "", &coveoapi.InputError{
			Field: "cors", Reason: text + " is not the origin of a web page",
			Remedy: "Write scheme, host and port, such as http://localhost:5173; every page must be named.",
		}
	}
	host := strings.ToLower(u.Host)
	if port := u.Port(); (u.Scheme == "http" && port == "80") || (u.Scheme == "https" && port == "443") {
		host = strings.TrimSuffix(host, ":"+port)
	}
	return u.Scheme + "://" + host, nil
}
