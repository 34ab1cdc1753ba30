package token_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/screens/token"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// body is the body of an 80×24 terminal.
func body() uitest.Size { return uitest.Size{Width: 80, Height: 21} }

// start is the Token step with a token open, or without when it is "".
func start(t testing.TB, compact string, size uitest.Size) (*uitest.Session, *token.Screen, *uitest.Pump) {
	t.Helper()
	s := uitest.NewSession(t)
	if compact != "" {
		if err := s.OpenToken(coveoapi.NewSecret(compact), "acme"); err != nil {
			t.Fatal(err)
		}
	}
	screen := token.New(s.Session)
	pump := uitest.NewPump(t, s, screen, size)
	return s, screen, pump
}

// search is a search token that is ten minutes old and lives for an hour.
func search() string { return tokens.Search(uitest.Start().Add(-10*time.Minute), time.Hour) }

// signature is the last part of a token: text that is nowhere but in the token.
func signature(compact string) string { return compact[strings.LastIndex(compact, ".")+1:] }

func TestWithoutTokenItSaysHowToGetOne(t *testing.T) {
	_, screen, pump := start(t, "", body())
	frames.Has(t, pump.Frame(), "no token yet", "4 Review", "paste one here")
	if screen.State() != common.Empty || screen.Ticking() || screen.Typing() {
		t.Errorf("state %v, ticking %v, typing %v", screen.State(), screen.Ticking(), screen.Typing())
	}
}

func TestATokenIsConcealedWhenTheTerminalLosesTheFocus(t *testing.T) {
	compact := search()
	_, _, pump := start(t, compact, body())
	pump.Keys("v")
	if !strings.Contains(pump.Frame(), signature(compact)[:10]) {
		t.Fatalf("v shows no token:\n%s", pump.Frame())
	}
	pump.Send(tea.BlurMsg{})
	frames.Lacks(t, pump.Frame(), signature(compact)[:10])
}

func TestLifeIsToldAndMoves(t *testing.T) {
	_, _, pump := start(t, search(), body())
	frames.Has(t, pump.Frame(), "expires", "in 50 m", "2026-03-14 09:50:00 +00:00", "2026-03-14 09:50:00 UTC", "10 m ago")
	pump.Advance(7 * time.Second)
	frames.Has(t, pump.Frame(), "in 49 m 53 s")
}

func TestStatesOfALifeAreDistinct(t *testing.T) {
	at := uitest.Start()
	for _, test := range []struct {
		name, compact, want string
		state               common.State
	}{
		{"living", search(), "expires in", common.Done},
		{"expired", tokens.Search(at.Add(-2*time.Hour), time.Hour), "expired", common.Problem},
		{"not yet", tokens.Sign(`{"iss":"SearchApi","nbf":1773480000,"exp":1773482400}`), "not yet valid", common.Done},
		{"no expiry", tokens.Sign(`{"iss":"SearchApi"}`), "never expires", common.Done},
		{"unreadable expiry", tokens.Sign(`{"iss":"SearchApi","exp":"soon"}`), "its expiry cannot be read", common.Problem},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, screen, pump := start(t, test.compact, body())
			frames.Has(t, pump.Frame(), test.want)
			if screen.State() != test.state {
				t.Errorf("state %v, want %v", screen.State(), test.state)
			}
		})
	}
}

func TestKeysSwitchTheViews(t *testing.T) {
	_, _, pump := start(t, search(), body())
	frames.Has(t, pump.Frame(), "▸ Claims", `"t0b1example"`)
	pump.Keys("right")
	frames.Has(t, pump.Frame(), "▸ JSON", `"alg": "HS256"`)
	for _, view := range []string{"▸ Grants", "▸ Calls", "▸ Verdict", "▸ Token"} {
		pump.Keys("tab")
		frames.Has(t, pump.Frame(), view)
	}
	frames.Has(t, pump.Frame(), "Signature", "HS256")
	pump.Keys("tab")
	frames.Has(t, pump.Frame(), "▸ Claims")
	pump.Keys("left")
	frames.Has(t, pump.Frame(), "▸ Token")
	pump.Keys("shift+tab", "shift+tab", "shift+tab", "shift+tab", "down", "down")
	frames.Has(t, pump.Frame(), "▸ JSON", "lines 3–")
}

func TestUnknownClaimsAreMarked(t *testing.T) {
	_, _, pump := start(t, search(), uitest.Size{Width: 80, Height: 40})
	for line := range strings.Lines(pump.Frame()) {
		if strings.Contains(line, `{"seat": 12}`) && strings.Contains(line, "not known to us") {
			return
		}
	}
	t.Errorf("the claim “workshop” is not marked as unknown:\n%s", pump.Frame())
}

