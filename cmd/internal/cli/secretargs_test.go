package cli

import (
	"strings"
	"testing"
)

func TestCommandLinesThatHoldSecretsAreRefused(t *testing.T) {
	const (
		key   = "xx1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"
		token = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl"
	)
	for _, test := range []struct {
		name    string
		args    []string
		refused bool
	}{
		{"key as argument", []string{"query", key}, true},
		{"key as flag value", []string{"mint", "search", "--key-file", key}, true},
		{"key after an equals sign", []string{"mint", "search", "--api-key=" + key}, true},
		{"key of the sandbox", []string{"query", "xxSANDBOX-authenticated-search-key-01"}, true},
		{"key after Bearer", []string{"query", "Bearer " + key}, true},
		{"token as argument of query", []string{"query", token}, true},
		{"token as flag value", []string{"query", "--token-file", token}, true},
		{"token in a URL", []string{"query", "https://example.com/?access_token=" + token}, true},
		{"key as argument of inspect", []string{"inspect", key}, true},
		{"token as argument of inspect", []string{"inspect", token}, false},
		{"words about credentials", []string{"query", "bearer authentication: how does it work"}, false},
		{"an ordinary command line", []string{"mint", "search", "--user", "asmith@example.com", "--filter", "@source==KnowledgeBase"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := refuseSecrets(test.args)
			if (err != nil) != test.refused {
				t.Fatalf("refused: %v", err)
			}
			if err != nil && strings.Contains(explain(err).Title+explain(err).Remedy, key) {
				t.Errorf("the refusal repeats the key")
			}
		})
	}
}

func TestARefusedSecretIsNotRepeated(t *testing.T) {
	p := newProgram(t)
	p.wantExit(t, exitUsage, "query", "xx1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8")
	if strings.Contains(p.err.String()+p.out.String(), "1f0a2b3c") {
		t.Errorf("the key is repeated: %s%s", p.out, p.err)
	}
	if !strings.Contains(p.err.String(), "exposed") {
		t.Errorf("it does not advise to replace the key: %s", p.err)
	}
}
