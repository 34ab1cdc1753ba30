package coveoapi

import (
	"net/url"
	"testing"
)

func TestProxyIsNamedWithoutItsCredentials(t *testing.T) {
	proxy, err := url.Parse("http://asmith:s3cr3t@proxy.example.com:8080/p?token=s3cr3t")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := proxyName(proxy), "http://proxy.example.com:8080"; got != want {
		t.Errorf("the proxy is named %q, want %q", got, want)
	}
}

func TestThereIsNoProxyToThisMachine(t *testing.T) {
	for _, url := range []string{"http://127.0.0.1:7777", "https://localhost"} {
		if name, err := ProxyFor(url); name != "" || err != nil {
			t.Errorf("%s: %q, %v", url, name, err)
		}
	}
	if _, err := ProxyFor("http://[::1"); err == nil {
		t.Error("what is no URL has a proxy")
	}
}
