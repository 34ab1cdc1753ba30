package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

func TestTableIsAlignedForPeopleAndTabbedForPrograms(t *testing.T) {
	rows := &table{header: []string{"NAME", "MEANING"}}
	rows.add("日本", "two wide letters")
	rows.add("plain", "a meaning that is longer than the terminal is wide")
	plain := func(text string) string { return text }
	want := "NAME   MEANING\n" +
		"日本   two wide letters\n" +
		"plain  a meaning that is longe…\n"
	if diff := cmp.Diff(want, rows.render(31, plain)); diff != "" {
		t.Error(diff)
	}
	want = "日本\ttwo wide letters\nplain\ta meaning that is longer than the terminal is wide\n"
	if diff := cmp.Diff(want, rows.render(0, plain)); diff != "" {
		t.Error(diff)
	}
}

func TestTableNeverPassesTheWidth(t *testing.T) {
	rows := &table{header: []string{"A", "B", "C"}}
	rows.add(strings.Repeat("x", 50), "middle", "日本語日本語")
	for width := 1; width < 90; width++ {
		for _, line := range strings.Split(strings.TrimSuffix(rows.render(width, strings.ToUpper), "\n"), "\n") {
			if got := ansi.StringWidth(line); got > width {
				t.Fatalf("at width %d a line has %d cells", width, got)
			}
		}
	}
}

func TestRedactedJSONStaysJSON(t *testing.T) {
	p := newProgram(t)
	p.redactor.Add("s3cr3t-value")
	type document struct{ First, Second, Third string }
	text, err := encodeJSON(document{
		First:  `Authorization: Bearer s3cr3t-value "quoted" \ and more`,
		Second: "line one s3cr3t-value\nline two",
		Third:  "kept",
	}, "")
	if err != nil {
		t.Fatal(err)
	}
	var got document
	if err := json.Unmarshal(p.redactJSON(text), &got); err != nil {
		t.Fatalf("%v: %s", err, p.redactJSON(text))
	}
	if strings.Contains(got.First+got.Second, "s3cr3t") {
		t.Errorf("the secret shows: %+v", got)
	}
	if !strings.HasSuffix(got.Second, "\nline two") || got.Third != "kept" {
		t.Errorf("more than the secret is gone: %+v", got)
	}
}

func FuzzRedactJSON(f *testing.F) {
	for _, seed := range []string{`{"a":"b"}`, `["\\\"", "access_token=abcdefgh&x"]`, `"`, `"\`, `{"a":"Bearer abcdefghijkl"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var p factory
		p.redactor = newFactory(&ioStreams{}, nil, Build{}).redactor
		p.redactor.Add("canary-value")
		redacted := p.redactJSON(text)
		if json.Valid(text) && !json.Valid(redacted) {
			t.Errorf("%q became %q", text, redacted)
		}
		if json.Valid(text) && strings.Contains(string(redacted), "canary-value") {
			t.Errorf("the secret shows in %q", redacted)
		}
	})
}

func TestJSONIsOneLineForProgramsAndIndentedForPeople(t *testing.T) {
	p := newProgram(t)
	p.wantExit(t, exitDone, "version", "--json")
	if lines := strings.Count(p.out.String(), "\n"); lines != 1 {
		t.Errorf("%d lines in a pipe", lines)
	}
	p.onTerminal(80)
	p.wantExit(t, exitDone, "version", "--json")
	if lines := strings.Count(p.out.String(), "\n"); lines < 5 {
		t.Errorf("%d lines on a terminal", lines)
	}
}

func TestHostileTextIsNeverPrintedRaw(t *testing.T) {
	const hostile = "\x1b]52;c;ZXZpbA==\x07\u202e\u200b\x9b31m\r\n\x7f"
	p := newProgram(t)
	p.wantExit(t, exitUsage, "query", hostile, "two")
	p.wantExit(t, exitUsage, "privileges", hostile)
	checkVisible(t, p.err.String())
	p.wantExit(t, exitUsage, "privileges", hostile, "--json")
	checkVisible(t, p.out.String())
	p.wantExit(t, exitUsage, "--profile", hostile, "privileges")
	checkVisible(t, p.err.String())
}

// checkVisible fails the test when text holds a character that acts on a terminal
// or hides.
func checkVisible(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if (r < ' ' && r != '\n' && r != '\t') || (r >= 0x7f && r < 0xa0) || r == '\u202e' || r == '\u200b' || r == '\ufffd' {
			t.Errorf("%U is printed raw in %q", r, text)
			return
		}
	}
}
