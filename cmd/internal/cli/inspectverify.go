package cli

import (
	"bytes"
	"context"
	"encoding/pem"
	"errors"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
)

const (
	// maxKeyFileBytes is more than any set of keys has.
	maxKeyFileBytes = 1 << 20
	// derSequence is the first byte of a certificate in its binary form (X.690).
	derSequence = 0x30
)

// proof is the outcome of a check of the signature that was asked for.
type proof struct {
	verified bool
	// keyID is the kid of the key that matched, or "".
	keyID string
	// words say what was verified with which key, or why not. They may hold text
	// from outside.
	words string
}

// badge is what is known of the signature in a word or two; p may be nil.
func (p *proof) badge(facts jwtview.SignatureFacts) string {
	switch {
	case p == nil:
		return facts.Badge
	case p.verified:
		return "SIGNATURE VERIFIED"
	default:
		return "NOT VERIFIED"
	}
}

func (p *proof) mark() string {
	if p.verified {
		return "✓ "
	}
	return "✗ "
}

// checkFlags refuses several ways to verify at once.
func (o *inspectOptions) checkFlags() error {
	var given []string
	for _, way := range []struct {
		flag  string
		given bool
	}{{"--keys", o.keysFile != ""}, {"--secret-file", o.secretFile != ""}, {"--verify", o.verify}} {
		if way.given {
			given = append(given, way.flag)
		}
	}
	if len(given) < 2 {
		return nil
	}
	return usageError(strings.Join(given, " and ")+" name different keys", "Give one of them.")
}

// prove checks the signature as the flags ask; the proof is nil when none does.
func (o *inspectOptions) prove(ctx context.Context, token *jwtview.Token) (*proof, error) {
	switch {
	case o.verify:
		return o.proveWithPublishedKeys(o.watchSignals(ctx), token)
	case o.keysFile != "":
		data, err := o.readInput(ctx, "keys", o.keysFile, maxKeyFileBytes)
		if err != nil {
			return nil, err
		}
		keys, err := parseKeys(data)
		return o.proveWithFile(token, keys, "--keys", err)
	case o.secretFile != "":
		secret, err := o.secret(ctx)
		if err != nil {
			return nil, err
		}
		keys, err := jwtview.SecretKey(secret)
		return o.proveWithFile(token, keys, "--secret-file", err)
	}
	return nil, nil
}

// secret reads the secret of --secret-file, without the line end that editors put
// last.
func (o *inspectOptions) secret(ctx context.Context) (secret []byte, err error) {
	if o.secretFile == "-" {
		secret, err = o.readInput(ctx, "secret-file", o.secretFile, maxKeyBytes)
	} else {
		var text string
		text, err = readPrivateFile("--secret-file", o.secretFile, maxKeyBytes)
		secret = []byte(text)
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(secret, []byte("\n")), []byte("\r")), err
}

// parseKeys reads public keys in the form that they have.
func parseKeys(data []byte) (jwtview.KeySet, error) {
	text := bytes.TrimSpace(data)
	switch {
	case len(data) > maxKeyFileBytes:
		return jwtview.KeySet{}, errors.New("they are longer than 1 MB")
	case bytes.Contains(text, []byte("-----BEGIN ")):
		return jwtview.ParsePEM(text)
	case len(text) > 0 && text[0] == derSequence:
		return jwtview.ParsePEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: data}))
	}
	return jwtview.ParseJWKS(text)
}

// proveWithFile checks the signature with what a flag named.
func (o *inspectOptions) proveWithFile(token *jwtview.Token, keys jwtview.KeySet, flag string, err error) (*proof, error) {
	if err != nil {
		return nil, &coveoapi.InputError{
			Field: flag, Reason: "holds no key that checks signatures: " + err.Error(),
			Remedy: "Give a JWK set, a PEM file with public keys or a certificate as --keys, and the secret of an HMAC as --secret-file.",
		}
	}
	return newProof(token, keys, "The key is from "+flag+"."), nil
}

// proveWithPublishedKeys checks the signature with the keys that the platform of the
// token's organization publishes. A token that they cannot be for is not checked,
// and nothing is sent.
func (o *inspectOptions) proveWithPublishedKeys(ctx context.Context, token *jwtview.Token) (*proof, error) {
	hmac := strings.HasPrefix(token.Algorithm(), "HS")
	if token.Form != jwtview.FormSigned || token.Kind() == jwtview.KindSearch && hmac {
		return &proof{words: "Nothing was checked. " + strings.Join(token.SignatureFacts().Sentences, " ")}, nil
	}
	d, err := o.publisher(ctx, token)
	if err != nil {
		return nil, err
	}
	c, err := o.connectTo(ctx, d, true)
	if err != nil {
		return nil, err
	}
	defer c.wait.start("Getting the published keys")()
	reply, err := c.client.Certificates(ctx)
	if err != nil {
		return nil, err
	}
	source := "The keys are those that are published at " + common.CertificatesURL(d.target) + "."
	if organization := organizationOf(token); organization != "" && organization != d.target.OrganizationID {
		source += " The token says that it belongs to the organization " + organization + ", and they were asked for " + d.target.OrganizationID + "."
	}
	return newProof(token, reply.Value, source), nil
}

// publisher is where the keys are published: where flags, environment and profile
// say. Only when none of them names an organization is it the one in the token, and
// only where that does not choose the host: a token that nobody has verified must
// not decide where an API key goes.
func (o *inspectOptions) publisher(ctx context.Context, token *jwtview.Token) (destination, error) {
	d, err := o.destination(ctx)
	var nowhere *problemError
	endpoint, organization := firstOf(o.globals.endpoint, o.env(endpointVariable)), organizationOf(token)
	if !errors.As(err, &nowhere) || organization == "" || endpoint == "" || strings.HasPrefix(endpoint, coveoapi.OrganizationEndpointSpec) {
		return d, err
	}
	parsed, err := coveoapi.ParseEndpoint(endpoint, organization)
	return destination{target: coveoapi.Target{OrganizationID: organization, Endpoint: parsed}}, err
}

// organizationOf is the organization that a platform token names, or "".
func organizationOf(token *jwtview.Token) string {
	if id := token.Claims.Get("body").Get("organizationId"); id != nil && id.Kind == jwtview.String {
		return id.Text
	}
	return ""
}

// newProof checks the signature with keys that come from a source, which is told in
// a sentence.
func newProof(token *jwtview.Token, keys jwtview.KeySet, source string) *proof {
	verification := token.Verify(keys)
	p := &proof{verified: verification.Valid, keyID: verification.KeyID, words: verification.Reason + " " + source}
	switch skipped := keys.Skipped(); {
	case p.verified:
		p.words += " That says who signed the token, not whether Coveo still accepts it."
	case len(skipped) > 0:
		p.words += " Keys that were left out: " + strings.Join(skipped, "; ") + "."
	}
	return p
}
