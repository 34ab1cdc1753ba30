package history_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"time"

	"coveotoken/coveoapi"
	kept "coveotoken/coveoapi/history"
	"coveotoken/ui/common"
	"coveotoken/ui/screens/history"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// bodyOf is what the frame leaves a screen of a terminal.
func bodyOf(terminal uitest.Size) uitest.Size {
	size := uitest.Size{Width: terminal.Width, Height: terminal.Height - 3}
	if terminal.Height >= 20 {
		size.Height--
	}
	if terminal.Width >= 60 {
		size.Width -= 2
	}
	return size
}

var standard = bodyOf(uitest.Size{Width: 80, Height: 24})

func start(t testing.TB, s *uitest.Session, size uitest.Size) (*history.Screen, *uitest.Pump) {
	t.Helper()
	screen := history.New(s.Session)
	pump := uitest.NewPump(t, s, screen, size)
	pump.Run(screen.Resume())
	return screen, pump
}

// search is a search token for a user, issued so long after the start.
func search(name, hub string, after, life time.Duration) coveoapi.Secret {
	issued := uitest.Start().Add(after)
	quoted, _ := json.Marshal(name)
	quotedHub, _ := json.Marshal(hub)
	return coveoapi.NewSecret(tokens.Sign(fmt.Sprintf(`{"v8":true,"tokenId":"t-%d-%d","organization":"acmecorp","userIds":[{"type":"User","name":%s,"provider":"Email Security Provider"}],"roles":["queryExecutor"],"iss":"SearchApi","searchHub":%s,"exp":%d,"iat":%d}`,
		len(name), issued.Unix(), quoted, quotedHub, issued.Add(life).Unix(), issued.Unix())))
}

// mint makes a token the current one, as Review does.
func mint(t testing.TB, s *uitest.Session, pump *uitest.Pump, name string, secret coveoapi.Secret) *common.OpenToken {
	t.Helper()
	if err := s.OpenToken(secret, "acme"); err != nil {
		t.Fatal(err)
	}
	from := *common.NewDraft()
	from.UserIDs[0].Name = name
	token := s.Current
	token.From, token.At = &from, s.Profiles[1]
	pump.Send(common.TokenOpenedMsg{})
	return token
}

// several is a session in which three tokens were minted and one was pasted.
func several(t testing.TB, s *uitest.Session, pump *uitest.Pump) {
	t.Helper()
	s.Connect()
	mint(t, s, pump, "asmith@example.com", search("asmith@example.com", "SupportHub", 0, time.Hour))
	s.Clock.Advance(20 * time.Minute)
	mint(t, s, pump, "bjones@example.com", search("bjones@example.com", "", 20*time.Minute, 15*time.Minute))
	s.Clock.Advance(20 * time.Minute)
	if err := s.OpenToken(search(tokens.Hostile(), "漢字のハブ", 0, time.Hour), ""); err != nil {
		t.Fatal(err)
	}
	pump.Send(common.TokenOpenedMsg{})
	mint(t, s, pump, "asmith@example.com", search("asmith@example.com", "SupportHub", 40*time.Minute, time.Hour))
}

func TestGolden(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func(testing.TB, *uitest.Session, *uitest.Pump)
	}{
		{"empty", func(testing.TB, *uitest.Session, *uitest.Pump) {}},
		{"several", several},
		{"marked", func(t testing.TB, s *uitest.Session, p *uitest.Pump) {
			several(t, s, p)
			p.Keys("home", "space", "down", "down", "space", "d")
		}},
		{"again", func(t testing.TB, s *uitest.Session, p *uitest.Pump) {
			several(t, s, p)
			p.Keys("end", "r")
			mint(t, s, p, "asmith@example.com", search("asmith@example.com", "SupportHub", 41*time.Minute, time.Hour))
		}},
		{"full", func(t testing.TB, s *uitest.Session, p *uitest.Pump) {
			s.Kept = &uitest.Kept{Err: &fs.PathError{Op: "write", Path: "/state/history.jsonl", Err: syscall.ENOSPC}}
			several(t, s, p)
		}},
	} {
		for _, size := range uitest.GoldenSizes() {
			t.Run(test.name+"/"+size.String(), func(t *testing.T) {
				s := uitest.NewSession(t)
				_, pump := start(t, s, bodyOf(size))
				test.do(t, s, pump)
				frames.Check(t, pump.StyledFrame(), bodyOf(size))
				uitest.Golden(t, pump.Frame())
			})
		}
	}
}

func TestFrameIsWithinItsSize(t *testing.T) {
	s := uitest.NewSession(t)
	screen, pump := start(t, s, standard)
	frames.Sweep(t, s, screen, nil)
	several(t, s, pump)
	frames.Sweep(t, s, screen, func() { pump.Keys("down", "space", "d") })
}

func TestKeysWork(t *testing.T) {
	frames.KeysWork(t, func(t *testing.T) (common.Screen, *uitest.Pump) {
		s := uitest.NewSession(t)
		screen, pump := start(t, s, uitest.Size{Width: 40, Height: 9})
		several(t, s, pump)
		pump.Keys("home", "space", "down")
		return screen, pump
	})
}

func TestATokenIsOpenedAgain(t *testing.T) {
	s := uitest.NewSession(t)
	_, pump := start(t, s, standard)
	several(t, s, pump)
	last := s.Current
	pump.Keys("end", "enter")
	frames.WentTo(t, pump, common.Token)
	if s.Current == last || s.Current.From.UserIDs[0].Name != "asmith@example.com" {
		t.Errorf("current is %v", s.Current)
	}
	if strings.Count(pump.Frame(), "search ") != 4 {
		t.Errorf("opening lists it twice:\n%s", pump.Frame())
	}
}

