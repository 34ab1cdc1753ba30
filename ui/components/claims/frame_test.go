package claims_test

import (
	"encoding/json"
	"testing"

	"coveotoken/ui/components/claims"
	"coveotoken/ui/theme"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// hostileToken holds the same hostile text wherever a token can hold text.
func hostileToken(t *testing.T) string {
	t.Helper()
	hostile, err := json.Marshal(tokens.Hostile())
	if err != nil {
		t.Fatal(err)
	}
	h := string(hostile)
	return tokens.SignWithHeader(`{"alg":"HS256","kid":`+h+`,`+h+`:1}`,
		`{"iss":`+h+`,`+h+`:`+h+`,"userIds":[{"name":`+h+`,`+h+`:null}],"exp":`+h+`,"list":[`+h+`]}`)
}

func TestFrameIsWithinItsSizeAndSafe(t *testing.T) {
	for _, compact := range []string{
		tokens.Search(now(), 1), hostileToken(t), tokens.Large(100_000),
	} {
		l := claims.New()
		l.SetToken(decode(t, compact))
		styles := theme.New(theme.Dark())
		for _, size := range frames.Sizes() {
			l.SetSize(size.Width, size.Height)
			press(t, l, "home")
			for range 6 {
				frames.Check(t, l.View(styles, now()), size)
				press(t, l, "down")
			}
			if t.Failed() {
				t.FailNow()
			}
		}
	}
}
