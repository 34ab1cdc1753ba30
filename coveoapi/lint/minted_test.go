package lint

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"coveotoken/jwtview"
)

func TestMintedTokens(t *testing.T) {
	for name, test := range map[string]struct {
		claims string
		want   []string
	}{
		"nothing odd":          {`{"iss":"SearchApi","userIds":[{"name":"a@example.com","provider":"Email Security Provider","type":"User"}]}`, nil},
		"misspelt provider":    {`{"iss":"SearchApi","userIds":[{"name":"a@example.com","provider":"Email security provider","type":"User"}]}`, []string{"provider-misspelt"}},
		"an unreadable filter": {`{"iss":"SearchApi","userIds":[{"name":"a@example.com","provider":"Email Security Provider"}],"filter":"(@a==b"}`, []string{"filter-unreadable"}},
		"of a platform token":  {`{"body":{"organizationId":"o","privileges":[{"owner":"SEARCH_API","targetDomain":"IMPERSONATE","type":"ENABLE","targetId":"*"}],"additionalConfiguration":{"search":{"userIds":[{"name":"a@example.com","provider":"Email security provider"}]}}}}`, []string{"provider-misspelt"}},
		"long":                 {`{"iss":"other","pad":"` + strings.Repeat("a", 4000) + `"}`, []string{"token-over-4-kb"}},
		"claims of odd kinds":  {`{"iss":"other","userIds":3,"body":[]}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			encode := base64.RawURLEncoding.EncodeToString
			token, err := jwtview.Decode("e30." + encode([]byte(test.claims)) + ".c2ln")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, finding := range Minted(token, Context{}) {
				got = append(got, finding.ID)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}
