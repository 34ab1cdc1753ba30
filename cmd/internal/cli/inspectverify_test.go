package cli

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

// signed makes a token of claims with a key that signs.
func signed(t *testing.T, method jwt.SigningMethod, key any, kid string, claims jwt.MapClaims) string {
	t.Helper()
	token := jwt.NewWithClaims(method, claims)
	if kid != "" {
		token.Header["kid"] = kid
	}
	text, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// keyForms are the files in which a public key may come.
func keyForms(t *testing.T, private ed25519.PrivateKey) map[string]string {
	t.Helper()
	public := private.Public().(ed25519.PublicKey)
	spki, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: fixedNow.AddDate(1, 0, 0)}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, public, private)
	if err != nil {
		t.Fatal(err)
	}
	block := func(kind string, der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
	}
	jwk := `{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"k1","x":"` + base64.RawURLEncoding.EncodeToString(public) + `"}`
	return map[string]string{
		"JWK set": `{"keys":[` + jwk + `]}`, "JWK": jwk, "PEM": block("PUBLIC KEY", spki),
		"PEM certificate": "leading text\n" + block("CERTIFICATE", certificate), "certificate": string(certificate),
	}
}

func TestInspectVerifiesWithKeysOfEveryForm(t *testing.T) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	claims := jwt.MapClaims{"exp": fixedNow.Add(time.Hour).Unix()}
	token := signed(t, jwt.SigningMethodEdDSA, private, "k1", claims)
	forged := signed(t, jwt.SigningMethodEdDSA, other, "k1", claims)
	for form, content := range keyForms(t, private) {
		t.Run(form, func(t *testing.T) {
			file := writeFile(t, "keys", content)
			p := newProgram(t)
			p.wantExit(t, exitDone, "inspect", token, "--keys", file)
			if !strings.Contains(p.out.String(), "· SIGNATURE VERIFIED\n") || !strings.Contains(p.out.String(), "✓ The signature matches the key") ||
				!strings.Contains(p.out.String(), "not whether Coveo still accepts it") {
				t.Errorf("got %s", p.out)
			}
			p.wantExit(t, exitCheck, "inspect", forged, "--keys", file)
			if !strings.Contains(p.out.String(), "· NOT VERIFIED\n") || !strings.Contains(p.out.String(), "✗ The signature does not match") {
				t.Errorf("got %s", p.out)
			}
			p.in.WriteString(content)
			p.wantExit(t, exitDone, "inspect", token, "--keys", "-", "--json")
			if got := p.document(t)["verification"].(map[string]any); got["verified"] != true {
				t.Errorf("got %v", got)
			}
		})
	}
	expired := signed(t, jwt.SigningMethodEdDSA, private, "k1", jwt.MapClaims{"exp": fixedNow.Add(-time.Hour).Unix()})
	file := writeFile(t, "keys", keyForms(t, private)["JWK set"])
	newProgram(t).wantExit(t, exitExpired, "inspect", expired, "--keys", file)
	for _, bad := range []string{makeToken(`{"alg":"none"}`, "{}"), makeToken(`{"alg":"HS256","kid":"k1"}`, "{}"), makeToken(`{"alg":"EdDSA","kid":"k2"}`, "{}")} {
		newProgram(t).wantExit(t, exitCheck, "inspect", bad, "--keys", file)
	}
}

func TestInspectVerifiesWithASecret(t *testing.T) {
	secret := "xxSANDBOX-a-secret-of-the-tests-0123456789"
	file := writeKey(t, coveoapi.NewSecret(secret)) // with a line end
	token := signed(t, jwt.SigningMethodHS256, []byte(secret), "", jwt.MapClaims{"sub": "x"})
	p := newProgram(t)
	p.wantExit(t, exitDone, "inspect", token, "--secret-file", file)
	if !strings.Contains(p.out.String(), "SIGNATURE VERIFIED") || strings.Contains(p.out.String(), secret) {
		t.Errorf("got %s", p.out)
	}
	p.in.WriteString(secret + "\r\n")
	p.wantExit(t, exitDone, "inspect", token, "--secret-file", "-")
	p.wantExit(t, exitCheck, "inspect", makeToken(hs256, "{}"), "--secret-file", file)
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	p.wantExit(t, exitUsage, "inspect", token, "--secret-file", file)
	if !strings.Contains(p.err.String(), "chmod 600") {
		t.Errorf("got %s", p.err)
	}
}

