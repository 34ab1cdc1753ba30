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
		{"half over", `{"iat":1773477000,"exp":1773480600}`, "expires in 30 m", "████████████████████░░░░░░░░░░░░░░░░░░░░ expires in 30 m"},
		{"just issued", `{"iat":1773478800,"exp":1773482400}`, "expires in 1 h", "░░░"},
		{"expired", `{"iat":1773475200,"exp":1773478740}`, "✗ expired 1 m ago", "███"},
		{"not yet", `{"iat":1773478800,"nbf":1773478842,"exp":1773482400}`, "! not yet valid: starts in 42 s", "░░░"},
		{"no expiry", `{"iat":1773475200}`, "! never expires", "! never expires"},
		{"unreadable", `{"iat":1773475200,"exp":"soon"}`, "! its expiry cannot be read", "! its expiry cannot be read"},
		{"no start", `{"exp":1773565200}`, "expires in 24 h", "expires in 24 h"},
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

func TestTimeLeftIsRoundedDown(t *testing.T) {
	l := life(t, `{"iat":1773478800,"exp":1773482400}`)
	for passed, want := range map[time.Duration]string{
		time.Nanosecond:                       "expires in 59 m 59 s",
		time.Hour - time.Second - time.Minute: "expires in 1 m 1 s",
		time.Hour - 1500*time.Millisecond:     "expires in 1 s",
		time.Hour - time.Millisecond:          "expires now",
		time.Hour + 999*time.Millisecond:      "✗ expired just now",
		50 * time.Hour:                        "✗ expired 2 d 1 h ago",
	} {
		if got := expiry.Words(l, uitest.Start().Add(passed)); got != want {
			t.Errorf("after %v: %q, want %q", passed, got, want)
		}
	}
}
