package token_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/grant"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/screens/token"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

func privileges(t testing.TB, texts ...string) []coveoapi.Privilege {
	t.Helper()
	list := []coveoapi.Privilege{}
	for _, text := range texts {
		p, err := coveoapi.ParsePrivilege(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// minted connects the session and has it have minted its token as the draft says.
func minted(t testing.TB, s *uitest.Session, screen *token.Screen, fill func(*common.Draft)) {
	t.Helper()
	s.Connect()
	s.Current.MintedFor = s.Connection.Profile.Name
	fill(s.Draft)
	request, err := s.Draft.Call(s.API.Target())
	if err != nil {
		t.Fatal(err)
	}
	asked := grant.FromRequest(s.API.Target(), request)
	s.Current.Asked = &asked
	screen.Update(common.TokenOpenedMsg{})
}

// aliceAsPlatform is what tokens.SignedPlatform holds.
func aliceAsPlatform(d *common.Draft) {
	d.Kind, d.Validity = common.PlatformToken, "1h"
	d.UserIDs = []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}}
	d.Privileges = []coveoapi.Privilege{{Type: "ENABLE", TargetDomain: "IMPERSONATE", TargetID: "*", Owner: "SEARCH_API"}}
}

// aliceSearching is what search holds.
func aliceSearching(d *common.Draft) {
	d.UserIDs = []coveoapi.UserID{{Name: "asmith@example.com", Provider: coveoapi.EmailSecurityProvider}}
	d.DisplayName, d.SearchHub, d.Pipeline, d.Filter, d.Validity = "Alice Smith", "SupportHub", "InternalSearch", "@source==KnowledgeBase", "1h"
}

func TestWhatWasRequestedGrantedAndIsEffective(t *testing.T) {
	s, screen, pump := start(t, platform(), uitest.Size{Width: 80, Height: 37})
	minted(t, s, screen, aliceAsPlatform)
	s.API.Expect("PrivilegesOf", privileges(t, "SEARCH_API/IMPERSONATE"), nil)
	s.API.Expect("Certificates", keysNamed(t, tokens.PublishedKeyID), nil)
	pump.Keys("g")
	frames.Has(t, flat(pump),
		"▸ Grants", "Privileges requested 1 / in the token 1 / effective 1: all equal", "requested token effective",
		"= equal ✓ ✓ ✓ SEARCH_API/IMPERSONATE:ENABLE", "= equal ✓ ✓ · life: 1 h",
		"Signature: valid, key test-key-1 from /rest/tokens/certificates.")
	pump.Keys("left", "g") // it is known now: nothing more is asked
	s.API.Expect("PrivilegesOf", privileges(t), nil)
	pump.Keys("a")
	frames.Has(t, flat(pump), "effective 0: 1 missing", "- missing ✓ ✓ ✗ SEARCH_API/IMPERSONATE:ENABLE")
}

func TestADifferenceIsSaid(t *testing.T) {
	s, screen, pump := start(t, search(), uitest.Size{Width: 80, Height: 37})
	minted(t, s, screen, func(d *common.Draft) {
		aliceSearching(d)
		d.Validity, d.Groups, d.SearchHub = "8h", "Agents", ""
	})
	s.API.Expect("PrivilegesOf", nil, &coveoapi.APIError{Operation: "list", Status: 403, Code: "FORBIDDEN"})
	pump.Keys("g")
	frames.Has(t, flat(pump), "effective ?: 1 missing, 1 extra, 1 different", "≠ different ✓ ✓ · life: 8 h requested, 1 h in the token",
		"+ extra ✗ ✓ · searchHub: SupportHub, which nobody asked for", "- missing ✓ ✗ · userGroups: Agents requested", "The organization does not tell")
}

func TestAPastedTokenIsSentNowhereUnasked(t *testing.T) {
	s, screen, pump := start(t, search(), uitest.Size{Width: 80, Height: 37})
	s.Current.MintedFor = ""
	for _, view := range []string{"g", "u", "w"} {
		pump.Keys(view)
		frames.Has(t, flat(pump), "connect in step 1 Connect first")
	}
	s.Connect()
	pump.Keys("g")
	frames.Has(t, flat(pump), "a sends the token to https://acmecorp.org.coveo.com", "What was requested is not known")
	s.API.Expect("PrivilegesOf", privileges(t, "SEARCH_API/EXECUTE_QUERY"), nil)
	pump.Keys("a")
	frames.Has(t, flat(pump), "Privileges requested 1 / in the token 1 / effective 1: all equal")
	target := s.API.Target()
	target.OrganizationID = "elsewhere"
	s.API.SetTarget(target)
	screen.Update(common.TokenOpenedMsg{})
	pump.Keys("g", "a")
	frames.Has(t, flat(pump), "The token is of the organization acmecorp, and you are connected to elsewhere: it is not sent there.")
}

func TestCallsThatATokenCanMake(t *testing.T) {
	s, screen, pump := start(t, search(), uitest.Size{Width: 80, Height: 37})
	pump.Keys("u")
	frames.Has(t, flat(pump), "judged by what every search token has.", "Search · 47")
	minted(t, s, screen, aliceSearching)
	s.API.Expect("PrivilegesOf", privileges(t, "PLATFORM/FIELD:VIEW"), nil)
	pump.Keys("u")
	frames.Has(t, flat(pump), "judged by what the organization says.", "/indexes/fields/search")
	frames.Lacks(t, flat(pump), "Search · ")
}

func TestWhatATokenIs(t *testing.T) {
	s, screen, pump := start(t, platform(), uitest.Size{Width: 80, Height: 37})
	minted(t, s, screen, aliceAsPlatform)
	s.API.Expect("PrivilegesOf", privileges(t, "SEARCH_API/IMPERSONATE"), nil)
	pump.Keys("w")
	frames.Has(t, flat(pump), "Template resembled: Authenticated search", "Platform token, enabled, can impersonate any user and query as them. Must stay private.", "our inference")

	s, screen, pump = start(t, platform(), uitest.Size{Width: 80, Height: 37})
	minted(t, s, screen, aliceAsPlatform)
	s.API.Expect("PrivilegesOf", nil, &coveoapi.NetworkError{Operation: "ask", Kind: coveoapi.NetworkRefused, Host: "h"})
	pump.Keys("w")
	frames.Has(t, flat(pump), "✗ ", "→ ")
}

func TestAskingCanBeCancelled(t *testing.T) {
	s, screen, pump := start(t, search(), uitest.Size{Width: 80, Height: 37})
	minted(t, s, screen, aliceSearching)
	s.API.Expect("PrivilegesOf", privileges(t), nil).Hold()
	pump.Keys("g")
	pump.Advance(time.Second)
	frames.Has(t, flat(pump), "Asking what the token may do… 1 s (esc cancels)")
	if !screen.Escape() || screen.Escape() {
		t.Error("esc does not tell whether there was something to cancel")
	}
	frames.Lacks(t, flat(pump), "Asking what")
	frames.Has(t, flat(pump), "The organization was not asked.")
}

func TestAClaimTellsItsFormField(t *testing.T) {
	s, screen, pump := start(t, search(), uitest.Size{Width: 80, Height: 37})
	minted(t, s, screen, aliceSearching)
	frames.Has(t, pump.Frame(), "◂ Filter", "◂ Valid for", "◂ Users")
	toClaim(t, pump, "filter")
	frames.Has(t, flat(pump), "Set by Filter, which says the same now.", "In a query: Every query becomes")
	s.Draft.Filter = "@source==Wiki"
	screen.Resume()
	frames.Has(t, flat(pump), "Set by Filter, which says “@source==Wiki” now, no longer what the token says.")
	s.Draft.Filter = ""
	screen.Resume()
	frames.Has(t, flat(pump), "Set by Filter, which is empty now.")
	pump.Keys("f")
	want := []tea.Msg{common.GoToMsg{Screen: common.Details}, common.FocusFieldMsg{Field: "filter"}}
	if diff := cmp.Diff(want, pump.Sent()); diff != "" {
		t.Error(diff)
	}
	s.Draft.Kind = common.PlatformToken
	screen.Resume()
	frames.Has(t, flat(pump), "is not in the draft now: that is for a platform token.")
}

func TestAPastedTokensClaimsWereSetByNobodyHere(t *testing.T) {
	_, _, pump := start(t, search(), uitest.Size{Width: 80, Height: 37})
	frames.Lacks(t, pump.Frame(), "◂ Filter")
	pump.Keys("f")
	frames.Has(t, pump.Frame(), "▸   v8") // which no field sets
}

func TestEveryClaimThatTheFormSetsLeadsToAStep(t *testing.T) {
	for field, step := range map[string]common.ID{
		jwtview.FieldPrivileges: common.Privileges, jwtview.FieldOrganization: common.Connect,
	} {
		if got := common.FocusField(field)(); got != (common.GoToMsg{Screen: step}) {
			t.Errorf("%s leads to %v", field, got)
		}
	}
}

// toClaim moves the cursor to a claim.
func toClaim(t *testing.T, pump *uitest.Pump, claim string) {
	t.Helper()
	for range 40 {
		if strings.Contains(pump.Frame(), "── "+claim+" ─") {
			return
		}
		pump.Keys("down")
	}
	t.Fatalf("there is no claim %s:\n%s", claim, pump.Frame())
}

// odd is a long search token whose provider is misspelt.
func odd() string {
	return tokens.Sign(`{"iss":"SearchApi","userIds":[{"name":"bob@example.com","provider":"Email security provider"}],"userGroups":["` +
		strings.Repeat("Agents ", 600) + `"],"exp":1773482400}`)
}

func TestWhatIsOddAboutATokenIsSaid(t *testing.T) {
	_, _, pump := start(t, odd(), uitest.Size{Width: 80, Height: 37})
	frames.Has(t, pump.Frame(), "! (1 of 2, see Token) ")
	pump.Keys("left")
	frames.Has(t, flat(pump), "! The token has", "Email Security Provider")
	_, _, pump = start(t, search(), body())
	frames.Lacks(t, pump.Frame(), "! ")
}
