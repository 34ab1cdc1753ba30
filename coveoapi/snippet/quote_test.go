package snippet

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// hostile are texts that end a string literal, a comment or a command in some
// language, or hide in it.
func hostile() []string {
	return []string{
		"", "it's", `say "hi"`, `back\slash\`, `\`, `\\`, `\'`, `\"`, "`id`", "$HOME ${x} $(id) {$x}", "#{x}", "%s%n", "two\nlines\r\n\ttab",
		`"""`, "'''", `""`, "*/ System.exit(1); /*", "// x", "-- x", "<?php ?>", "</script>", "{{$processEnv HOME}}", "{{{{", "{!$Credential.x}",
		"\u202e\u2066bidi", "zero\u200bwidth", "line\u2028separator\u2029", "\ufeff", "\x00\x01\x1b[31m\x7f", "nul\x000digit", "\u0085\u009b", "é ☃ 日本 😀", "\U000e0041tag",
		`\u0022`, `\\u0022`, `\u{41}`, `\N{DASH}`, `@"`, "###", "__proto__", "null", "[[.URL]]", "]]",
	}
}

// hostileRequest mints a token with a hostile text wherever one can be.
func hostileRequest(t *testing.T, target coveoapi.Target, text string) coveoapi.Request {
	t.Helper()
	request, err := target.SearchTokenCall(coveoapi.SearchTokenV2, coveoapi.SearchTokenRequest{
		UserIDs:         []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}},
		UserDisplayName: text, UserGroups: []string{text, "last"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return request
}

func TestNothingHiddenIsInAnyProgram(t *testing.T) {
	for _, text := range hostile() {
		request := hostileRequest(t, target(t), text)
		for _, language := range Languages() {
			for _, body := range [][]byte{request.Body, []byte("no JSON: " + text)} {
				request.Body = body
				if !language.Offers(request) || language.ID == "curl" && !json.Valid(body) {
					continue // curl gets what is no JSON as it is
				}
				code := language.Write(request, APIKeyVariable)
				for _, c := range code {
					if safetext.Hidden(c) && c != '\n' && c != '\t' {
						t.Errorf("%s holds %U for %q", language.ID, c, text)
					}
				}
			}
		}
	}
}

func TestNoProgramHoldsASecret(t *testing.T) {
	for _, sample := range samples(t, target(t)) {
		request := sample.request
		request.Credential = coveoapi.NewSecret("xxCANARY")
		request.Body = []byte(`{"superUserToken":"CANARY","userIds":[{"password":"CANARY"}]}`)
		for _, language := range Languages() {
			if code := language.Write(request, sample.variable); strings.Contains(code, "CANARY") || !strings.Contains(code, "\n") {
				t.Errorf("%s: %s", language.ID, code)
			}
		}
	}
}

// stringsOf are the values of the string literals in a Go program, but for imports.
func stringsOf(t *testing.T, code string) map[string]bool {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", code, parser.ParseComments)
	if err != nil {
		t.Fatalf("%v\n%s", err, code)
	}
	found := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Error(err)
			}
			found[text] = true
		}
		return true
	})
	return found
}

// meaning is what JSON text stands for.
func meaning(text []byte) (v any) {
	_ = json.Unmarshal(text, &v)
	return v
}

func TestGoProgramsHoldTheBody(t *testing.T) {
	language, _ := Find("go")
	for _, text := range hostile() {
		request := hostileRequest(t, target(t), text)
		held := false
		for literal := range stringsOf(t, language.Write(request, APIKeyVariable)) {
			held = held || cmp.Equal(meaning([]byte(literal)), meaning(request.Body))
		}
		if !held {
			t.Errorf("%q: the body is not in the program", text)
		}
		request.Body = []byte("no JSON: " + text)
		if !stringsOf(t, language.Write(request, APIKeyVariable))[string(request.Body)] {
			t.Errorf("%q: the raw body is not in the program", text)
		}
	}
}

func TestBodiesThatLiteralsWouldChangeStayText(t *testing.T) {
	for _, test := range []struct {
		body    string
		literal bool
	}{
		{`{"a":[1,-2,true,null,{"b":{}},[]],"c":"é"}`, true},
		{`{"a":9007199254740993}`, false},
		{`{"a":1.50}`, false},
		{`{"a":1e3}`, false},
		{`{"a":1,"a":2}`, false},
		{`{"a":"\ud800"}`, false},
		{`{"a":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}`, false},
		{`{"a":1} x`, false},
		{``, false},
	} {
		if _, ok := parseBody([]byte(test.body)); ok != test.literal {
			t.Errorf("%.60s: literal %v", test.body, ok)
		}
		for _, id := range []string{"node", "python", "php", "apex"} {
			language, _ := Find(id)
			request := coveoapi.Request{Method: "POST", URL: "https://a.example/", Body: []byte(test.body)}
			code := language.Write(request, APIKeyVariable)
			if held := strings.Contains(code, language.quote(test.body)); held == test.literal && test.body != "" {
				t.Errorf("%s: the text is in the program: %v\n%s", id, held, code)
			}
		}
	}
}

func TestNamesThatALanguageTakesForSomethingElse(t *testing.T) {
	v, _ := parseBody([]byte(`{"__proto__":1,"a-b":2,"ok":{"0":"x"}}`))
	for _, test := range []struct {
		literals *literals
		want     []string
	}{
		{javaScriptLiterals(), []string{"['__proto__']: 1", "'a-b': 2", "ok: {'0': 'x'}"}},
		{phpLiterals(), []string{"'ok' => (object) ['0' => 'x']"}},
		{apexLiterals(), []string{"'ok' => new Map<String, Object>{'0' => 'x'}"}},
	} {
		code := test.literals.program(v, "")
		for _, want := range test.want {
			if !strings.Contains(code, want) {
				t.Errorf("%s is missing in\n%s", want, code)
			}
		}
	}
}

func TestFind(t *testing.T) {
	seen := map[string]bool{}
	for _, language := range Languages() {
		for _, name := range append([]string{language.ID, strings.ToUpper(language.ID)}, language.Aliases...) {
			if found, ok := Find(name); !ok || found.ID != language.ID {
				t.Errorf("%q finds %q, want %q", name, found.ID, language.ID)
			}
		}
		if seen[language.ID] {
			t.Errorf("%s is there twice", language.ID)
		}
		seen[language.ID] = true
	}
	if _, ok := Find("cobol"); ok {
		t.Error("there is cobol")
	}
}

func TestARequestWithoutABody(t *testing.T) {
	request := coveoapi.Request{Method: "GET", URL: "https://a.example/x?y=1"}
	for _, language := range Languages() {
		if !language.Offers(request) {
			continue
		}
		code := language.Write(request, APIKeyVariable)
		if strings.Contains(code, "<no value>") || !strings.Contains(code, "/x?y=1") {
			t.Errorf("%s:\n%s", language.ID, code)
		}
		if language.ID == "go" {
			stringsOf(t, code)
		}
	}
}

func FuzzQuoteGo(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		literal := quoteGo(text)
		got, err := strconv.Unquote(literal)
		if err != nil || got != string([]rune(text)) {
			t.Errorf("%q is written as %s, which reads %q (%v)", text, literal, got, err)
		}
	})
}

func FuzzQuoteJSON(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		// With double quotes, JavaScript's and C#'s literals are JSON's.
		var got string
		literal := quoteCSharp(text)
		if err := json.Unmarshal([]byte(literal), &got); err != nil || got != string([]rune(text)) {
			t.Errorf("%q is written as %s, which reads %q (%v)", text, literal, got, err)
		}
	})
}
