package jwtview_test

import (
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"coveotoken/jwtview"

	"github.com/google/go-cmp/cmp"
)

// encode gives the base64url text of a part.
func encode(part string) string { return base64.RawURLEncoding.EncodeToString([]byte(part)) }

// token gives a token with that header and payload and an arbitrary signature.
func token(header, payload string) string {
	return encode(header) + "." + encode(payload) + "." + encode("no real signature")
}

const hs256 = `{"alg":"HS256"}`

// sample is an ordinary token.
func sample() string { return token(hs256, `{"sub":"asmith@example.com"}`) }

func decode(t *testing.T, input string) *jwtview.Token {
	t.Helper()
	decoded, err := jwtview.Decode(input)
	if err != nil {
		t.Fatalf("Decode: %v", err)
	}
	return decoded
}

func noteIDs(notes []jwtview.Note) []string {
	var ids []string
	for _, n := range notes {
		ids = append(ids, n.ID)
	}
	return ids
}

func TestDecodeCleansWhatPeoplePaste(t *testing.T) {
	plain := sample()
	wrapped := plain[:20] + "\n" + plain[20:50] + "\r\n  " + plain[50:]
	tests := []struct {
		name, input string
		notes       []string
	}{
		{"the token alone", plain, nil},
		{"a line feed at the end", plain + "\n", nil},
		{"a byte order mark", "\ufeff" + plain, nil},
		{"bearer", "Bearer " + plain, []string{"bearer_prefix_removed"}},
		{"bearer in capitals, with a tab", "BEARER\t" + plain, []string{"bearer_prefix_removed"}},
		{"header", "authorization: bearer " + plain, []string{"authorization_header_removed", "bearer_prefix_removed"}},
		{"quotes and a comma", `"` + plain + `",`, []string{"punctuation_removed", "quotes_removed"}},
		{"typographic quotes", "“" + plain + "”", []string{"quotes_removed"}},
		{"quoted header of curl", `'Authorization: Bearer ` + plain + `'`, []string{"quotes_removed", "authorization_header_removed", "bearer_prefix_removed"}},
		{"wrapped lines", wrapped, []string{"line_breaks_removed"}},
		{"zero width characters", plain[:9] + "\u200b" + plain[9:], []string{"invisible_removed"}},
		{"address", "https://acme.org.coveo.com/rest/search/v2?q=a&access_token=" + plain + "&b=1", []string{"parameter_extracted"}},
		{"fragment", "https://app.example.com/#access_token=" + plain + "&state=1", []string{"parameter_extracted"}},
		{"variable", `export COVEO_ACCESS_TOKEN="` + plain + `"`, []string{"parameter_extracted", "quotes_removed"}},
		{"percent-encoded dots", strings.ReplaceAll(plain, ".", "%2E"), []string{"percent_decoded"}},
		{"percent-encoded header", "Bearer%20" + plain, []string{"percent_decoded", "bearer_prefix_removed"}},
		{"reply of the API", `{"token": "` + plain + `"}`, []string{"json_reply_opened"}},
		{"padding", encode(hs256) + "=." + encode(`{"a":1}`) + "==." + encode("sig"), []string{"padding_removed", "padding_removed"}},
		{"standard base64", encode(hs256) + "." + strings.NewReplacer("-", "+", "_", "/").Replace(encode(`{"a":"~~~???"}`)) + "." + encode("sig"), []string{"standard_base64"}},
		{"bits that belong to no byte", encode(hs256) + "." + encode(`{"a":1}`) + ".YR", []string{"trailing_bits"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := decode(t, tt.input)
			if diff := cmp.Diff(tt.notes, noteIDs(got.Notes)); diff != "" {
				t.Errorf("notes: %s", diff)
			}
			if strings.Contains(tt.input, "asmith") || got.Claims == nil {
				t.Errorf("no claims were read")
			}
			if len(tt.notes) > 0 && got.Claims.Get("sub") != nil && got.Compact != plain {
				t.Errorf("Compact = %q, want the token alone", got.Compact)
			}
		})
	}
}

