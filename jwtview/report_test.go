package jwtview_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"

	"github.com/charmbracelet/x/exp/golden"
)

// moment is when the tests take place.
var moment = time.Date(2026, 11, 21, 14, 5, 0, 0, time.FixedZone("", 2*60*60))

// checkReports checks what must hold for the reports on any token: nothing in them
// acts on a terminal, they stay in proportion, and JSON is JSON without the token.
func checkReports(t *testing.T, decoded *jwtview.Token) {
	t.Helper()
	var text, document bytes.Buffer
	if err := jwtview.WriteText(&text, decoded, moment, jwtview.TextOptions{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if err := jwtview.WriteJSON(&document, decoded, moment); err != nil {
		t.Fatal(err)
	}
	for name, report := range map[string]string{"text": text.String(), "JSON": document.String()} {
		for _, r := range report {
			if r != '\n' && safetext.Hidden(r) {
				t.Fatalf("the %s holds %U:\n%q", name, r, report)
			}
		}
	}
	if limit := 4*len(decoded.Compact) + 64<<10; text.Len() > limit {
		t.Fatalf("a token of %d bytes has a report of %d", len(decoded.Compact), text.Len())
	}
	if !json.Valid(document.Bytes()) {
		t.Fatalf("not JSON: %q", document.String())
	}
	if len(decoded.Compact) > 40 && strings.Contains(document.String(), decoded.Compact) {
		t.Fatal("the JSON holds the token")
	}
}

func TestWriteTextGoldens(t *testing.T) {
	tests := []struct {
		name, token string
		width       int
	}{
		{"search", token(`{"alg":"HS256","kid":"coveo-token-sandbox-search"}`, searchPayload), 80},
		{"platform", token(`{"alg":"EdDSA","kid":"k7","typ":"JWT"}`, platformPayload), 80},
		{"hostile", token(`{"alg":"none","jku":"https://attacker.example.com"}`, hostilePayload), 0},
		{"encrypted", encode(`{"alg":"RSA-OAEP-256","enc":"A256GCM"}`) + ".key.iv.text.tag", 60},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := jwtview.WriteText(&out, decode(t, tt.token), moment, jwtview.TextOptions{Width: tt.width}); err != nil {
				t.Fatal(err)
			}
			golden.RequireEqual(t, out.Bytes())
		})
	}
}

func TestWriteJSONGoldens(t *testing.T) {
	for name, input := range map[string]string{
		"search":    "Bearer " + token(`{"alg":"HS256","kid":"coveo-token-sandbox-search"}`, searchPayload),
		"hostile":   token(`{"alg":"none"}`, hostilePayload),
		"encrypted": encode(`{"alg":"RSA-OAEP-256","enc":"A256GCM"}`) + ".key.iv.text.tag",
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := jwtview.WriteJSON(&out, decode(t, input), moment); err != nil {
				t.Fatal(err)
			}
			golden.RequireEqual(t, out.Bytes())
		})
	}
}

// hostilePayload tries to act on the terminal, to pose as the report's own lines and
// to hide one claim behind another.
const hostilePayload = `{
  "iss": "\u001b]52;c;QUJD\u0007",
  "sub": "admin` + "\u202e" + `nimda",
  "sub": "` + "\x7f\u009b31m" + `",
  "note": "a\n\nSignature\n  VERIFIED",
  "exp\u200b": 9999999999,
  "exp": "1795268000",
  "iat": 1795268000,
  "nbf": 1795268000000,
  "bytes": "` + "\xff" + `",
  "half": "\ud800",
  "marks": "e` + "\u0301\u0301\u0301\u0301\u0301\u0301" + `"
}`

func TestReportsOfHostileTokens(t *testing.T) {
	payloads := map[string]string{
		"hostile":            hostilePayload,
		"deep":               `{"a":` + strings.Repeat("[", 9_000) + strings.Repeat("]", 9_000) + `}`,
		"very deep":          `{"a":` + strings.Repeat(`{"a":`, 200_000) + "1" + strings.Repeat("}", 200_000) + `}`,
		"many unknown":       "{" + strings.Repeat(`"a":0,`, 15_000) + `"b":0}`,
		"many known":         "{" + strings.Repeat(`"exp":1,`, 10_000) + `"exp":1}`,
		"many small arrays":  `{"a":[` + strings.Repeat("[0],", 30_000) + `0]}`,
		"a long text":        `{"a":"` + strings.Repeat("a", 300_000) + `"}`,
		"a long hidden text": `{"a":"` + strings.Repeat("\x7f", 200_000) + `"}`,
		"a long name":        `{"` + strings.Repeat("n", 150_000) + `":1}`,
		"deep and wide":      `{"a":` + strings.Repeat("[", 90) + strings.Repeat("0,", 30_000) + "0" + strings.Repeat("]", 90) + `}`,
	}
	for name, payload := range payloads {
		t.Run(name, func(t *testing.T) { checkReports(t, decode(t, token(hs256, payload))) })
	}
}

func TestWriteTextSaysWhenItIsCut(t *testing.T) {
	var out bytes.Buffer
	decoded := decode(t, token(hs256, `{"a":"`+strings.Repeat("\x7f", 200_000)+`"}`))
	if err := jwtview.WriteText(&out, decoded, moment, jwtview.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "(The rest is left out") {
		t.Error("the report does not say that it was cut")
	}
}

func TestWriteTextDressesPieces(t *testing.T) {
	var out bytes.Buffer
	style := func(role jwtview.Role, text string) string {
		if strings.Contains(text, "\n") {
			t.Errorf("a style gets several lines: %q", text)
		}
		if role == jwtview.RoleBadge {
			return "<" + text + ">"
		}
		return text
	}
	if err := jwtview.WriteText(&out, decode(t, token(hs256, platformPayload)), moment, jwtview.TextOptions{Style: style}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "· <UNVERIFIED> ·") {
		t.Errorf("no badge in %s", out.String())
	}
}

func TestReportsPassOnWriteErrors(t *testing.T) {
	closed := errors.New("closed")
	decoded := decode(t, sample())
	if err := jwtview.WriteText(failingWriter{closed}, decoded, moment, jwtview.TextOptions{}); !errors.Is(err, closed) {
		t.Errorf("WriteText: %v", err)
	}
	if err := jwtview.WriteJSON(failingWriter{closed}, decoded, moment); !errors.Is(err, closed) {
		t.Errorf("WriteJSON: %v", err)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }
