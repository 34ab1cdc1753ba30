package apilog

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// The canaries are secrets that must show up nowhere. The key has characters that
// URLs, JSON and base64 write in their own ways.
const (
	key      = `xxCANARY/+="<&>\~key-0123456789`
	cookie   = "CANARY-cookie-value"
	password = "CANARY pass/word+1"
	shortOne = "CAN1"
)

// echo answers with all that it was sent, in many forms.
func echo(status int, contentType string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sent := r.Header.Get("Authorization") + " " + r.URL.RawQuery
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(err)
		}
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("X-Request-Id", "request-1")
		w.Header().Set("X-Echo", sent)
		w.Header().Set("Set-Cookie", "session="+cookie)
		w.WriteHeader(status)
		if contentType != "application/json" {
			_, _ = w.Write([]byte("<p>" + sent + " " + string(body) + " \x1b]52;c;eA==\x07\u202e"))
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]string{
			"message": sent + string(body), "escaped": url.QueryEscape(string(body)),
			"encoded": base64.StdEncoding.EncodeToString([]byte(sent)), "token": "eyJhbGciOiJIUzI1NiJ9.e30.CANARY",
		})
	}
}

// mintThrough mints with a hand-written body that holds secrets, and gives what a log
// that writes and remembers has to say.
func mintThrough(t *testing.T, handler http.Handler, secretPassword string) (written, remembered string) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	endpoint, err := coveoapi.ParseEndpoint(server.URL, "acme")
	if err != nil {
		t.Fatal(err)
	}
	redactor := safetext.NewRedactor(key)
	log := New(redactor)
	log.Keep()
	var out strings.Builder
	log.WriteTo(&out, Text)
	client, err := coveoapi.New(coveoapi.Config{
		Target:     coveoapi.Target{OrganizationID: "acme", Endpoint: endpoint},
		MintingKey: coveoapi.NewSecret(key), OnExchange: log.Observe, Timeout: 5 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	body, err := json.Marshal(map[string]any{
		"userIds":        []any{map[string]any{"name": "bob", "password": secretPassword, "authCookie": cookie}},
		"superUserToken": "CANARY-super-user-token",
	})
	if err != nil {
		t.Fatal(err)
	}
	request, err := client.Target().RawSearchTokenCall(coveoapi.SearchTokenV2, body)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = client.MintRaw(t.Context(), request)
	return out.String(), strings.Join(log.Last(), "")
}

func TestNoSecretIsInTheLog(t *testing.T) {
	for _, status := range []int{200, 401, 403, 419, 500} {
		for _, contentType := range []string{"application/json", "text/html"} {
			for _, secretPassword := range []string{password, shortOne} {
				written, remembered := mintThrough(t, echo(status, contentType), secretPassword)
				if written == "" || written != remembered {
					t.Errorf("%d %s: written %q, remembered %q", status, contentType, written, remembered)
				}
				for _, trace := range []string{"CAN", "0123456789", base64.StdEncoding.EncodeToString([]byte("xxCANARY"))[:9], "\x1b", "\u202e"} {
					if strings.Contains(written, trace) {
						t.Errorf("%d %s: %q is in the log:\n%s", status, contentType, trace, written)
					}
				}
				if !strings.Contains(written, "bob") || !strings.Contains(written, "Authorization: "+safetext.Mask) {
					t.Errorf("%d %s: the request is not told:\n%s", status, contentType, written)
				}
			}
		}
	}
}

func TestALongBodyIsCapped(t *testing.T) {
	long := strings.Repeat("ordinary words ", 10_000)
	written, _ := mintThrough(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(long))
	}), password)
	if len(written) > 2*maxBody || !strings.Contains(written, "of which the start is told") {
		t.Errorf("%d bytes:\n%.300s", len(written), written)
	}
}

func TestACallWithoutReplyIsTold(t *testing.T) {
	written, _ := mintThrough(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		panic(http.ErrAbortHandler)
	}), password)
	if !strings.Contains(written, "no usable reply") || strings.Contains(written, "CAN") {
		t.Error(written)
	}
}

func TestOnlyTheLastExchangesAreRemembered(t *testing.T) {
	log := New(new(safetext.Redactor))
	log.Observe(coveoapi.Exchange{Status: 200})
	if len(log.Last()) != 0 {
		t.Error("remembered without being asked")
	}
	log.Keep()
	for status := range kept + 5 {
		log.Observe(coveoapi.Exchange{Status: status + 100, Request: coveoapi.Request{Method: "GET"}})
	}
	last := log.Last()
	if len(last) != kept || !strings.Contains(last[kept-1], "124") {
		t.Errorf("%d: %q", len(last), last[len(last)-1])
	}
}

func TestLine(t *testing.T) {
	e := coveoapi.Exchange{
		Request: coveoapi.Request{Method: "POST", URL: "https://platform.example/rest?access_token=abcdefghijkl"},
		Status:  419, Header: http.Header{"X-Request-Id": {"r-1\n"}}, Duration: 42 * time.Millisecond,
	}
	want := "POST https://platform.example/rest?access_token=" + safetext.Mask + " · 419 in 42 ms, request ID r-1⏎\n"
	if got := Line(e, new(safetext.Redactor)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
