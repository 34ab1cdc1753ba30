package sameas

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/jwtview/safetext"
)

func TestQuote(t *testing.T) {
	for word, want := range map[string]string{
		"asmith@example.com":       "asmith@example.com",
		"--search-hub":             "--search-hub",
		"":                         "''",
		"*@*":                      "'*@*'",
		"~":                        "'~'",
		"@source==KnowledgeBase":   "'@source==KnowledgeBase'",
		"O'Brien":                  `'O'\''Brien'`,
		`ACME\\asmith`:             `'ACME\\asmith'`,
		"$(reboot)":                "'$(reboot)'",
		"a\nb":                     `$'a\012b'`,
		"\x1b[2J":                  `$'\033[2J'`,
		"\u202e":                   `$'\342\200\256'`,
		`\u{202E}`:                 `$'\134u{202E}'`,
		"é":                        "'é'",
		"=ls":                      "'=ls'",
		"--user=-x; rm":            "'--user=-x; rm'",
		"\xff":                     `$'\377'`,
		"tab\tand 'quote' and \\t": `$'tab\011and \047quote\047 and \134t'`,
	} {
		if got := Quote(word); got != want {
			t.Errorf("%q is quoted as %s, want %s", word, got, want)
		}
	}
}

// TestAShellReadsWhatWasQuoted asks a real shell.
func TestAShellReadsWhatWasQuoted(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	args := []string{"mint", "a b", "", "-x", "--filter=-1", "O'Brien", "$(id) `id` $HOME", "a\nb\t\x1b[31m", "\u202e\u200b", `\u{202E} \x41 \101`, "\xff\xfe", "!history", "*", "~root", "#", "é", "=ls"}
	line := Line{Args: args}.String()
	command := exec.Command(bash, "--norc", "-c", `coveo-token() { printf '%s\0' "$@"; }; `+line)
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(args, strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")); diff != "" {
		t.Errorf("bash reads %s (-want +got):\n%s", line, diff)
	}
}

func FuzzQuote(f *testing.F) {
	for _, seed := range []string{"", "a b", "it's", "\x00\x1b", "é́́́́́", `\x41\u{202E}`, "--a=b", "⏎"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, word string) {
		quoted := Quote(word)
		if strings.ContainsAny(quoted, "\n\x1b") || safetext.Visible(quoted) != quoted {
			t.Errorf("%q is quoted as %q, which is not safe to show", word, quoted)
		}
		if got := unquoted(t, quoted); got != word {
			t.Errorf("%q is quoted as %s, which reads %q", word, quoted, got)
		}
	})
}

// unquoted reads a word as a POSIX shell with $'…' does.
func unquoted(t *testing.T, quoted string) string {
	t.Helper()
	octal, escapes := strings.CutPrefix(quoted, "$'")
	if escapes {
		var word []byte
		for octal = strings.TrimSuffix(octal, "'"); octal != ""; {
			if octal[0] != '\\' {
				word, octal = append(word, octal[0]), octal[1:]
				continue
			}
			word = append(word, (octal[1]-'0')<<6|(octal[2]-'0')<<3|(octal[3]-'0'))
			octal = octal[4:]
		}
		return string(word)
	}
	if !strings.HasPrefix(quoted, "'") {
		return quoted
	}
	return strings.ReplaceAll(quoted[1:len(quoted)-1], `'\''`, "'")
}

func TestWhatLooksSecretIsLeftOut(t *testing.T) {
	var line Line
	line.flag("user", "xx12345678-1234-1234-1234-123456789012")
	line.flag("filter", "token=eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl")
	line.text("xx12345678-1234-1234-1234-123456789012")
	if len(line.Args) > 0 || len(line.Notes) != 3 {
		t.Errorf("%+v", line)
	}
	for _, note := range line.Notes {
		if strings.Contains(note, "eyJ") || strings.Contains(note, "xx1234") {
			t.Errorf("the note tells the secret: %s", note)
		}
	}
}
