package details

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// leave makes the user's editor leave a text, whatever it was given.
func leave(t *testing.T, s *uitest.Session, text string) {
	t.Helper()
	s.Editor = uitest.Editor(t, func(string) (string, error) { return text, nil })
}

func TestTheBodyIsEditedByHand(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	given := ""
	s.Editor = uitest.Editor(t, func(text string) (string, error) {
		given = text
		return strings.Replace(text, `"userIds"`, `"expiration": 9007199254740993123, "searchhub": "SupportHub", "userIds"`, 1), nil
	})
	p.Keys("ctrl+e")
	if !strings.HasPrefix(given, "{\n  \"userIds\": [\n    {\n      \"name\": \"asmith@example.com\"") {
		t.Errorf("the editor was given:\n%s", given)
	}
	call, err := s.Draft.Call(s.API.Target())
	if err != nil || !strings.HasPrefix(string(call.Body), `{"expiration":9007199254740993123,"searchhub":"SupportHub","userIds":[{"name":"asmith@example.com"`) {
		t.Errorf("%v: %s", err, call.Body)
	}
	frames.Reads(t, p, "! Edited by hand: this body is sent, not the form's. ctrl+r goes back to the form.",
		"! Not in Coveo's published schema, sent all the same: expiration, searchhub", "The body, as you left it", "9007199254740993123", "Endpoint version")
	if strings.Contains(p.Frame(), "Display name") || screen.State() != common.Done {
		t.Errorf("state %v:\n%s", screen.State(), p.Frame())
	}
	changed := false
	for _, msg := range p.Sent() {
		_, is := msg.(common.DraftChangedMsg)
		changed = changed || is
	}
	if !changed {
		t.Error("the other screens were not told")
	}
}

func TestGoingBackToTheFormKeepsTheEditedBodyAside(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	leave(t, s, `{"userIds":[]}`)
	p.Keys("ctrl+e", "ctrl+r")
	frames.Reads(t, p, "asmith@example.com", "Display name")
	if call, _ := s.Draft.Call(s.API.Target()); !strings.Contains(string(call.Body), "asmith") {
		t.Errorf("back at the form: %s", call.Body)
	}
	p.Keys("ctrl+r")
	if call, _ := s.Draft.Call(s.API.Target()); string(call.Body) != `{"userIds":[]}` {
		t.Errorf("back at the body: %s", call.Body)
	}
	p.Keys("ctrl+t")
	frames.Reads(t, p, "Say as whom the token acts")
}

func TestABodyThatIsNoObjectIsExplainedAndCanBeMended(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	leave(t, s, "{\n  \"userIds\": [,]\n}")
	p.Keys("ctrl+e")
	frames.Reads(t, p, "✗ body line 2, column 15: is not JSON", "[,]")
	if screen.State() != common.Problem {
		t.Errorf("the state is %v", screen.State())
	}
	p.Sent()
	p.Keys("ctrl+s")
	for _, msg := range p.Sent() {
		if _, is := msg.(common.GoToMsg); is {
			t.Error("it goes on with a body that is wrong")
		}
	}
	s.Editor = uitest.Editor(t, func(text string) (string, error) { return strings.Replace(text, "[,]", "[]", 1), nil })
	p.Keys("ctrl+e")
	if _, err := s.Draft.Call(s.API.Target()); err != nil || screen.State() != common.Done {
		t.Errorf("mended: %v, state %v", err, screen.State())
	}
}

func TestEditorTroubleIsExplained(t *testing.T) {
	s, _, p := open(t, common.SearchToken, usual())
	p.Keys("ctrl+e")
	frames.Reads(t, p, "✗ no editor is named: set VISUAL or EDITOR")
	s.Editor = uitest.Editor(t, func(string) (string, error) { return "", errors.New("exit status 1\x1b[31m") })
	p.Keys("ctrl+e")
	frames.Reads(t, p, `✗ the editor "test-editor" failed: exit status 1`, "nothing was changed")
	if s.Draft.RawBody() != nil {
		t.Errorf("the body is %q", s.Draft.RawBody())
	}
	s.Editor = uitest.Editor(t, func(text string) (string, error) { return text, nil })
	p.Sent()
	p.Keys("ctrl+e")
	if sent := p.Sent(); s.Draft.RawBody() != nil || len(sent) != 1 || sent[0] != tea.Msg(common.NoticeMsg{Text: "Nothing was changed."}) {
		t.Errorf("unchanged: %q, sent %v", s.Draft.RawBody(), sent)
	}
}

func TestSecretsInAnEditedBodyAreNotShown(t *testing.T) {
	s, _, p := open(t, common.SearchToken, usual())
	leave(t, s, `{"userIds":[{"name":"a","password":"canary"}],"superUserToken":"canary"}`)
	p.Keys("ctrl+e")
	frames.Reads(t, p, `"password": "••••"`)
	if strings.Contains(p.Frame(), "canary") {
		t.Errorf("a secret is shown:\n%s", p.Frame())
	}
}

func TestAPlatformTokensValidityStaysBesideTheBody(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual())
	leave(t, s, `{"body":{}}`)
	p.Keys("ctrl+e")
	fill(screen, p, ValidityField, "8h")
	if call, err := s.Draft.Call(s.API.Target()); err != nil || !strings.HasSuffix(call.URL, "validityPeriod=PT8H") {
		t.Errorf("%v: %s", err, call.URL)
	}
}

func TestBesideTheLiveRequestTheBodyIsNotShownTwice(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	leave(t, s, `{"userIds":[]}`)
	p.Keys("ctrl+e")
	screen.SetSideShown(true)
	if strings.Contains(p.Frame(), "as you left it") {
		t.Errorf("it is:\n%s", p.Frame())
	}
}
