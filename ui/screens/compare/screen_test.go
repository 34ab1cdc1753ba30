package compare_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

func TestTheFormsUserAndAVisitorAreProposed(t *testing.T) {
	s := ready(t)
	screen, pump := start(t, s, body())
	frames.Has(t, pump.Frame(), "A "+alice, "B anonymous")
	s.Draft.UserIDs[0].Name = bob
	pump.Run(screen.Resume())
	frames.Has(t, pump.Frame(), "A "+bob, "B anonymous")
	frames.Lacks(t, pump.Frame(), alice)

	pump.Keys("n", "*")
	frames.Lacks(t, pump.Frame(), "anonymous")
	frames.Has(t, pump.Frame(), "B everyone (*@*)")
	s.Draft.UserIDs[0].Name = alice
	pump.Run(screen.Resume())
	frames.Has(t, pump.Frame(), "A "+bob) // whom the user chose stays
}

func TestEveryIdentityIsMintedFromTheFormAndAskedTheSame(t *testing.T) {
	s := lesson(t)
	_, pump := start(t, s, body())
	pump.Keys("/")
	pump.Type("reset password")
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), alice+" gets all that anonymous gets, and 3 more.", "✓ 5 results · 12 ms · InternalSearch", "●1 –")
	var minted []string
	for _, call := range s.API.Calls("MintSearchToken") {
		request := call.Args[1].(coveoapi.SearchTokenRequest)
		minted = append(minted, request.UserIDs[0].Name+" "+request.SearchHub)
	}
	if len(minted) != 2 || !strings.Contains(strings.Join(minted, ","), alice+" SupportHub") || !strings.Contains(strings.Join(minted, ","), "anonymous SupportHub") {
		t.Errorf("minted for %q", minted)
	}
	for _, call := range s.API.Calls("Search") {
		if query := call.Args[2].(coveoapi.SearchQuery); query.Q != "reset password" || query.FirstResult != 0 {
			t.Errorf("asked %+v", query)
		}
	}
}

