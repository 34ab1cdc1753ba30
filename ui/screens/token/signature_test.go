package token_test

import (
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// platform is a platform token whose signature can be checked.
func platform() string { return tokens.SignedPlatform(uitest.Start(), time.Hour) }

func keysNamed(t testing.TB, id string) jwtview.KeySet {
	t.Helper()
	keys, err := jwtview.ParseJWKS(tokens.PublishedKeys(id))
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// publishes connects the session to a platform that publishes the test's key under a
// name.
func publishes(t testing.TB, s *uitest.Session, id string) {
	t.Helper()
	s.Connect()
	s.API.Expect("Certificates", keysNamed(t, id), nil)
}

// flat is the frame as one line of words.
func flat(pump *uitest.Pump) string { return strings.Join(strings.Fields(pump.Frame()), " ") }

func TestASignatureIsVerifiedWithThePublishedKey(t *testing.T) {
	s, _, pump := start(t, platform(), body())
	publishes(t, s, tokens.PublishedKeyID)
	frames.Has(t, pump.Frame(), "UNVERIFIED")
	pump.Keys("s")
	frames.Has(t, pump.Frame(), " SIGNATURE VERIFIED ")
	frames.Has(t, flat(pump), "✓ Signature verified with the key test-key-1 published at https://acmecorp.org.coveo.com/rest/tokens/certificates.", "not whether Coveo still accepts it")
	frames.Lacks(t, pump.Frame(), "UNVERIFIED")
	pump.Keys("left")
	frames.Has(t, flat(pump), "✓ Signature verified with the key test-key-1")
	frames.Lacks(t, flat(pump), "That has not been done here")
	pump.Keys("s") // the keys are remembered: no second call is expected
	if calls := s.API.Calls("Certificates"); len(calls) != 1 {
		t.Errorf("%d calls", len(calls))
	}
}

func TestASignatureThatDoesNotMatchIsRefused(t *testing.T) {
	whole := platform()
	end := strings.LastIndex(whole, ".")
	other := tokens.SignedPlatform(uitest.Start(), 2*time.Hour)
	forged := whole[:end] + other[strings.LastIndex(other, "."):]
	s, _, pump := start(t, forged, body())
	publishes(t, s, tokens.PublishedKeyID)
	pump.Keys("s")
	frames.Has(t, pump.Frame(), " NOT VERIFIED ")
	frames.Has(t, flat(pump), "✗ The signature does not match", "/rest/tokens/certificates")
	frames.Lacks(t, pump.Frame(), "✓ Signature")
}

func TestKeysThatTheSessionKnowsAreAskedForAgainBeforeATokenIsRefused(t *testing.T) {
	s, _, pump := start(t, platform(), body())
	publishes(t, s, "old-key")
	s.API.Expect("Certificates", keysNamed(t, tokens.PublishedKeyID), nil)
	pump.Keys("s")
	frames.Has(t, flat(pump), `✗ The key "test-key-1" that the token names is not among the keys given.`)
	pump.Keys("s")
	frames.Has(t, pump.Frame(), "SIGNATURE VERIFIED")
}

func TestWhyASignatureCannotBeCheckedIsSaid(t *testing.T) {
	unsigned := tokens.SignWithHeader(`{"alg":"none"}`, `{"iss":"x"}`)
	for name, test := range map[string]struct{ compact, badge, want string }{
		"search":       {search(), "UNVERIFIED", "? Only Coveo can check this signature"},
		"no keys":      {platform(), "UNVERIFIED", "? To check the signature, the keys that the platform publishes"},
		"unsigned":     {unsigned, "UNSIGNED", "? There is no signature"},
		"HMAC claimed": {tokens.Platform(uitest.Start(), time.Hour), "UNVERIFIED", "connect in step 1 Connect first"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, pump := start(t, test.compact, body())
			pump.Keys("s")
			frames.Has(t, flat(pump), test.badge, test.want)
			frames.Lacks(t, pump.Frame(), "SIGNATURE VERIFIED", "✓ Signature")
		})
	}
}

func TestAPlatformTokenWithASecretBasedAlgorithmIsRefused(t *testing.T) {
	s, _, pump := start(t, tokens.Platform(uitest.Start(), time.Hour), body())
	publishes(t, s, tokens.PublishedKeyID)
	pump.Keys("s")
	frames.Has(t, flat(pump), "NOT VERIFIED", "✗ The token says HS256", "algorithm confusion")
}

func TestKeysThatCannotBeHadAreExplained(t *testing.T) {
	s, _, pump := start(t, platform(), body())
	s.Connect()
	s.API.Expect("Certificates", nil, &coveoapi.NetworkError{Operation: "get the keys", Kind: coveoapi.NetworkRefused, Host: "h\x1b"})
	pump.Keys("s")
	frames.Has(t, flat(pump), "UNVERIFIED", "? The platform's published keys could not be had.")
	frames.Check(t, pump.StyledFrame(), body())
}

func TestTheCheckCanBeCancelledAndShowsItsWaits(t *testing.T) {
	s, screen, pump := start(t, platform(), body())
	s.Connect()
	wait := coveoapi.Wait{Attempt: 2, Attempts: 3, Delay: 8 * time.Second, Cause: &coveoapi.APIError{Status: 429}}
	s.API.Expect("Certificates", keysNamed(t, tokens.PublishedKeyID), nil).Hold().Wait(wait)
	pump.Keys("s", "s") // the second does nothing
	pump.Advance(time.Second)
	frames.Has(t, pump.Frame(), "rate limited, waiting 7 s (attempt 2 of 3)")
	pump.Advance(8 * time.Second)
	frames.Has(t, pump.Frame(), "Getting the published keys… 9 s (esc cancels)")
	if !screen.Escape() || screen.Escape() {
		t.Error("esc does not tell whether there was something to cancel")
	}
	pump.Send(nil)
	frames.Has(t, pump.Frame(), "UNVERIFIED")
	frames.Lacks(t, pump.Frame(), "Getting")
}

func TestAVerdictBelongsToItsToken(t *testing.T) {
	s, _, pump := start(t, platform(), body())
	publishes(t, s, tokens.PublishedKeyID)
	pump.Keys("s")
	frames.Has(t, pump.Frame(), "SIGNATURE VERIFIED")
	pump.Paste(search())
	frames.Has(t, pump.Frame(), "UNVERIFIED")
	frames.Lacks(t, pump.Frame(), "VERIFIED with", "SIGNATURE VERIFIED")

	s, _, pump = start(t, platform(), body())
	s.Connect()
	s.API.Expect("Certificates", keysNamed(t, tokens.PublishedKeyID), nil).Hold()
	pump.Keys("s")
	pump.Paste(search()) // while the keys are on their way
	pump.Release()
	frames.Lacks(t, pump.Frame(), "SIGNATURE VERIFIED")
}

// TestAHostileAddressIsShownSafely has the keys come from an address that acts on
// terminals.
func TestAHostileAddressIsShownSafely(t *testing.T) {
	s, screen, pump := start(t, platform(), body())
	target := s.API.Target()
	target.Endpoint.Platform = "https://\x1b[31m\u202eexample.com"
	s.API.SetTarget(target)
	publishes(t, s, tokens.PublishedKeyID)
	pump.Keys("s")
	frames.Check(t, pump.StyledFrame(), body())
	if screen.State() != common.Done {
		t.Errorf("state %v", screen.State())
	}
}
