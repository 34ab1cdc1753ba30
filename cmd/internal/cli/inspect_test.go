package cli

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/jwtview"
)

const hs256 = `{"alg":"HS256"}`

// searchClaims are the claims of a search token that lives from one moment to
// another, in seconds from now.
func searchClaims(from, to int64) string {
	now := fixedNow.Unix()
	return fmt.Sprintf(`{"v8":true,"tokenId":"t1","organization":"acmeprod","userIds":[{"type":"User","name":"asmith@example.com",`+
		`"provider":"Email Security Provider"}],"roles":["queryExecutor"],"iss":"SearchApi","exp":%d,"iat":%d}`, now+to, now+from)
}

func TestInspectTellsTheStatesApart(t *testing.T) {
	now := fixedNow.Unix()
	for _, test := range []struct {
		name, token string
		code        int
		state, text string
	}{
		{"current", makeToken(hs256, searchClaims(0, 3600)), exitDone, "current", "expires in 1 h"},
		{"expired", makeToken(hs256, searchClaims(-7200, -3600)), exitExpired, "expired", "expired 1 h ago"},
		{"not yet", makeToken(hs256, fmt.Sprintf(`{"nbf":%d,"exp":%d}`, now+60, now+600)), exitDone, "not_yet_valid", "not yet valid"},
		{"no expiry", makeToken(hs256, `{"sub":"x"}`), exitDone, "no_expiry", "never expires"},
		{"bad expiry", makeToken(hs256, `{"exp":"tomorrow"}`), exitDone, "unreadable_expiry", "cannot be read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newProgram(t)
			p.wantExit(t, test.code, "inspect", test.token)
			if !strings.Contains(p.out.String(), test.text) {
				t.Errorf("%q is not in\n%s", test.text, p.out)
			}
			p.wantExit(t, test.code, "inspect", test.token, "--json")
			if got := p.document(t)["life"].(map[string]any)["state"]; got != test.state {
				t.Errorf("state %v, want %v", got, test.state)
			}
		})
	}
}

func TestInspectReadsFromAnywhere(t *testing.T) {
	token := makeToken(hs256, searchClaims(0, 3600))
	p := newProgram(t)
	p.wantExit(t, exitDone, "inspect", token)
	want := p.out.String()
	for _, test := range []struct {
		args  []string
		stdin string
	}{
		{[]string{"inspect", "-"}, token}, {[]string{"inspect"}, token + "\n"},
	} {
		p := newProgram(t)
		p.in.WriteString(test.stdin)
		p.wantExit(t, exitDone, test.args...)
		if diff := cmp.Diff(want, p.out.String()); diff != "" {
			t.Errorf("%v: %s", test.args, diff)
		}
	}
	p = newProgram(t)
	p.onTerminal(80)
	p.wantExit(t, exitUsage, "inspect")
}

func TestInspectSaysWhyItIsNoToken(t *testing.T) {
	good := makeToken(hs256, searchClaims(0, 3600))
	parts := strings.Split(good, ".")
	for name, input := range map[string]string{
		"empty":               "",
		"one word":            "hello",
		"two parts":           parts[0] + "." + parts[1],
		"truncated payload":   parts[0] + "." + parts[1][:len(parts[1])/2] + "." + parts[2],
		"header is no JSON":   makeToken("not json", "{}"),
		"payload is no JSON":  makeToken(hs256, "plain words"),
		"payload is a list":   makeToken(hs256, "[1,2]"),
		"character in base64": parts[0] + ".a§b." + parts[2],
		"four parts":          good + ".x",
		"many dots":           strings.Repeat(".", 1_000_000),
	} {
		p := newProgram(t)
		p.in.WriteString(input)
		p.wantExit(t, exitUsage, "inspect")
		if p.out.Len() > 0 || strings.Count(p.err.String(), "\n") > 4 {
			t.Errorf("%s: stdout %q, stderr %q", name, p.out, p.err)
		}
		p.in.WriteString(input)
		p.wantExit(t, exitUsage, "inspect", "--json")
		problem := p.document(t)["error"].(map[string]any)
		if problem["cause"] == "" || problem["fix"] == "" {
			t.Errorf("%s: %v", name, problem)
		}
	}
}

