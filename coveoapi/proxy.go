package coveoapi

import (
	"net/http"
	"net/url"
)

// ProxyFor names the proxy through which NewTransport reaches a URL, as scheme and
// host, without the user name and password that it may hold; "" means none. It fails
// when the proxy variable is not a URL.
func ProxyFor(rawURL string) (string, error) {
	parsed, err := url.Parse(rawURL)
	if err != nil {
		return "", endpointError("is not a URL")
	}
	proxy, err := proxyFor(&http.Request{URL: parsed})
	if err != nil || proxy == nil {
		return "", err
	}
	return proxyName(proxy), nil
}

// proxyName is a proxy without its user name, password, path and query.
func proxyName(proxy *url.URL) string {
	return (&url.URL{Scheme: proxy.Scheme, Host: proxy.Host}).String()
}