func TestTokenIsMaskedUntilRevealedForTenSeconds(t *testing.T) {
	compact := search()
	_, screen, pump := start(t, compact, uitest.Size{Width: 200, Height: 40})
	hidden := signature(compact)
	for range 3 {
		frames.Lacks(t, pump.Frame(), hidden)
		pump.Keys("tab")
	}
	pump.Keys("v")
	frames.Has(t, pump.Frame(), hidden, "shown for 10 s")
	pump.Advance(9 * time.Second)
	frames.Has(t, pump.Frame(), hidden)
	pump.Advance(time.Second)
	frames.Lacks(t, pump.Frame(), hidden, "shown for")

	pump.Keys("v")
	screen.Leave()
	frames.Lacks(t, pump.Frame(), hidden)

	pump.Keys("v")
	if !screen.Escape() {
		t.Error("esc did not hide the token")
	}
	frames.Lacks(t, pump.Frame(), hidden)
}

func TestSecondRevealIsNotCutShortByTheFirst(t *testing.T) {
	compact := search()
	_, screen, pump := start(t, compact, uitest.Size{Width: 200, Height: 40})
	pump.Keys("v")
	pump.Advance(8 * time.Second)
	screen.Escape()
	pump.Keys("v")
	pump.Advance(5 * time.Second)
	frames.Has(t, pump.Frame(), signature(compact))
	pump.Advance(5 * time.Second)
	frames.Lacks(t, pump.Frame(), signature(compact))
}

func TestCopies(t *testing.T) {
	compact := search()
	_, _, pump := start(t, compact, body())
	pump.Keys("y")
	if pump.Clipboard() != compact {
		t.Errorf("y copied %q", pump.Clipboard())
	}
	pump.Keys("Y")
	if want := "Authorization: Bearer " + compact; pump.Clipboard() != want {
		t.Errorf("Y copied %q", pump.Clipboard())
	}
	frames.Lacks(t, pump.Frame(), signature(compact))
}

func TestGoesOnToQuery(t *testing.T) {
	for _, key := range []string{"x", "enter"} {
		_, _, pump := start(t, search(), body())
		pump.Keys(key)
		if !slices.Contains(pump.Sent(), tea.Msg(common.GoToMsg{Screen: common.Query})) {
			t.Errorf("%s did not go to Query", key)
		}
	}
}

func TestSkewIsTold(t *testing.T) {
	s, screen, pump := start(t, search(), body())
	frames.Lacks(t, pump.Frame(), "Your clock")
	for skew, want := range map[time.Duration]string{
		-(9*time.Minute + 4*time.Second): "Your clock is 9 m 4 s ahead of Coveo's",
		3 * time.Second:                  "Your clock is 3 s behind Coveo's",
	} {
		s.SetSkew(skew)
		screen.Resume()
		frames.Has(t, pump.Frame(), want)
	}
	s.SetSkew(2 * time.Second)
	screen.Resume()
	frames.Lacks(t, pump.Frame(), "Your clock")
}

func TestSignatureIsNeverCalledValid(t *testing.T) {
	for compact, badge := range map[string]string{
		search(): "UNVERIFIED",
		tokens.Platform(uitest.Start(), time.Hour):                     "UNVERIFIED",
		tokens.SignWithHeader(`{"alg":"nOnE"}`, `{"iss":"SearchApi"}`): "UNSIGNED",
	} {
		_, _, pump := start(t, compact, body())
		frames.Has(t, pump.Frame(), badge)
		pump.Keys("left")
		frames.Lacks(t, strings.ToLower(pump.Frame()), "signature is valid", "valid signature")
	}
}

func TestHostileTextNeverReachesTheTerminal(t *testing.T) {
	hostile, err := json.Marshal(tokens.Hostile())
	if err != nil {
		t.Fatal(err)
	}
	h := string(hostile)
	compact := tokens.SignWithHeader(`{"alg":`+h+`,"kid":`+h+`}`, `{"iss":`+h+`,`+h+`:[`+h+`],"exp":`+h+`,"userIds":[{"name":`+h+`}]}`)
	s, screen, pump := start(t, compact, body())
	s.Current.MintedFor = tokens.Hostile()
	screen.Update(common.TokenOpenedMsg{})
	for range 6 {
		for range 5 {
			frames.Check(t, pump.StyledFrame(), body())
			pump.Keys("down")
		}
		pump.Keys("tab")
	}
	pump.Keys("v")
	frames.Check(t, pump.StyledFrame(), body())
}

func TestAdvertisedKeysWork(t *testing.T) {
	for _, test := range []struct {
		name, compact string
		keys          []string
	}{
		{name: "none"},
		{name: "claims", compact: search()},
		{name: "json", compact: search(), keys: []string{"tab"}},
		{name: "field", compact: search(), keys: []string{"p", "x"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			frames.KeysWork(t, func(t *testing.T) (common.Screen, *uitest.Pump) {
				_, screen, pump := start(t, test.compact, body())
				pump.Keys(test.keys...)
				return screen, pump
			})
		})
	}
}
