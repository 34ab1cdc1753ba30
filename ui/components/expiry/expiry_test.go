package expiry_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview"
	"coveotoken/ui/components/expiry"
	"coveotoken/ui/theme"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

func life(t *testing.T, claims string) jwtview.Life {
	t.Helper()
	token, err := jwtview.Decode(tokens.Sign(claims))
	if err != nil {
		t.Fatal(err)
	}
	return token.Life()
}

func TestTheStatesDifferWithoutColour(t *testing.T) {
	now := uitest.Start() // 1773478800
	tests := []struct{ name, claims, words, bar string }{
		{"half over", `{"iat":1773477000,"exp":1773480600}`, "expires in 30 min 00 s", "██████████████████░░░░░░░░░░░░░░░░░░░ expires in 30 min 00 s"},
		{"just issued", `{"iat":1773478800,"exp":1773482400}`, "expires in 1 h 00 min", "░░░"},
		{"expired", `{"iat":1773475200,"exp":1773478740}`, "✗ expired 1 min 00 s ago", "███"},
		{"not yet", `{"iat":1773478800,"nbf":1773478842,"exp":1773482400}`, "! not valid for another 42 s", "░░░"},
		{"no expiry", `{"iat":1773475200}`, "! has no expiry", "! has no expiry"},
		{"unreadable", `{"iat":1773475200,"exp":"soon"}`, "! unreadable expiry", "! unreadable expiry"},
		{"no start", `{"exp":1773565200}`, "expires in 1 d 0 h", "expires in 1 d 0 h"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := life(t, test.claims)
			if got := expiry.Words(l, now); got != test.words {
				t.Errorf("the words are %q, want %q", got, test.words)
			}
			styled := expiry.Bar(theme.New(theme.Mono()), l, now, 60)
			frames.CheckColourless(t, styled)
			bar := ansi.Strip(styled)
			if !strings.HasPrefix(bar, test.bar) || !strings.HasSuffix(bar, test.words) {
				t.Errorf("the bar is %q, want %q … %q", bar, test.bar, test.words)
			}
			for width := range 80 {
				if cells := ansi.StringWidth(expiry.Bar(theme.New(theme.Dark()), l, now, width)); cells > width {
					t.Errorf("%d cells wide, room for %d", cells, width)
				}
			}
		})
	}
}

func TestTheBarMovesWithTheClock(t *testing.T) {
	l := life(t, `{"iat":1773478800,"exp":1773478840}`)
	s := theme.New(theme.Mono())
	for passed := range 41 {
		now := uitest.Start().Add(time.Duration(passed) * time.Second)
		if got := strings.Count(expiry.Bar(s, l, now, 80), "█"); got != passed {
			t.Errorf("after %d of 40 s the bar is filled to %d of 40", passed, got)
		}
	}
}

func TestDuration(t *testing.T) {
	tests := map[time.Duration]string{
		-time.Second:                   "0 s",
		999 * time.Millisecond:         "0 s",
		59*time.Second + 999e6:         "59 s",
		61 * time.Second:               "1 min 01 s",
		time.Hour + 3*time.Minute + 59: "1 h 03 min",
		24 * time.Hour:                 "1 d 0 h",
		50 * time.Hour:                 "2 d 2 h",
	}
	for d, want := range tests {
		if got := expiry.Duration(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