func TestMintingAgainTakesTheFormAndSaysWhatDiffers(t *testing.T) {
	s := uitest.NewSession(t)
	_, pump := start(t, s, standard)
	several(t, s, pump)
	s.Draft.SearchHub = "typed meanwhile"
	pump.Keys("end", "r")
	var asked bool
	for _, msg := range pump.Sent() {
		if remint, ok := msg.(common.RemintMsg); ok {
			asked = remint.Back == common.History
		}
	}
	if !asked || s.Draft.UserIDs[0].Name != "asmith@example.com" || s.Before == nil || s.Before.SearchHub != "typed meanwhile" {
		t.Fatalf("asked %v, the form is %+v, before it was %+v", asked, s.Draft, s.Before)
	}
	mint(t, s, pump, "asmith@example.com", search("asmith@example.com", "OtherHub", 41*time.Minute, time.Hour))
	frames.Reads(t, pump, "It differs from the one before, although the form is the same:", "searchHub is another one", "exp is 41 m later")
}

func TestWhatCannotBeMintedAgainSaysWhy(t *testing.T) {
	s := uitest.NewSession(t)
	_, pump := start(t, s, standard)
	several(t, s, pump)
	pump.Sent()
	pump.Keys("home", "down", "r")
	frames.Reads(t, pump, "It was not minted in this session, so that its form is not known.")
	s.Connection.Profile.Name = "other"
	pump.Keys("end", "r")
	frames.Reads(t, pump, "It was minted with the profile acme. Connect to that first (1)")
	if len(pump.Sent()) > 0 {
		t.Error("something was asked for")
	}
}

func TestMarkedTokensAreCompared(t *testing.T) {
	s := uitest.NewSession(t)
	_, pump := start(t, s, standard)
	several(t, s, pump)
	pump.Keys("home", "=")
	frames.Reads(t, pump, "Mark two tokens or more with space first.")
	pump.Keys("space", "end", "=")
	var got []*common.OpenToken
	for _, msg := range pump.Sent() {
		if compare, ok := msg.(common.CompareMsg); ok {
			got = compare.Tokens
		}
	}
	if len(got) != 2 || got[0] == got[1] {
		t.Errorf("compared are %v", got)
	}
}

func TestForgettingAsksOnce(t *testing.T) {
	s := uitest.NewSession(t)
	shelf := &uitest.Kept{}
	s.Kept = shelf
	_, pump := start(t, s, standard)
	several(t, s, pump)
	if len(shelf.Entries) != 3 {
		t.Fatalf("kept %d, want the minted ones", len(shelf.Entries))
	}
	pump.Keys("home", "d", "down", "d")
	frames.Reads(t, pump, "Press d again to forget this token.", "4 tokens")
	pump.Keys("end", "d", "d")
	frames.Reads(t, pump, "3 tokens")
	if len(shelf.Entries) != 2 {
		t.Errorf("kept %d", len(shelf.Entries))
	}
}

// TestAFullDiskIsSaidOnceAndNothingIsLost is what happens when the history cannot be
// written.
func TestAFullDiskIsSaidOnceAndNothingIsLost(t *testing.T) {
	s := uitest.NewSession(t)
	shelf := &uitest.Kept{}
	s.Kept = shelf
	screen, pump := start(t, s, standard)
	shelf.Err = &fs.PathError{Op: "write", Path: "/state/history.jsonl", Err: syscall.ENOSPC}
	several(t, s, pump)
	said := 0
	for _, msg := range pump.Sent() {
		if notice, ok := msg.(common.NoticeMsg); ok && strings.Contains(notice.Text, "could not be added to the history") {
			said++
		}
	}
	if said != 1 || screen.State() != common.Problem {
		t.Errorf("said %d times, state %v", said, screen.State())
	}
	frames.Reads(t, pump, "There is no space left where /state/history.jsonl is.", "4 tokens")
	shelf.Err = nil
	mint(t, s, pump, "a", search("a", "", 42*time.Minute, time.Hour))
	if len(shelf.Entries) != 1 || screen.State() != common.Done {
		t.Errorf("after the disk has room again: kept %d, state %v", len(shelf.Entries), screen.State())
	}
}

func TestTokensOfEarlierSessionsAreListed(t *testing.T) {
	s := uitest.NewSession(t)
	whole := search("cdiaz@example.com", "", -2*time.Hour, time.Hour)
	s.Kept = &uitest.Kept{Unread: 1, Entries: []kept.Entry{
		{Kind: "search token", MintedAt: uitest.Start().Add(-30 * time.Minute), ExpiresAt: uitest.Start().Add(time.Hour), Profile: "acme", Users: []string{"bjones@example.com"}, Fingerprint: "sha256:0123456789abcdef"},
		{Kind: "search token", MintedAt: uitest.Start().Add(-2 * time.Hour), Fingerprint: whole.Digest(), Token: whole.Reveal(), Users: []string{"cdiaz@example.com"}},
	}}
	_, pump := start(t, s, standard)
	frames.Reads(t, pump, "2 tokens", "1 line of the file could not be read", "only its fingerprint was kept", "sha256:0123456789abcdef")
	pump.Keys("enter", "space")
	frames.Reads(t, pump, "Only the fingerprint of this token was kept.")
	pump.Keys("down", "enter")
	frames.WentTo(t, pump, common.Token)
	if s.Current == nil || !s.Current.Secret.Equal(whole) {
		t.Error("the token that was kept is not opened")
	}
}