func TestAMisspeltProviderIsWarnedOfAndShownToGiveNothing(t *testing.T) {
	s := lesson(t)
	s.Connection.Providers = []coveoapi.SecurityProvider{{ID: coveoapi.EmailSecurityProvider, DisplayName: coveoapi.EmailSecurityProvider}}
	_, pump := start(t, s, body())
	withMisspelt(pump)
	frames.Reads(t, pump, "none “Email Security provider”")
	pump.Keys("r")
	frames.Reads(t, pump, alice+":"+misspelt+" = anonymous: the identity gives no extra rights")

	pump.Keys("left", "e", "tab", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
	pump.Type("Provider")
	pump.Keys("enter") // is Alice now, who is there already
	frames.Has(t, pump.Frame(), "> A "+alice)
}

func TestTheListIsFiltered(t *testing.T) {
	s := lesson(t)
	_, pump := start(t, s, body())
	pump.Keys("a")
	pump.Type(bob)
	pump.Keys("enter", "r")
	frames.Has(t, pump.Frame(), "all 6", "part 8", "●1 –  –")
	pump.Keys("f")
	frames.Has(t, pump.Frame(), "only A, 3 of 6", "part 4")
	frames.Lacks(t, pump.Frame(), "part 8", "part 3")
	pump.Keys("f")
	frames.Has(t, pump.Frame(), "only B, 0 of 6", "None. f shows others.")
	pump.Keys("f")
	frames.Has(t, pump.Frame(), "only C, 1 of 6", "part 8")
	pump.Keys("f")
	frames.Has(t, pump.Frame(), "other ranks, 2 of 6", "part 1", "part 3")
	frames.Lacks(t, pump.Frame(), "part 8")
	pump.Keys("f", "enter")
	frames.Reads(t, pump, "ID 42.", "A ● rank", "B – does not get it anonymous")
}

func TestAnotherStepBringsItsQueryAndItsToken(t *testing.T) {
	s := ready(t)
	given := coveoapi.NewSecret(tokens.Search(uitest.Start(), time.Hour))
	if err := s.OpenToken(given, ""); err != nil {
		t.Fatal(err)
	}
	_, pump := start(t, s, body())
	pump.Send(common.CompareMsg{Query: &coveoapi.SearchQuery{Q: "reset", AQ: "@year==2026", NumberOfResults: 10}})
	frames.Has(t, pump.Frame(), "“reset” · aq @year==2026", "A "+alice, "B anonymous", "> C token of "+alice)
	mints(s, user(alice), user("anonymous"))
	s.API.Expect("Search", found("InternalSearch", 1), nil).Always()
	pump.Keys("r")
	if calls := s.API.Calls("MintSearchToken"); len(calls) != 2 {
		t.Errorf("%d tokens were minted", len(calls))
	}
	var used int
	for _, call := range s.API.Calls("Search") {
		if given.Equal(call.Args[0].(coveoapi.Secret)) {
			used++
		}
	}
	if used != 1 {
		t.Errorf("the token was used %d times", used)
	}
	frames.Lacks(t, pump.Frame(), given.Reveal())
}

func TestThereAreTwoToFive(t *testing.T) {
	s := ready(t)
	_, pump := start(t, s, body())
	pump.Keys("d", "r")
	frames.Reads(t, pump, "2 to 5 identities can be compared, and here are 1")
	for i := range 4 {
		pump.Keys("ctrl+n")
		pump.Type(fmt.Sprintf("user%d@example.com", i))
		pump.Keys("enter")
	}
	for _, another := range []string{"a", "*", "p"} {
		pump.Keys(another)
		frames.Has(t, pump.Frame(), "E user3@example.com", "room for 5 identities")
	}
	frames.Lacks(t, pump.Frame(), "everyone", "Token ")
}

func TestAFormThatIsWrongIsSaidBeforeAnythingIsSent(t *testing.T) {
	s := ready(t)
	s.Draft.Validity = "3d"
	_, pump := start(t, s, body())
	pump.Keys("r") // the fake expects no call
	frames.Reads(t, pump, "the form of step 3 Details cannot be sent", "24 h")
	pump.Keys("/", "tab")
	pump.Type("00")
	pump.Keys("enter")
	frames.Reads(t, pump, "a whole number from 1 to 1000")
}

func TestHostileTextNeverReachesTheTerminal(t *testing.T) {
	s := unruly(t)
	size := uitest.Size{Width: 78, Height: 50}
	_, pump := start(t, s, size)
	addUnruly(pump)
	pump.Keys("/")
	pump.Paste(tokens.Hostile())
	frames.Check(t, pump.StyledFrame(), size)
	pump.Keys("enter")
	for range 3 {
		frames.Check(t, pump.StyledFrame(), size)
		pump.Keys("right")
	}
	pump.Keys("t", "left", "end", "enter")
	frames.Check(t, pump.StyledFrame(), size)
}

func TestAnotherConnectionForgetsWhatWasFound(t *testing.T) {
	s := lesson(t)
	_, pump := start(t, s, body())
	pump.Keys("r")
	pump.Send(common.ConnectedMsg{})
	frames.Lacks(t, pump.Frame(), "✓")
	frames.Has(t, pump.Frame(), "A "+alice)
}

// A key that moves through a thousand rows of five people.
func BenchmarkKey(b *testing.B) {
	s := ready(b)
	s.API.Expect("MintSearchToken", tokenFor(user(alice)), nil).Always()
	items := make([]int, 1000)
	for i := range items {
		items[i] = i
	}
	s.API.Expect("Search", found("InternalSearch", items[:100]...), nil).Always()
	screen, pump := start(b, s, uitest.Size{Width: 118, Height: 36})
	pump.Keys("*", "r")
	down, _ := common.KeyPress("down")
	up, _ := common.KeyPress("up")
	for b.Loop() {
		for _, press := range []tea.KeyPressMsg{down, up} {
			screen.Update(press)
			screen.View()
		}
	}
}
