package shape

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, time.March, 14, 12, 0, 0, 0, time.UTC)

const document = `{"schema":"x/v1","total":4211,"big":123456789012345678901234567890,"share":0.25,
	"expires_at":"2026-03-14T13:30:00Z","iat":1773489539,"nothing":null,
	"items":[{"name":"Alice","sees":3},{"name":"日本\u202e","sees":40}]}`

func TestJQ(t *testing.T) {
	for _, test := range []struct{ expression, want string }{
		{".total", "4211\n"},
		{".total, halt, .big", "4211\n"},
		{".big", "123456789012345678901234567890\n"},
		{".share", "0.25\n"},
		{".items[].name", "Alice\n日本\\u{202E}\n"},
		{".items[] | [.name, .sees] | @tsv", "Alice\t3\n日本\\u{202E}\t40\n"},
		{".items[1]", `{"name":"日本\u202e","sees":40}` + "\n"},
		{".nothing // empty", ""},
		{`"a\nb"`, "a\nb\n"},
		{`"\u001b]52;c;eA==\u0007"`, `\u{001B}]52;c;eA==\u{0007}` + "\n"},
	} {
		filter, err := JQ(test.expression, "")
		if err != nil {
			t.Errorf("%s: %v", test.expression, err)
			continue
		}
		if got, err := filter(t.Context(), []byte(document)); err != nil || string(got) != test.want {
			t.Errorf("%s gave %q, %v; want %q", test.expression, got, err, test.want)
		}
	}
}

func TestJQIndentsForPeople(t *testing.T) {
	filter, err := JQ(".items[0]", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got, err := filter(t.Context(), []byte(document))
	if want := "{\n  \"name\": \"Alice\",\n  \"sees\": 3\n}\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestJQRefusesWhatItCannotReadOrRun(t *testing.T) {
	for _, expression := range []string{".items[", "nonsense", `import "x" as y; .`, "input"} {
		if filter, err := JQ(expression, ""); err == nil {
			if out, err := filter(t.Context(), []byte(document)); err == nil {
				t.Errorf("%q gave %q", expression, out)
			}
		}
	}
	filter, err := JQ(".total[]", "")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := filter(t.Context(), []byte(document)); err == nil {
		t.Errorf("a number was listed: %q", out)
	}
}

// TestJQSeesNoEnvironment: a key may be in the environment.
func TestJQSeesNoEnvironment(t *testing.T) {
	t.Setenv("COVEO_API_KEY", "canary")
	filter, err := JQ("[env, $ENV] | tostring", "")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := filter(t.Context(), []byte("null")); err != nil || string(got) != "[{},{}]\n" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestJQThatMakesTooMuchIsStopped(t *testing.T) {
	endless, err := JQ(`range(1e18) as $i | .long`, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := endless(t.Context(), []byte(`{"long":"`+strings.Repeat("text ", 1<<18)+`"}`)); !errors.Is(err, ErrTooLong) {
		t.Errorf("it ended with %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	silent, err := JQ("range(1e18) | empty", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := silent(ctx, []byte(document)); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}

func TestTemplate(t *testing.T) {
	now := func() time.Time { return noon }
	for _, test := range []struct{ text, want string }{
		{"{{.total}} items", "4211 items\n"},
		{"{{if gt .total 4000}}many{{end}}", "many\n"},
		{"{{.big}}", "123456789012345678901234567890\n"},
		{"{{timeago .expires_at}}, {{timeago .iat}}", "in 1 h 30 m, 1 m 1 s ago\n"},
		{`{{join ", " (pluck "name" .items)}}`, "Alice, 日本\\u{202E}\n"},
		{`{{truncate 3 "abcdef"}}{{truncate 9 .total}}`, "ab…4211\n"},
		{"{{json (index .items 0)}}", `{"name":"Alice","sees":3}` + "\n"},
		{"{{range .items}}{{tablerow .name .sees}}{{end}}", "Alice         3\n日本\\u{202E}  40\n"},
		{`{{tablerow "a" "b\nc"}}{{tablerender}}end`, "a  b c\nend\n"},
		{"{{timeago .nothing}}", ""},
		{"a\x1b[31mb", `a\u{001B}[31mb` + "\n"},
	} {
		filter, err := Template(test.text, now)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		for range 2 { // a filter keeps nothing from one document to the next
			if got, err := filter(t.Context(), []byte(document)); err != nil || string(got) != test.want {
				t.Errorf("%s gave %q, %v; want %q", test.text, got, err, test.want)
			}
		}
	}
}

func TestTemplateRefusesWhatItCannotReadOrRun(t *testing.T) {
	now := func() time.Time { return noon }
	for _, text := range []string{"{{", "{{nonsense}}"} {
		if _, err := Template(text, now); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
	for _, text := range []string{"{{timeago .share}}", "{{timeago \"soon\"}}", "{{join 1 .items}}"} {
		filter, err := Template(text, now)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if out, err := filter(t.Context(), []byte(document)); err == nil {
			t.Errorf("%q gave %q", text, out)
		}
	}
}

func FuzzJQ(f *testing.F) {
	for _, seed := range []string{".", ".items[].name", `"\u001b"`, "@base64", "limit(3; repeat(1))", "[.[]?]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, expression string) {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		filter, err := JQ(expression, "")
		if err != nil {
			return
		}
		out, err := filter(ctx, []byte(document))
		if err == nil && strings.ContainsFunc(string(out), func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == '\u202e' }) {
			t.Errorf("%q gave %q", expression, out)
		}
	})
}
