package localhttp

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// HostAllowed reports whether a Host header names a server of this machine: localhost
// or a loopback address, or any address when others are let in. No other name is
// allowed, so that none can be rebound to it by a web page.
func HostAllowed(host string, remote bool) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (remote || ip.IsLoopback())
}

// OriginIsLocal reports whether a page with that Origin was served from this machine.
func OriginIsLocal(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && HostAllowed(u.Host, false)
}

// IsPreflight reports whether a request asks for a browser's permission to make another.
func IsPreflight(r *http.Request) bool {
	return r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
}
