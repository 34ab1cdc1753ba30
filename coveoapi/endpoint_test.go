package coveoapi

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseEndpointResolvesNamedChoices(t *testing.T) {
	const analytics = "https://acme.analytics.org.coveo.com"
	platform := func(spec, host, analytics string) Endpoint {
		base := "https://" + host
		return Endpoint{Spec: spec, Platform: base, Search: base, Administration: base, Analytics: analytics}
	}
	tests := map[string]Endpoint{
		"organization": {
			Spec:           "organization",
			Platform:       "https://acme.admin.org.coveo.com",
			Search:         "https://acme.org.coveo.com",
			Administration: "https://acme.admin.org.coveo.com",
			Analytics:      analytics,
		},
		"organization-hipaa": {
			Spec:           "organization-hipaa",
			Platform:       "https://acme.admin.orghipaa.coveo.com",
			Search:         "https://acme.orghipaa.coveo.com",
			Administration: "https://acme.admin.orghipaa.coveo.com",
			Analytics:      "https://acme.analytics.orghipaa.coveo.com",
		},
		"us":    platform("us", "platform.cloud.coveo.com", analytics),
		" EU ":  platform("eu", "platform-eu.cloud.coveo.com", analytics),
		"au":    platform("au", "platform-au.cloud.coveo.com", analytics),
		"ca":    platform("ca", "platform-ca.cloud.coveo.com", analytics),
		"hipaa": platform("hipaa", "platformhipaa.cloud.coveo.com", "https://acme.analytics.orghipaa.coveo.com"),
		"https://proxy.example.com/coveo/": platform("https://proxy.example.com/coveo", "proxy.example.com/coveo",
			"https://proxy.example.com/coveo"),
	}
	for spec, want := range tests {
		got, err := ParseEndpoint(spec, "acme")
		if err != nil {
			t.Errorf("ParseEndpoint(%q): %v", spec, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("ParseEndpoint(%q) (-want +got):\n%s", spec, diff)
		}
	}
}

func TestParseEndpointTakesEverySpecItOffers(t *testing.T) {
	for _, choice := range EndpointSpecs() {
		if _, err := ParseEndpoint(choice.Spec, "acme"); err != nil {
			t.Errorf("%s: %v", choice.Spec, err)
		}
		if choice.Meaning == "" {
			t.Errorf("%s has no meaning", choice.Spec)
		}
	}
}

func TestParseEndpointLetsPlainHTTPOnlyToThisMachine(t *testing.T) {
	for spec, allowed := range map[string]bool{
		"http://localhost:7777":          true,
		"http://LOCALHOST":               true,
		"http://127.0.0.1:80":            true,
		"http://127.8.8.8":               true,
		"http://[::1]:7777":              true,
		"http://platform.cloud.coveo.co": false,
		"http://127.0.0.1.evil.example":  false,
		"http://localhost.evil.example":  false,
		"http://0.0.0.0":                 false,
		"http://192.168.0.2":             false,
		"https://user:pass@example.com":  false,
		"https://":                       false,
		"ftp://127.0.0.1":                false,
		"https://example.com/?a=b":       false,
		"https://example.com/#f":         false,
		"platform.cloud.coveo.com":       false,
		"":                               false,
		"mars":                           false,
		"https://exa mple.com":           false,
	} {
		_, err := ParseEndpoint(spec, "acme")
		if (err == nil) != allowed {
			t.Errorf("ParseEndpoint(%q): error %v, allowed should be %v", spec, err, allowed)
		}
		var input *InputError
		if err != nil && (!errors.As(err, &input) || input.Field != "endpoint" || input.Remedy == "") {
			t.Errorf("ParseEndpoint(%q): %v is no useful InputError for the endpoint", spec, err)
		}
	}
}

func TestParseEndpointRefusesIDsThatWouldChangeTheURL(t *testing.T) {
	for _, id := range []string{"", "a/b", "a.b", "acme?x=", "acme#", "a b", "evil.example/", "é", "a\n", "a@b", strings.Repeat("a", 64)} {
		_, err := ParseEndpoint("organization", id)
		var input *InputError
		if !errors.As(err, &input) || input.Field != "organization" {
			t.Errorf("organization ID %q: got %v", id, err)
		}
	}
}

func TestNewRefusesTargetsThatWereNotParsed(t *testing.T) {
	if _, err := New(Config{Target: Target{OrganizationID: "acme"}}); err == nil {
		t.Error("New accepted an empty endpoint")
	}
	plain := Endpoint{"x", "http://a.example", "http://a.example", "http://a.example", "http://a.example"}
	if _, err := New(Config{Target: Target{OrganizationID: "acme", Endpoint: plain}}); err == nil {
		t.Error("New accepted plain http")
	}
}
