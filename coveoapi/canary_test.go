package coveoapi

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"coveotoken/jwtview/safetext"
)

// canary is a credential that must show up nowhere. It has characters that URLs,
// JSON and base64 write in their own ways.
const canary = `xxCANARY/+="<&>\~canary-0123456789`

// canaryTraces are the ways in which the canary could show.
func canaryTraces() []string {
	traces := []string{
		canary, "CANARY", "canary-0123456789",
		url.QueryEscape(canary), url.PathEscape(canary),
		base64.StdEncoding.EncodeToString([]byte(canary)),
		base64.StdEncoding.EncodeToString([]byte("Bearer " + canary)),
		base64.URLEncoding.EncodeToString([]byte("access_token=" + canary)),
	}
	encoded, err := json.Marshal(canary)
	if err != nil {
		panic(err)
	}
	return append(traces, string(encoded))
}

// echo answers with everything it was sent, in many forms.
func echo(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sent := r.Header.Get("Authorization") + " " + r.URL.RawQuery
		_ = r.ParseForm()
		for _, name := range []string{"access_token", "accessToken", "token"} {
			sent += " " + r.Form.Get(name)
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Request-ID", sent)
		w.Header().Set("X-Echo", sent)
		w.Header().Set("Location", "https://elsewhere.example/?"+r.URL.RawQuery+"#"+url.QueryEscape(sent))
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]string{
			"message": sent, "errorCode": sent, "requestID": sent, "encoded": base64.StdEncoding.EncodeToString([]byte(sent)),
			"escaped": url.QueryEscape(sent), "token": sent,
		})
	}
}

// badServers are servers and networks that fail in every way we know.
func badServers(t *testing.T) map[string]string {
	t.Helper()
	hang := make(chan struct{})
	urls := map[string]string{}
	for name, handler := range map[string]http.HandlerFunc{
		"200": echo(200), "302": echo(302), "400": echo(400), "401": echo(401), "403": echo(403), "419": echo(419), "429": echo(429), "500": echo(500),
		"page": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<title>"+r.Header.Get("Authorization")+r.URL.RawQuery+"</title>")
		},
		"exception": func(w http.ResponseWriter, r *http.Request) {
			_, _ = fmt.Fprintf(w, `{"exception":{"code":%q,"context":%q}}`, r.Header.Get("Authorization"), r.URL.RawQuery)
		},
		"hang": func(http.ResponseWriter, *http.Request) { <-hang },
		"cut": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "100000")
			_, _ = io.WriteString(w, r.Header.Get("Authorization")+r.URL.RawQuery)
		},
		"not HTTP": func(w http.ResponseWriter, r *http.Request) {
			connection, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_, _ = io.WriteString(connection, "HTTP/1.1 "+r.Header.Get("Authorization")+r.URL.RawQuery+"\r\n\r\n")
				_ = connection.Close()
			}
		},
	} {
		urls[name] = serve(t, handler).URL
	}
	tlsServer := httptest.NewUnstartedServer(echo(200))
	tlsServer.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	tlsServer.StartTLS()
	t.Cleanup(tlsServer.Close)
	urls["TLS"] = tlsServer.URL
	urls["refused"] = "http://127.0.0.1:1"
	t.Cleanup(func() { close(hang) }) // Before the servers close: they wait for their handlers.
	return urls
}

// everyCall runs each call of the client with the canary as its credential.
func everyCall(t *testing.T, c *Client) map[string]func() (any, error) {
	t.Helper()
	ctx, secret := t.Context(), NewSecret(canary)
	return map[string]func() (any, error){
		"platform privileges": func() (any, error) { return c.PlatformTokenPrivileges(ctx) },
		"privileges":          func() (any, error) { return c.OrganizationPrivileges(ctx) },
		"key privileges":      func() (any, error) { return c.APIKeyPrivileges(ctx, AllAPIKeyPrivileges) },
		"own privileges":      func() (any, error) { return c.PrivilegesOf(ctx, secret) },
		"token privileges":    func() (any, error) { return c.PrivilegesInToken(ctx, secret) },
		"evaluate":            func() (any, error) { return c.Evaluate(ctx, secret, mustPrivilege(t, "A/B")) },
		"certificates":        func() (any, error) { return c.Certificates(ctx) },
		"pipelines":           func() (any, error) { return c.Pipelines(ctx) },
		"search token": func() (any, error) {
			return c.MintSearchToken(ctx, SearchTokenV2, SearchTokenRequest{UserIDs: []UserID{alice()}})
		},
		"platform token": func() (any, error) {
			return c.MintPlatformToken(ctx, PlatformTokenRequest{Privileges: []Privilege{mustPrivilege(t, "A/B")}})
		},
		"raw token": func() (any, error) {
			raw, err := c.Target().RawSearchTokenCall(SearchTokenV2, []byte(`{}`))
			if err != nil {
				return nil, err
			}
			return c.MintRaw(ctx, raw)
		},
		"organizations":   func() (any, error) { return c.Organizations(ctx, secret) },
		"organization":    func() (any, error) { return c.Organization(ctx) },
		"status":          func() (any, error) { return c.OrganizationStatus(ctx) },
		"regions":         func() (any, error) { return c.OrganizationRegions(ctx) },
		"providers":       func() (any, error) { return c.SecurityProviders(ctx) },
		"hubs":            func() (any, error) { return c.SearchHubs(ctx) },
		"fields":          func() (any, error) { return c.Fields(ctx, secret) },
		"suggestions":     func() (any, error) { return c.Suggest(ctx, secret, SuggestQuery{}) },
		"plan":            func() (any, error) { return c.Plan(ctx, secret, SearchQuery{}) },
		"values":          func() (any, error) { return c.Values(ctx, secret, ValuesQuery{Field: "@a"}) },
		"facet":           func() (any, error) { return c.SearchFacet(ctx, secret, FacetQuery{Field: "a"}) },
		"quick view":      func() (any, error) { return c.Quickview(ctx, secret, "id", SearchQuery{}) },
		"events":          func() (any, error) { return c.ValidateEvents(ctx, secret, nil) },
		"token check":     func() (any, error) { return c.CheckToken(ctx, secret) },
		"token of others": func() (any, error) { return c.PrivilegesInTokenOf(ctx, NewSecret(testKey), secret) },
		"search":          func() (any, error) { return c.Search(ctx, secret, InAuthorizationHeader, SearchQuery{}) },
		"search by parameter": func() (any, error) {
			return c.Search(ctx, secret, InAccessTokenParameter, SearchQuery{})
		},
	}
}

