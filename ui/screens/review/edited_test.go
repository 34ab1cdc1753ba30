package review_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// roomy has room for everything that the screen says.
func roomy() uitest.Size { return uitest.Size{Width: 100, Height: 60} }

func TestABodyEditedByHandIsMintedAsItIs(t *testing.T) {
	s := connected(t)
	s.Editor = uitest.Editor(t, func(text string) (string, error) {
		return strings.Replace(text, "{", `{"expiration": 9007199254740993123,`, 1), nil
	})
	s.API.Expect("MintRaw", coveoapi.NewSecret(tokens.Search(uitest.Start(), time.Hour)), nil)
	_, pump := start(t, s, roomy())
	for _, opens := range []string{"ctrl+e", "E"} {
		pump.Keys(opens)
		frames.Has(t, pump.Frame(), "! Edited by hand", "sent all the same: expiration", "edited by hand (", "9007199254740993123", "as the body says (validFor), or 24 h")
		frames.Lacks(t, pump.Frame(), "shown as Alice Smith")
		pump.Keys("ctrl+r")
		frames.Has(t, pump.Frame(), "shown as Alice Smith", "1 h (validFor")
		s.Draft.SetRawBody(nil)
	}
	pump.Keys("ctrl+e", "enter")
	calls := s.API.Calls("MintRaw")
	if len(calls) != 1 {
		t.Fatalf("%d calls\n%s", len(calls), pump.Frame())
	}
	request := calls[0].Args[0].(coveoapi.Request)
	if !strings.HasPrefix(string(request.Body), `{"expiration":9007199254740993123,"userIds":[{"name":"asmith@example.com"`) || request.Repeatable {
		t.Errorf("sent %s", request.Body)
	}
	if s.Current == nil {
		t.Errorf("the token is not open:\n%s", pump.Frame())
	}
}

func TestABodyThatIsNoObjectIsMendedInTheEditor(t *testing.T) {
	s := connected(t)
	s.Draft.SetRawBody([]byte("{\n  oops\n}"))
	_, pump := start(t, s, roomy())
	frames.Has(t, pump.Frame(), "! body line 2, column 3: is not JSON", "→ Press e to mend it in your editor", "! Not complete yet.")
	pump.Keys("enter")
	s.Editor = uitest.Editor(t, func(text string) (string, error) { return strings.Replace(text, "oops", `"userIds": []`, 1), nil })
	pump.Keys("e")
	frames.Has(t, pump.Frame(), "✓ Ready.")
	for _, msg := range pump.Sent() {
		if _, is := msg.(common.GoToMsg); is {
			t.Error("it went elsewhere to mend the body")
		}
	}
}

func TestTheEditorCanFailHereToo(t *testing.T) {
	s := connected(t)
	_, pump := start(t, s, roomy())
	pump.Keys("ctrl+e")
	frames.Has(t, pump.Frame(), "✗ no editor is named: set VISUAL or EDITOR")
	s.Editor = uitest.Editor(t, func(string) (string, error) { return "", errors.New("exit status 2") })
	pump.Keys("ctrl+e")
	frames.Has(t, pump.Frame(), "exit status 2; nothing was changed", "✓ Ready.")
}

func TestNothingIsEditedWhileItIsMinted(t *testing.T) {
	s := connected(t)
	s.API.Expect("MintSearchToken", nil, nil).Hold()
	screen, pump := start(t, s, roomy())
	pump.Keys("enter", "ctrl+e", "ctrl+r")
	frames.Lacks(t, pump.Frame(), "no editor")
	if help := screen.ShortHelp(); slices.ContainsFunc(help, func(b key.Binding) bool { return b.Help().Key == "ctrl+e" }) {
		t.Error("the footer offers it")
	}
	screen.Escape()
	pump.Send(nil)
}

func TestAnEditedPlatformBodyIsCheckedAgainstTheKey(t *testing.T) {
	s := connected(t)
	s.Draft.Kind = common.PlatformToken
	s.Draft.SetRawBody([]byte(`{"body":{"privileges":[{"owner":"SEARCH_API","targetDomain":"QUERY_PIPELINE","type":"VIEW","targetId":"*"}]}}`))
	_, pump := start(t, s, roomy())
	frames.Has(t, pump.Frame(), "the key does not hold SEARCH_API/QUERY_PIPELINE:VIEW", "! The key may not be enough.")
}

func TestAdvancedAndInternalAttributesAreNamedAndSecretsMasked(t *testing.T) {
	s := connected(t)
	s.Draft.Version = coveoapi.SearchTokenV3
	s.Draft.Advanced = common.Advanced{
		CanSeeUserProfileOf: "bob@example.com", AllowedDictionaryFieldKeys: "price=*",
		Commerce: coveoapi.CommerceParameters{CatalogID: "c1", Filter: "@a==b"},
	}
	s.Draft.Internal = common.Internal{SuperUserToken: "canary", Scope: "3"}
	s.Draft.UserIDs[0].Password = "canary"
	s.API.Expect("MintSearchToken", coveoapi.NewSecret(tokens.Search(uitest.Start(), time.Hour)), nil)
	_, pump := start(t, s, roomy())
	frames.Has(t, pump.Frame(), "sees the profiles of bob@example.com", "dictionary keys price=*", "commerce c1  @a==b",
		"3 things to know", "! superUserToken is deprecated. Leave it out.", "! scope is", "! userIds[0].password is deprecated.", `"password": "••••"`, "/rest/search/v3/token")
	frames.Lacks(t, pump.Frame(), "canary")
	pump.Keys("enter")
	if args := s.API.Calls("MintSearchToken")[0].Args; args[0] != coveoapi.SearchTokenV3 {
		t.Errorf("minted with %v", args[0])
	}
}
