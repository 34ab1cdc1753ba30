package cli

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/sandbox"
)

// naughty acts on a terminal that it is written to as it is, hides, or reorders itself.
// The tower of marks and the half of a surrogate are more than screens can bear.
var naughty = "\x1b[6m\x1b[2J\x1b]0;naughty\x07\x1b]52;c;bmF1Z2h0eQ==\x07\x1b]8;;https://naughty.example\x1b\\x\x1b]8;;\x1b\\\x1bP$qnaughty\x1b\\" +
	"\u009b2J\u009d0;naughty\u009c\x9b31m\x07\x08\x7f\n\r\t\u202eadmin\u202c\u2066\u200b\u200d\ufeff\u00ad\u3164\u2028\U000e0041\ue000\xed\xa0\xbd\xff" +
	"e" + strings.Repeat("\u0301", 200) + "'\"$(id)`id`%s%n"

// ownSequences are the control sequences that commands write themselves: emphasis, the
// colours of a prompt, and a line of progress that is taken back.
func ownSequences() *strings.Replacer {
	return strings.NewReplacer("\x1b[1m", "", "\x1b[0m", "", "\r\x1b[K", "", "\x1b["+promptGood+"m", "", "\x1b["+promptSoon+"m", "", "\x1b["+promptDead+"m", "",
		"\x01", "", "\x02", "") // which bash takes for what has no width
}

// checkNothingRaw fails the test when output holds a character that acts on a terminal,
// hides, or is not UTF-8.
func checkNothingRaw(t *testing.T, where, output string) {
	t.Helper()
	output = ownSequences().Replace(output)
	marks := 0
	for i, r := range output {
		if r >= ' ' && r < unicode.MaxASCII { // nearly all of it
			marks = 0
			continue
		}
		if unicode.Is(unicode.Mn, r) {
			marks++
		} else {
			marks = 0
		}
		if isRaw(r) || marks > 4 || r == utf8.RuneError && !strings.HasPrefix(output[i:], string(utf8.RuneError)) {
			t.Errorf("%s: %U is printed raw in …%q…", where, r, output[max(0, i-60):min(len(output), i+20)])
			return
		}
	}
}

func isRaw(r rune) bool {
	if r == '\n' || r == '\t' {
		return false
	}
	invisible := []rune{0x034f, 0x115f, 0x1160, 0x2800, 0x3164, 0xffa0}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs) || slices.Contains(invisible, r) ||
		r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// naughtyProgram is a program whose server, configuration, token and environment are
// hostile.
func naughtyProgram(t *testing.T, m materials, server string, keys sandbox.Keys) *program {
	t.Helper()
	p := newProgram(t)
	maps.Copy(p.environment, map[string]string{
		keystore.Variable: string(keystore.Off), "COVEO_TOKEN_DEBUG": "api",
		endpointVariable: server, organizationVariable: sandbox.OrganizationID,
		keyVariable: keys.AuthenticatedSearch.Reveal(), catalogKeyVariable: keys.PrivilegeViewer.Reveal(), tokenVariable: m.token,
	})
	settings := "profiles:\n- name: " + quoted(m.name) + "\n  organization: acmeprod\n  endpoint: us\n"
	if err := os.WriteFile(filepath.Join(p.environment[configVariable], "config.yaml"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	p.startSandbox = func(ctx context.Context, options sandbox.Options) (*sandbox.Server, error) {
		options.Faults = append(options.Faults, sandbox.Fault{Kind: sandbox.FaultHostile})
		return sandbox.Start(ctx, options)
	}
	return p
}

// play runs an invocation and gives all that it wrote. What waits without end is
// interrupted at its first pause.
func (p *program) play(t *testing.T, path string, i invocation, flags ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if i.endless {
		cancel()
	}
	p.pause = func(context.Context, time.Duration) error { return context.Canceled }
	p.in.Reset()
	p.in.WriteString(i.in)
	p.out.Reset()
	p.err.Reset()
	p.stdinUser = ""
	args := append(strings.Fields(path), flags...)
	p.run(ctx, append(args, i.args...))
	return p.out.String() + p.err.String()
}

// ways are how commands are run: into a pipe, for programs, and on a terminal.
func ways() map[string]func(*program) []string {
	return map[string]func(*program) []string{
		"in a pipe":     func(*program) []string { return nil },
		"as JSON":       func(*program) []string { return []string{"--json"} },
		"in detail":     func(p *program) []string { p.onTerminal(40); p.io.inTerminal = false; return []string{"--verbose"} },
		"through jq":    func(*program) []string { return []string{"--jq", ".. | strings"} },
		"in a template": func(*program) []string { return []string{"--template", "{{.}}"} },
		"on a terminal": func(p *program) []string { p.onTerminal(80); p.io.inTerminal = false; return nil },
	}
}

func naughtyToken() string {
	return makeToken(`{"alg":"HS256","kid":`+quoted(naughty)+`}`, `{"v8":true,"organization":`+quoted(naughty)+`,"iss":"SearchApi","exp":4102444800,"userIds":[{"name":`+quoted(naughty)+`,"provider":"\ud83d"}],`+
		quoted(naughty)+`:`+quoted(naughty)+`,"deep":`+strings.Repeat("[", 300)+strings.Repeat("]", 300)+`}`)
}

func TestNothingNaughtyIsPrintedRawByAnyCommand(t *testing.T) {
	for _, faults := range []string{"hostile", "hostile 403", "hostile 500"} {
		var set []sandbox.Fault
		for text := range strings.FieldsSeq(faults) {
			fault, err := sandbox.ParseFault(text)
			if err != nil {
				t.Fatal(err)
			}
			set = append(set, fault)
		}
		server, err := sandbox.Start(context.WithoutCancel(t.Context()), sandbox.Options{Faults: set})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = server.Close() })
		m := newMaterials(t, naughty, naughtyToken(), server.URL(), server.OrganizationID())
		for path, list := range invocations(m) {
			t.Run(faults+" "+path, func(t *testing.T) {
				for _, i := range list {
					for way, prepare := range ways() {
						if failing := len(set) > 1; failing && way != "in a pipe" {
							continue // failures are printed in one place, and tested there
						}
						p := naughtyProgram(t, m, server.URL(), server.Keys())
						output := p.play(t, path, i, prepare(p)...)
						checkNothingRaw(t, strings.ToValidUTF8(path, "")+" "+way, output)
					}
				}
			})
		}
	}
}

// TestNothingNaughtyInAFlagIsPrintedRaw gives every flag of every command a value that no
// command can want.
func TestNothingNaughtyInAFlagIsPrintedRaw(t *testing.T) {
	root := newRootCommand(newProgram(t).factory, nil)
	for _, path := range commandPaths(t) {
		if strings.HasPrefix(path, "completion") {
			continue
		}
		cmd, _, err := root.Find(strings.Fields(path))
		if err != nil {
			t.Fatal(err)
		}
		var flags []string
		cmd.InheritedFlags() // merges them
		cmd.Flags().VisitAll(func(flag *pflag.Flag) { flags = append(flags, flag.Name) })
		for _, flag := range append(flags, "no"+naughty) {
			for _, also := range []string{"--help=false", "--json"} {
				p := newProgram(t)
				output := p.play(t, path, endless("--"+flag+"="+naughty, also))
				checkNothingRaw(t, path+" --"+strings.ToValidUTF8(flag, ""), output)
			}
		}
	}
}