// everyForm writes a value in every way that a program could.
func everyForm(t *testing.T, value any) string {
	t.Helper()
	var out bytes.Buffer
	_, _ = fmt.Fprintf(&out, "%v\n%+v\n%#v\n%s\n", value, value, value, value)
	logger := slog.New(slog.NewTextHandler(&out, nil))
	logger.Info("text", "value", value)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "value", value)
	if err := json.NewEncoder(&out).Encode(value); err != nil {
		t.Errorf("encode %T: %v", value, err)
	}
	return out.String()
}

func requireNoCanary(t *testing.T, where string, text string) {
	t.Helper()
	for _, trace := range canaryTraces() {
		if strings.Contains(text, trace) {
			t.Errorf("%s shows the credential as %q", where, trace)
			return
		}
	}
}

func TestNoCallShowsItsCredential(t *testing.T) {
	for server, address := range badServers(t) {
		t.Run(server, func(t *testing.T) {
			var seen []Exchange
			client := clientOf(t, address, func(c *Config) {
				c.MintingKey, c.CatalogKey = NewSecret(canary), NewSecret(canary)
				c.Timeout = 50 * time.Millisecond
				c.OnExchange = func(e Exchange) { seen = append(seen, e) }
			})
			requireNoCanary(t, "the client", fmt.Sprintf("%v %+v %#v", client, client, struct{ c Client }{*client}))
			for name, run := range everyCall(t, client) {
				reply, err := run()
				requireNoCanary(t, name+"'s reply", everyForm(t, reply)+exchangeText(reply))
				for ; err != nil; err = errors.Unwrap(err) {
					requireNoCanary(t, name+"'s error", err.Error()+everyForm(t, err)+exchangeText(err))
				}
			}
			for _, exchange := range seen {
				requireNoCanary(t, "OnExchange", everyForm(t, exchange)+exchangeText(exchange))
			}
		})
	}
}

// exchangeText is what an exchange holds, with its bodies as text.
func exchangeText(value any) string {
	var exchange Exchange
	switch value := value.(type) {
	case Exchange:
		exchange = value
	case *APIError:
		exchange = value.Exchange
	case *NetworkError:
		exchange = value.Exchange
	case Reply[Secret]:
		exchange = value.Exchange
	case Reply[[]Privilege]:
		exchange = value.Exchange
	case Reply[SearchResponse]:
		exchange = value.Exchange
	}
	return fmt.Sprintf("%s %s %s %v", exchange.Request.URL, exchange.Request.Body, exchange.Body, exchange.Header)
}

func TestGrantedTokenIsOnlyInTheReplysValue(t *testing.T) {
	var seen []Exchange
	server := serve(t, replyJSON(http.StatusOK, `{"token":"`+testToken+`"}`))
	client := clientOf(t, server.URL, func(c *Config) { c.OnExchange = func(e Exchange) { seen = append(seen, e) } })
	reply, err := client.MintSearchToken(t.Context(), SearchTokenV2, SearchTokenRequest{UserIDs: []UserID{alice()}})
	if err != nil || reply.Value.Reveal() != testToken {
		t.Fatal(err)
	}
	for _, exchange := range append(seen, reply.Exchange) {
		if text := exchangeText(exchange); strings.Contains(text, testToken) || !strings.Contains(text, safetext.Mask) {
			t.Errorf("the exchange holds %s", text)
		}
	}
}

func TestSecretIsHiddenEvenInUnexportedFields(t *testing.T) {
	holder := struct {
		hidden Secret
		Shown  map[string]Secret
	}{NewSecret(canary), map[string]Secret{"k": NewSecret(canary)}}
	requireNoCanary(t, "a struct", fmt.Sprintf("%v %+v %#v", holder, holder, &holder)+everyForm(t, NewSecret(canary))+everyForm(t, []Secret{NewSecret(canary)}))
	first, again, other := NewSecret("a"), NewSecret("a"), NewSecret("b")
	if first != again || first == other || !first.Equal(again) || !NewSecret("").IsZero() {
		t.Error("Secrets do not compare by their value")
	}
	if (Secret{}).Reveal() != "" || (Secret{}).Masked() != "none" || (Secret{}).Fingerprint() != "none" {
		t.Error("the zero Secret is not empty")
	}
	for value, want := range map[string]string{
		"short":                                "••••(5 characters)",
		"xx1234567890123456":                   "xx12…(18 characters)",
		"é23456789012345678":                   "••••(18 characters)",
		"xx00000000-0000-0000-0000-0000000000": "xx00…(36 characters)",
	} {
		if got := NewSecret(value).Masked(); got != want {
			t.Errorf("Masked(%q) = %s, want %s", value, got, want)
		}
	}
}
