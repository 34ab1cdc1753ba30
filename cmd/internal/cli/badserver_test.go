package cli

import (
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"strings"
)

// badServers are servers that fail in every way that the command line must
// withstand. All of them repeat the whole request, credential included, wherever an
// answer has room for it.
func badServers() map[string]func() *httptest.Server {
	servers := map[string]func() *httptest.Server{
		"gone": func() *httptest.Server {
			server := httptest.NewServer(nil)
			server.Close()
			return server
		},
		"hanging": func() *httptest.Server {
			return httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				// A server notices that its client has gone when it has read the body.
				_, _ = io.Copy(io.Discard, r.Body)
				<-r.Context().Done()
			}))
		},
		"untrusted": func() *httptest.Server {
			server := httptest.NewUnstartedServer(echo(http.StatusOK, "text/plain", "%s"))
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.StartTLS()
			return server
		},
		"redirecting": func() *httptest.Server {
			return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", "https://elsewhere.example.com/?access_token="+strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
				w.WriteHeader(http.StatusTemporaryRedirect)
			}))
		},
		"cut": func() *httptest.Server {
			return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", "1000")
				_, _ = io.WriteString(w, `{"token":"`)
			}))
		},
	}
	for name, answer := range map[string]struct {
		status            int
		contentType, body string
	}{
		"html":    {http.StatusOK, "text/html", "<html><title>Sign in</title><body>%s</body></html>"},
		"badhtml": {http.StatusBadGateway, "text/html", "<html><title>Bad gateway</title>%s</html>"},
		"half":    {http.StatusOK, "application/json", `{"token":"%s`},
		"empty":   {http.StatusInternalServerError, "application/json", ""},
		"401":     {http.StatusUnauthorized, "application/json", `{"statusCode":401,"message":"%s","errorCode":"UNAUTHORIZED"}`},
		"403":     {http.StatusForbidden, "application/json", `{"message":"%s","errorCode":"ACCESS_DENIED","requestID":"%[1]s"}`},
		"419":     {419, "application/json", `{"statusCode":419,"message":"%s","type":"ExpiredTokenException"}`},
		"500":     {http.StatusInternalServerError, "text/plain", "%s"},
		"paused":  {http.StatusServiceUnavailable, "application/json", `{"statusCode":503,"message":"%s","errorCode":"ORGANIZATION_PAUSED"}`},
	} {
		servers[name] = func() *httptest.Server {
			return httptest.NewServer(echo(answer.status, answer.contentType, answer.body))
		}
	}
	return servers
}

// echo answers with the request put into the body and into the headers.
func echo(status int, contentType, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		dump, _ := httputil.DumpRequest(r, true)
		everything := strings.NewReplacer("\r", "", "\n", " ", `"`, "'").Replace(string(dump)) +
			base64.StdEncoding.EncodeToString([]byte(r.Header.Get("Authorization")))
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("X-Request-ID", r.Header.Get("Authorization"))
		w.WriteHeader(status)
		if strings.Contains(body, "%") {
			body := fmt.Sprintf(body, everything)
			_, _ = io.WriteString(w, body)
		}
	})
}
