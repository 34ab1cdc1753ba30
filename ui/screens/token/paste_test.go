package token_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// pasted gives the ways in which people paste a token.
func pasted(compact string) map[string]string {
	var wrapped strings.Builder
	for chunk := range slices.Chunk([]byte(compact), 64) {
		wrapped.Write(chunk)
		wrapped.WriteString("\n")
	}
	return map[string]string{
		"alone":                compact,
		"Bearer":               "Bearer " + compact,
		"header":               "Authorization: Bearer " + compact + "\r\n",
		"quotes":               `"` + compact + `"`,
		"surrounding newlines": "\n\n" + compact + "\n",
		"wrapped":              wrapped.String(),
	}
}

func TestPasteAnywhereOpensTheToken(t *testing.T) {
	compact := search()
	for name, text := range pasted(compact) {
		t.Run(name, func(t *testing.T) {
			s, screen, pump := start(t, "", body())
			pump.Paste(text)
			if s.Current == nil || s.Current.Secret.Reveal() != compact || s.Current.MintedFor != "" {
				t.Fatalf("the token is not open:\n%s", pump.Frame())
			}
			if !slices.Contains(pump.Sent(), tea.Msg(common.TokenOpenedMsg{})) {
				t.Error("the other screens were not told")
			}
			frames.Has(t, pump.Frame(), "Search token", "pasted")
			if screen.Typing() {
				t.Error("the field is still open")
			}
		})
	}
}

func TestPasteFieldHoldsTheTokenUntilEnter(t *testing.T) {
	compact := search()
	for name, text := range pasted(compact) {
		t.Run(name, func(t *testing.T) {
			s, screen, pump := start(t, "", body())
			pump.Keys("p")
			if !screen.Typing() {
				t.Fatal("p did not open the field")
			}
			pump.Paste(text)
			if s.Current != nil {
				t.Fatal("the paste was accepted before enter")
			}
			frames.Has(t, pump.Frame(), "[token, ")
			frames.Lacks(t, pump.Frame(), signature(compact))
			pump.Keys("enter")
			if s.Current == nil || s.Current.Secret.Reveal() != compact {
				t.Fatalf("the token is not open:\n%s", pump.Frame())
			}
		})
	}
}

func TestTypedTokenWithLineBreaksIsPutTogether(t *testing.T) {
	// Without bracketed paste a pasted line break arrives as enter.
	compact := search()
	half := len(compact) / 2
	s, _, pump := start(t, "", body())
	pump.Keys("t")
	pump.Type(compact[:half])
	pump.Keys("enter")
	if s.Current != nil {
		t.Fatal("half a token was opened")
	}
	pump.Type(compact[half:])
	pump.Keys("enter")
	if s.Current == nil || s.Current.Secret.Reveal() != compact {
		t.Fatalf("the token is not open:\n%s", pump.Frame())
	}
}

func TestMalformedPasteIsExplainedAndKeepsTheToken(t *testing.T) {
	compact := search()
	for _, test := range []struct {
		name, paste string
		want        []string
	}{
		{"one part", "hello", []string{"This is not a token"}},
		{"bad payload", "eyJhbGciOiJIUzI1NiJ9.eyJh$Q.c2ln", []string{"payload", "byte 4"}},
		{"payload not JSON", "eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.c2ln", []string{"payload"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, screen, pump := start(t, compact, body())
			pump.Paste(test.paste)
			frames.Has(t, strings.Join(strings.Fields(pump.Frame()), " "), append(test.want, "token you had is still open")...)
			if s.Current == nil || s.Current.Secret.Reveal() != compact {
				t.Error("the token was lost")
			}
			if !screen.Escape() || screen.Typing() {
				t.Error("esc did not close the field")
			}
			frames.Has(t, pump.Frame(), "Search token")
			frames.Lacks(t, pump.Frame(), "not a token")
		})
	}
}

func TestFieldCanBeMended(t *testing.T) {
	compact := search()
	s, _, pump := start(t, "", body())
	pump.Keys("p")
	pump.Type("xy")
	pump.Keys("backspace")
	frames.Has(t, pump.Frame(), "[token, 1 bytes]")
	pump.Keys("ctrl+u")
	frames.Lacks(t, pump.Frame(), "[token")
	pump.Keys("backspace")
	pump.Paste("nonsense")
	pump.Paste(compact) // replaces what was held
	pump.Keys("enter")
	if s.Current == nil {
		t.Fatalf("the token is not open:\n%s", pump.Frame())
	}
}

func TestEnterOnAnEmptyFieldClosesIt(t *testing.T) {
	_, screen, pump := start(t, search(), body())
	pump.Keys("p", "enter")
	if screen.Typing() {
		t.Error("the field is still open")
	}
}

func TestLettersGoIntoTheField(t *testing.T) {
	_, screen, pump := start(t, search(), body())
	pump.Keys("p")
	pump.Type("yYvxpq1")
	if pump.Clipboard() != "" || !screen.Typing() || len(pump.Sent()) > 0 {
		t.Error("a letter acted as a key")
	}
	frames.Has(t, pump.Frame(), "[token, 7 bytes]")
}

func TestLargePasteIsHeldOutsideOfTheField(t *testing.T) {
	large := tokens.Large(1 << 20)
	s, _, pump := start(t, "", body())
	pump.Keys("p")
	pump.Paste(large)
	frames.Has(t, pump.Frame(), "[token, 1,0")
	frames.Check(t, pump.StyledFrame(), body())
	pump.Keys("enter")
	if s.Current == nil || s.Current.Secret.Reveal() != large {
		t.Fatal("the token is not open")
	}
	pump.Keys("tab") // its JSON is laid out beside the update loop
	frames.Has(t, pump.Frame(), `"iss": "SearchApi"`)
	pump.Keys("v")
	frames.Has(t, pump.Frame(), large[:80])
	pump.Advance(time.Minute)
	frames.Lacks(t, pump.Frame(), large[:80])
}

func TestHostilePasteIsExplainedSafely(t *testing.T) {
	_, _, pump := start(t, search(), body())
	pump.Paste(tokens.Hostile())
	frames.Has(t, pump.Frame(), "not a token")
	frames.Check(t, pump.StyledFrame(), body())
	pump.Keys("p")
	pump.Type("\u202e\u200b")
	frames.Check(t, pump.StyledFrame(), body())
}

func TestPasteOfAnotherTokenStartsOver(t *testing.T) {
	s, _, pump := start(t, search(), body())
	pump.Keys("tab", "down", "down")
	pump.Paste(tokens.Platform(uitest.Start(), time.Hour))
	frames.Has(t, pump.Frame(), "▸ Claims", "Platform token")
	if s.Current.MintedFor != "" {
		t.Errorf("minted for %q", s.Current.MintedFor)
	}
}
