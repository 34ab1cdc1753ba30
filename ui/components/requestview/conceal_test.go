package requestview_test

import (
	"strings"
	"testing"

	"coveotoken/ui/components/requestview"
	"coveotoken/ui/theme"
)

func TestSecretsInTheBodyAreMasked(t *testing.T) {
	r := request()
	r.Body = []byte(`{"userIds":[{"name":"asmith@example.com","password":"canary"}],"superUserToken":"canary"}`)
	got := strings.Join(plain(requestview.RequestLines(theme.New(theme.Mono()), r, 60)), "\n")
	if strings.Contains(got, "canary") || !strings.Contains(got, "asmith@example.com") || !strings.Contains(got, `"superUserToken": "••••"`) {
		t.Errorf("shown:\n%s", got)
	}
}