func TestDecodeSaysWhyItIsNotAToken(t *testing.T) {
	header := encode(hs256)
	tests := []struct {
		name, input, id, part string
		offset                int
		reason                string
	}{
		{"nothing", " \n", "empty", "token", -1, "nothing here"},
		{"too large", strings.Repeat("a", jwtview.MaxTokenBytes+1), "too_large", "token", jwtview.MaxTokenBytes, "8 388 608"},
		{"API key", "xx01234567-89ab-cdef-0123-456789abcdef", "api_key", "token", -1, "looks like a Coveo API key"},
		{"one part", "hello", "parts", "token", -1, "has no dots"},
		{"two parts", header + ".e30", "parts", "token", -1, "this has 2 parts; a signed token has 3"},
		{"four parts", "a.b.c.d", "parts", "token", -1, "this has 4 parts"},
		{"a web address", "https://example.com/a.b", "url", "token", -1, "without an access_token"},
		{"JSON", `{"exp": 1}`, "json", "token", 0, "JSON object"},
		{"a bad character", header + ".eyJzdWIiOiJhc21pd%GgifQ.c2ln", "not_base64url", "payload", 17, "the payload is not base64url: byte 17 is '%'"},
		{"a bad character beyond ASCII", header + ".eyJé.c2ln", "not_base64url", "payload", 3, "byte 3 is 'é'"},
		{"a control character", header + ".eyJ\x1b.c2ln", "not_base64url", "payload", 3, "byte 3 is U+001B"},
		{"a bad signature", header + ".e30.c2l*", "not_base64url", "signature", 3, "the signature is not base64url: byte 3 is '*'"},
		{"an impossible length", header + ".e30.c2lnc", "cut_off", "signature", 5, "cut off"},
		{"empty header", ".e30.c2ln", "empty_part", "header", 0, "the header is empty"},
		{"empty payload", header + "..c2ln", "empty_part", "payload", 0, "the payload is empty"},
		{"header that is no JSON", encode("hello") + ".e30.c2ln", "not_json", "header", 0, "the header is not JSON: byte 0 is 'h'"},
		{"header that is no object", encode(`["alg"]`) + ".e30.c2ln", "not_object", "header", 0, "the header is an array"},
		{"payload that is null", token(hs256, "null"), "not_object", "payload", 0, "the payload is null"},
		{"payload that is an array", token(hs256, "[]"), "not_object", "payload", 0, "the payload is an array"},
		{"payload that is a text", token(hs256, `"a"`), "not_object", "payload", 0, "the payload is a text"},
		{"payload that is no JSON", token(hs256, "Payload"), "not_json", "payload", 0, "byte 0 is 'P'"},
		{"garbage after the payload", token(hs256, `{"a":1} x`), "trailing_data", "payload", 8, "'x'"},
		{"a second document", token(hs256, `{}{}`), "trailing_data", "payload", 2, "'{'"},
		{"a payload that was cut", token(hs256, `{"a":[1,`), "cut_off", "payload", 8, "after 8 bytes"},
		{"an unencoded payload", encode(`{"alg":"HS256","b64":false,"crit":["b64"]}`) + ".$.c2ln", "unencoded_payload", "payload", -1, "RFC 7797"},
		{"a raw line feed in a text", token(hs256, "{\"a\":\"\n\"}"), "not_json", "payload", 6, "a line break"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := jwtview.Decode(tt.input)
			var bad *jwtview.SyntaxError
			if !errors.As(err, &bad) {
				t.Fatalf("Decode error = %v, want a SyntaxError", err)
			}
			if bad.ID != tt.id || bad.Part != tt.part || bad.Offset != tt.offset {
				t.Errorf("got %s in the %s at %d, want %s in the %s at %d", bad.ID, bad.Part, bad.Offset, tt.id, tt.part, tt.offset)
			}
			if !strings.Contains(bad.Reason, tt.reason) {
				t.Errorf("reason %q does not say %q", bad.Reason, tt.reason)
			}
			if strings.Contains(err.Error(), "xx0123") {
				t.Errorf("the error holds the key: %v", err)
			}
		})
	}
}