func TestInspectNamesThePartAndTheByte(t *testing.T) {
	p := newProgram(t)
	p.wantExit(t, exitUsage, "inspect", makeToken(hs256, `{"exp":1,}`))
	if got := p.err.String(); !strings.Contains(got, "payload") || !strings.Contains(got, "byte 9") {
		t.Errorf("got %s", got)
	}
}

func TestInspectRefusesAnOversizedInput(t *testing.T) {
	p := newProgram(t)
	p.in.WriteString(strings.Repeat("a", 10<<20))
	p.wantExit(t, exitUsage, "inspect", "-")
	if !strings.Contains(p.err.String(), fmt.Sprint(jwtview.MaxTokenBytes)) {
		t.Errorf("the limit is not named: %s", p.err)
	}
}

func TestInspectShowsWhatItCannotTrust(t *testing.T) {
	jwe := strings.Join([]string{makeToken(`{"alg":"RSA-OAEP","enc":"A256GCM"}`, "{}"), "aXY", "dGFn"}, ".")
	for _, test := range []struct{ token, badge string }{
		{makeToken(`{"alg":"none"}`, `{"sub":"x"}`), "UNSIGNED"},
		{makeToken(`{"alg":"nOnE"}`, `{"sub":"x"}`), "UNSIGNED"},
		{makeToken(hs256, `{"sub":"x"}`), "UNVERIFIED"},
		{jwe, "ENCRYPTED"},
	} {
		p := newProgram(t)
		p.wantExit(t, exitDone, "inspect", test.token)
		if first, _, _ := strings.Cut(p.out.String(), "\n"); !strings.HasSuffix(first, test.badge) {
			t.Errorf("the first line is %q, want %s", first, test.badge)
		}
		if strings.Contains(strings.ToLower(p.out.String()), "signature is valid") {
			t.Errorf("it calls the signature valid:\n%s", p.out)
		}
	}
}

func TestInspectNeverPrintsHostileTextRaw(t *testing.T) {
	hostile := `"\u001b]52;c;ZXZpbA==\u0007\u202e\u200b\u009b31m\u007f\n  fake   signature valid"`
	for _, claims := range []string{
		`{"sub":` + hostile + `}`, `{` + hostile + `:1}`, `{"a":[` + hostile + `,{` + hostile + `:` + hostile + `}]}`,
		"{\"sub\":\"\x7f\xc2\x9b\xe2\x80\xae\"}",
	} {
		for _, terminal := range []bool{false, true} {
			for _, args := range [][]string{{"inspect", "-"}, {"inspect", "-", "--json"}} {
				p := newProgram(t)
				p.in.WriteString(makeToken(`{"alg":"HS256","kid":`+hostile+`}`, claims))
				p.io.outTerminal, p.io.width, p.io.plain = terminal, 60, true
				p.wantExit(t, exitDone, args...)
				checkVisible(t, p.out.String())
				if strings.Contains(p.out.String(), "\n  fake") {
					t.Errorf("a claim makes a line of its own:\n%s", p.out)
				}
			}
		}
	}
}

func TestInspectExplainsKnownClaimsAndMarksOthers(t *testing.T) {
	p := newProgram(t)
	p.wantExit(t, exitDone, "inspect", makeToken(hs256, strings.TrimSuffix(searchClaims(0, 3600), "}")+`,"novelty":1}`))
	if !strings.Contains(p.out.String(), "Not one that Coveo documents") {
		t.Errorf("the unknown claim is not marked:\n%s", p.out)
	}
	p.wantExit(t, exitDone, "inspect", "--json", makeToken(hs256, searchClaims(0, 3600)))
	document := p.document(t)
	if document["kind"] != "search token" || len(document["explained"].([]any)) < 5 {
		t.Errorf("got %s", p.out)
	}
}
