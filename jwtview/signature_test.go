package jwtview_test

import (
	"strings"
	"testing"
)

func TestSignatureFacts(t *testing.T) {
	tests := []struct {
		name, token      string
		badge, algorithm string
		sentence         string
	}{
		{"a search token", token(hs256, searchPayload), "UNVERIFIED", "HS256 (HMAC with SHA-256", "Only Coveo can check"},
		{"a search token with another algorithm", token(`{"alg":"RS256"}`, searchPayload), "UNVERIFIED", "RS256 (RSA", "somebody else may have made it"},
		{"a platform token", token(`{"alg":"EdDSA","kid":"k7"}`, platformPayload), "UNVERIFIED", "EdDSA", "/rest/tokens/certificates, key k7"},
		{"a platform token signed with a secret", token(hs256, platformPayload), "UNVERIFIED", "HS256", "algorithm confusion"},
		{"a platform token with another key pair", token(`{"alg":"RS256"}`, platformPayload), "UNVERIFIED", "RS256", "are for EdDSA"},
		{"a sandbox search token", token(`{"alg":"HS256","kid":"coveo-token-sandbox-search"}`, searchPayload), "UNVERIFIED", "HS256", "no real organization"},
		{"a sandbox platform token", token(`{"alg":"EdDSA","kid":"coveo-token-sandbox-1"}`, platformPayload), "UNVERIFIED", "EdDSA", "running sandbox publishes"},
		{"another issuer's, with a secret", token(hs256, `{}`), "UNVERIFIED", "HS256", "issuer's secret"},
		{"another issuer's, with a key pair", token(`{"alg":"PS384"}`, `{}`), "UNVERIFIED", "PS384 (RSA-PSS with SHA-384", "issuer's public key"},
		{"unknown algorithm", token(`{"alg":"XS256"}`, `{}`), "UNVERIFIED", "XS256 (not a signature", "cannot be checked"},
		{"no algorithm", token(`{}`, `{}`), "UNVERIFIED", "no algorithm named", "cannot be checked"},
		{"alg none", encode(`{"alg":"nOnE"}`) + ".e30.", "UNSIGNED", "nOnE (no signature at all)", "anyone can have written"},
		{"an empty signature", encode(hs256) + ".e30.", "UNSIGNED", "HS256", "anyone can have written"},
		{"encrypted", encode(`{"alg":"dir","enc":"A128GCM"}`) + "..a.b.c", "ENCRYPTED", "dir with A128GCM", "Only the holder of the key"},
		{"nested", token(hs256, sample()), "NESTED", "HS256", "another token"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			facts := decode(t, tt.token).SignatureFacts()
			if facts.Badge != tt.badge || !strings.HasPrefix(facts.Algorithm, tt.algorithm) {
				t.Errorf("badge %s, algorithm %q, want %s, %q", facts.Badge, facts.Algorithm, tt.badge, tt.algorithm)
			}
			all := strings.Join(facts.Sentences, " ")
			if !strings.Contains(all, tt.sentence) {
				t.Errorf("%q does not say %q", all, tt.sentence)
			}
			if strings.Contains(strings.ToLower(all), "is valid") {
				t.Errorf("%q calls it valid", all)
			}
		})
	}
}
