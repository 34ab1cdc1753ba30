package cli

import (
	"strconv"
	"testing"
	"time"
)

func TestThePromptTellsWhatIsLeftOfTheToken(t *testing.T) {
	claims := func(user string, left time.Duration) string {
		return makeToken(`{"alg":"HS256"}`, `{"organization":"acme","userIds":[{"name":`+strconv.Quote(user)+`}],"exp":`+
			strconv.FormatInt(fixedNow.Add(left).Unix(), 10)+`}`)
	}
	tests := map[string]struct {
		token string
		args  []string
		want  string
	}{
		"no token":          {"", nil, ""},
		"unreadable":        {"nonsense", nil, "token unreadable\n"},
		"minutes":           {claims("asmith@example.com", 42*time.Minute+59*time.Second), nil, "acme asmith 42m\n"},
		"seconds":           {claims("asmith", 59*time.Second), nil, "acme asmith <1m\n"},
		"hours":             {claims("asmith", 23*time.Hour), nil, "acme asmith 23h\n"},
		"expired":           {claims("asmith", -time.Second), []string{"--color"}, "\x1b[31macme asmith expired\x1b[0m\n"},
		"soon, bash":        {claims("asmith", 4*time.Minute), []string{"--color", "--shell", "bash"}, "\x01\x1b[33m\x02acme asmith 4m\x01\x1b[0m\x02\n"},
		"good, zsh":         {claims("50%n", time.Hour), []string{"--color", "--shell", "zsh"}, "%{\x1b[32m%}acme 50%%n 60m%{\x1b[0m%}\n"},
		"no colour unasked": {claims("a", time.Hour), []string{"--shell", "fish"}, "acme a 60m\n"},
		"NO_COLOR":          {claims("a", time.Hour), []string{"--color", "--no-color"}, "acme a 60m\n"},
		"hostile":           {makeToken(`{}`, `{"userIds":[{"name":"a\u001b]0;x\u0007\nb"}]}`), nil, `a\u{001B}]0;x\u{0007}⏎b no expiry` + "\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := newProgram(t)
			p.environment[tokenVariable] = test.token
			p.wantExit(t, exitDone, append([]string{"prompt"}, test.args...)...)
			if p.out.String() != test.want || p.err.Len() > 0 {
				t.Errorf("got %q and %q, want %q", p.out, p.err, test.want)
			}
		})
	}
}