func TestInspectRefusesKeysThatAreNone(t *testing.T) {
	token := makeToken(hs256, "{}")
	for _, test := range []struct {
		content string
		args    []string
		want    string
	}{
		{"", []string{"--keys", "-"}, "--keys holds no key"},
		{`{"keys":[]}`, []string{"--keys", "-"}, "--keys holds no key"},
		{"\x30\x03abc", []string{"--keys", "-"}, "--keys holds no key"},
		{"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", []string{"--keys", "-"}, "private key"},
		{strings.Repeat("a", maxKeyFileBytes+1), []string{"--keys", "-"}, "longer than 1 MB"},
		{"\n", []string{"--secret-file", "-"}, "the secret is empty"},
		{"-----BEGIN PUBLIC KEY-----", []string{"--secret-file", "-"}, "must never be used as a secret"},
		{"", []string{"--keys", "nowhere"}, "nowhere"},
		{"", []string{"--keys", "a", "--verify"}, "--keys and --verify name different keys"},
		{"", []string{"--verify"}, "No organization was given"},
	} {
		p := newProgram(t)
		p.in.WriteString(test.content)
		args := append([]string{"inspect", token}, test.args...)
		p.wantExit(t, exitUsage, args...)
		if !strings.Contains(p.err.String(), test.want) {
			t.Errorf("%v: %s", test.args, p.err)
		}
	}
	p := newProgram(t)
	p.in.WriteString(token)
	p.wantExit(t, exitUsage, "inspect", "--keys", "-")
	if !strings.Contains(p.err.String(), "the token already reads") {
		t.Errorf("got %s", p.err)
	}
}

func TestInspectVerifiesWithPublishedKeys(t *testing.T) {
	p := newProgram(t)
	keys := p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.wantExit(t, exitDone, "mint", "platform", "--privilege", "SEARCH_API/IMPERSONATE")
	token := strings.TrimSpace(p.out.String())

	// The endpoint alone is enough: the token names its organization.
	p.environment[organizationVariable], p.environment[keyVariable] = "", keys.AnonymousSearch.Reveal()
	p.wantExit(t, exitDone, "inspect", token, "--verify")
	for _, want := range []string{"SIGNATURE VERIFIED", "published at " + p.environment[endpointVariable] + "/rest/tokens/certificates"} {
		if !strings.Contains(p.out.String(), want) {
			t.Errorf("%q is not in\n%s", want, p.out)
		}
	}
	p.wantExit(t, exitDone, "inspect", token, "--verify", "--json")
	if got := p.document(t)["verification"].(map[string]any); got["verified"] != true || got["key_id"] == "" {
		t.Errorf("got %v", got)
	}
	parts := strings.Split(token, ".")
	p.wantExit(t, exitCheck, "inspect", parts[0]+"."+parts[1]+"."+strings.Repeat("A", len(parts[2])), "--verify")

	// An unverified token does not choose the host that a key is sent to.
	p.wantExit(t, exitUsage, "inspect", token, "--verify", "--endpoint", "organization")
	p.wantExit(t, exitDone, "inspect", token, "--verify", "-o", "another")
	if !strings.Contains(p.out.String(), "belongs to the organization "+sandbox.OrganizationID) {
		t.Errorf("got %s", p.out)
	}
	p.environment[keyVariable] = ""
	p.wantExit(t, exitCredential, "inspect", token, "--verify")
}

func TestASearchTokenCannotBeVerifiedAndNothingIsSent(t *testing.T) {
	p := newProgram(t)
	request := p.answer(t, http.StatusOK, "application/json", `{"keys":[]}`)
	p.environment[keyVariable] = "a-key"
	p.wantExit(t, exitCheck, "inspect", "--verify", makeToken(hs256, searchClaims(0, 3600)))
	if !strings.Contains(p.out.String(), "Only Coveo can check this signature") || request.Method != "" {
		t.Errorf("sent %q, got %s", request.Method, p.out)
	}
}

func TestHostileKeyNamesAreNeverPrintedRaw(t *testing.T) {
	kid, err := json.Marshal("\x1b]52;c;ZXZpbA==\x07\u202e\u200b")
	if err != nil {
		t.Fatal(err)
	}
	keys := writeFile(t, "keys", `{"keys":[{"kty":"\u001b[2J\u202e"},{"kty":"OKP","crv":"Ed25519","kid":`+string(kid)+`,"x":"`+strings.Repeat("A", 43)+`"}]}`)
	for _, args := range [][]string{{"--keys", keys}, {"--keys", keys, "--json"}} {
		p := newProgram(t)
		p.wantExit(t, exitCheck, append([]string{"inspect", makeToken(`{"alg":"EdDSA","kid":`+string(kid)+`}`, "{}")}, args...)...)
		checkVisible(t, p.out.String())
	}
}