func TestDecodeForms(t *testing.T) {
	tests := []struct {
		name, input string
		form        jwtview.Form
		notes       []string
	}{
		{"signed", sample(), jwtview.FormSigned, nil},
		{"alg none", encode(`{"alg":"none"}`) + ".e30.", jwtview.FormUnsigned, []string{"alg_none"}},
		{"alg None", encode(`{"alg":"NoNe"}`) + ".e30.", jwtview.FormUnsigned, []string{"alg_none"}},
		{"alg none with a signature", token(`{"alg":"none"}`, "{}"), jwtview.FormUnsigned, []string{"alg_none_signed"}},
		{"signature cut away", encode(hs256) + ".e30.", jwtview.FormUnsigned, []string{"signature_missing"}},
		{"no alg", token("{}", "{}"), jwtview.FormSigned, []string{"alg_missing"}},
		{"alg that is no text", token(`{"alg":1}`, "{}"), jwtview.FormSigned, []string{"alg_missing"}},
		{"unknown alg", token(`{"alg":"hs256"}`, "{}"), jwtview.FormSigned, []string{"unknown_alg"}},
		{"embedded key", token(`{"alg":"HS256","jwk":{},"x5u":"https://h"}`, "{}"), jwtview.FormSigned, []string{"embedded_key", "embedded_key"}},
		{"critical parameters", token(`{"alg":"HS256","crit":["x"]}`, "{}"), jwtview.FormSigned, []string{"critical_header"}},
		{"says nested, is not", token(`{"alg":"HS256","cty":"JWT"}`, "{}"), jwtview.FormSigned, []string{"not_nested"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := decode(t, tt.input)
			if got.Form != tt.form {
				t.Errorf("Form = %v, want %v", got.Form, tt.form)
			}
			if diff := cmp.Diff(tt.notes, noteIDs(got.Notes)); diff != "" {
				t.Errorf("notes: %s", diff)
			}
			for _, n := range got.Notes {
				if !n.Problem {
					t.Errorf("the note %s is not marked as a problem", n.ID)
				}
			}
		})
	}
}

func TestDecodeEncryptedTokenGivesTheHeader(t *testing.T) {
	got := decode(t, encode(`{"alg":"RSA-OAEP-256","enc":"A256GCM"}`)+".key.iv.text.tag")
	if got.Form != jwtview.FormEncrypted || got.Claims != nil || got.Header.Get("enc").Text != "A256GCM" {
		t.Errorf("got %+v", got)
	}
	if got.Claims.Get("sub") != nil || got.Life().At(time.Now()) != jwtview.NoExpiry || len(got.ExplainClaims()) != 0 {
		t.Error("a token without claims is not read as one without claims")
	}
}

func TestDecodeNestedToken(t *testing.T) {
	inner := sample()
	got := decode(t, token(`{"alg":"HS256","cty":"JWT"}`, inner))
	if got.Nested != inner || got.Claims != nil || got.SignatureFacts().Badge != "NESTED" {
		t.Errorf("Nested = %q, badge %s", got.Nested, got.SignatureFacts().Badge)
	}
	if !slices.Contains(noteIDs(got.Notes), "nested_token") {
		t.Error("no note tells that it is nested")
	}
}

func TestDecodeManyDotsIsQuick(t *testing.T) {
	input := strings.Repeat(".", 1_000_000)
	start := time.Now()
	_, err := jwtview.Decode(input)
	if err == nil || !strings.Contains(err.Error(), "1 000 001 parts") {
		t.Errorf("error = %v", err)
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestDecodeManyLayersIsQuick(t *testing.T) {
	for _, layer := range []string{`"`, "access_token=", "Bearer ", "("} {
		input := strings.Repeat(layer, (1<<20)/len(layer))
		start := time.Now()
		if _, err := jwtview.Decode(input); err == nil {
			t.Errorf("%q is no token", layer)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("1 MB of %q took %v", layer, took)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(sample())
	f.Add("Authorization: Bearer '" + sample() + "',")
	f.Add("https://h/?access_token=" + strings.ReplaceAll(sample(), ".", "%2e"))
	f.Add(token(`{"alg":"none","alg":"EdDSA","crit":1}`, `{"exp":1e400,"iat":"x","a":"\ud800","a":[[[]]]}`))
	f.Add(`{"token":"` + sample() + `"}`)
	f.Add("a.b.c.d.e")
	f.Fuzz(func(t *testing.T, input string) {
		decoded, err := jwtview.Decode(input)
		if err != nil {
			var bad *jwtview.SyntaxError
			if !errors.As(err, &bad) || bad.Reason == "" || bad.Part == "" {
				t.Fatalf("error %#v", err)
			}
			return
		}
		checkReports(t, decoded)
		again, err := jwtview.Decode(decoded.Compact)
		if err != nil {
			t.Fatalf("Compact %q is no token: %v", decoded.Compact, err)
		}
		if diff := cmp.Diff(decoded.Claims, again.Claims); diff != "" {
			t.Fatalf("Compact means something else: %s", diff)
		}
	})
}
