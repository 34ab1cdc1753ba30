package sandbox

import (
	"net"
	"net/http"

	"coveotoken/coveoapi/localhttp"
)

// guard keeps web pages of other sites away: it takes only requests whose Host is
// an address or localhost, so that no name can be rebound to the sandbox, and
// allows cross-origin use to pages served from this machine only.
func (s *Sandbox) guard(w http.ResponseWriter, r *http.Request) bool {
	if !localhttp.HostAllowed(r.Host, s.allowRemote) {
		http.Error(w, "The sandbox is reached by its address only, such as 127.0.0.1.", http.StatusForbidden)
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	header := w.Header()
	header.Add("Vary", "Origin")
	if !localhttp.OriginIsLocal(origin) {
		http.Error(w, "The sandbox serves web pages of this machine only.", http.StatusForbidden)
		return false
	}
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Expose-Headers", "X-Request-ID, Retry-After, Date")
	if !localhttp.IsPreflight(r) {
		return true
	}
	header.Set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
	header.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept, X-Requested-With")
	header.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return false
}

// fromLoopback reports whether a request comes from this machine.
func fromLoopback(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
