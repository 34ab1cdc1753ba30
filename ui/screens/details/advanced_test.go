package details

import (
	"strings"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

func TestAdvancedFieldsAreClosedUntilTheirKeyIsPressed(t *testing.T) {
	_, screen, p := open(t, common.SearchToken, uitest.Size{Width: 80, Height: 50})
	frames.Reads(t, p, "Advanced — ctrl+o opens", "Internal — Coveo asks not to set these by hand · ctrl+x opens")
	if strings.Contains(p.Frame(), "Endpoint version") || strings.Contains(p.Frame(), "Scope") {
		t.Errorf("they are open:\n%s", p.Frame())
	}
	p.Keys("ctrl+o")
	if screen.form.Focused() != "infos 0" {
		t.Errorf("the focus is on %q", screen.form.Focused())
	}
	frames.Reads(t, p, "Advanced — ctrl+o closes", "Sees profiles of", "Dictionary context", "Commerce catalog", "Endpoint version")
	p.Keys("ctrl+x")
	frames.Reads(t, p, "ctrl+x closes", "Salesforce org", "Super user token", "User 1 password")
	p.Keys("ctrl+x", "ctrl+o")
	if screen.form.Focused() != ValidityField {
		t.Errorf("after closing the focus is on %q", screen.form.Focused())
	}
}

func TestAdvancedFieldsFillTheRequestAsTheyAreTyped(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	p.Keys("ctrl+o", "ctrl+x")
	for field, value := range map[string]string{
		"infos 0": "team=Lamps", "canSeeUserProfileOf": "bob@example.com,carol@example.com", contextField: "price=eur",
		"commerce.catalogId": "c1", "commerce.filter": "@a==b", "commerce.operation": "sel",
		"salesforceOrganizationId": "so", "salesforceUser": "su", "salesforceCommunityUrl": "sc", "usertype": "ut",
		"licenseDefinitionKey": "ld", "superUserToken": "canary-token", "scope": "3", "authCookie 0": "canary-cookie", "password 0": "canary-word",
	} {
		fill(screen, p, field, value)
	}
	screen.form.FocusOn("commerce.operation")
	p.Keys("right")
	screen.form.FocusOn("salesforceFallbackToAdmin")
	p.Keys("right")
	screen.form.FocusOn("version")
	p.Keys("right")
	call, err := s.Draft.Call(s.API.Target())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"infos":{"team":"Lamps"}`, `"authCookie":"canary-cookie"`, `"password":"canary-word"`, `"canSeeUserProfileOf":["bob@example.com","carol@example.com"]`,
		`"dictionaryFieldContext":{"price":"eur"}`, `"commerce":{"catalogId":"c1","filter":"@a==b","operation":"selectCatalogObjects"}`,
		`"salesforceOrganizationId":"so","salesforceUser":"su","salesforceCommunityUrl":"sc","salesforceFallbackToAdmin":true`,
		`"usertype":"ut","licenseDefinitionKey":"ld","superUserToken":"canary-token","scope":3`,
	} {
		if !strings.Contains(string(call.Body), want) {
			t.Errorf("the body lacks %s:\n%s", want, call.Body)
		}
	}
	if !strings.Contains(call.URL, "/v3/token") {
		t.Errorf("sent to %s", call.URL)
	}
	for _, size := range []uitest.Size{{Width: 80, Height: 60}, {Width: 40, Height: 100}} {
		p.Resize(size)
		for range 40 {
			p.Keys("tab")
			if strings.Contains(p.Frame(), "canary") {
				t.Fatalf("a secret is shown:\n%s", p.Frame())
			}
		}
	}
	p.Keys("ctrl+o", "ctrl+x")
	p.Resize(usual())
	screen.form.FocusOn(ValidityField)
	frames.Reads(t, p, "Advanced — ctrl+o opens · 7 set", "ctrl+x opens · 10 set")
}

func TestOnlyOneDictionaryAttributeIsTaken(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	p.Keys("ctrl+o")
	fill(screen, p, contextField, "price=eur")
	fill(screen, p, keysField, "stock")
	for field, want := range map[string]string{contextField: "the keys below", keysField: "the context above"} {
		if m := screen.form.MessageOf(field); m.Level != formkit.Wrong || !strings.Contains(m.Text, want) {
			t.Errorf("%s: %+v", field, m)
		}
	}
	p.Keys("ctrl+o", "ctrl+s")
	if screen.form.Focused() != contextField || screen.State() != common.Problem {
		t.Errorf("submitting goes to %q, state %v", screen.form.Focused(), screen.State())
	}
	if sent := p.Sent(); len(sent) != 1 {
		t.Errorf("sent %v, want a notice alone", sent)
	}
	p.Keys("ctrl+u")
	if m := screen.form.MessageOf(keysField); m.Level != formkit.Good {
		t.Errorf("with one of them: %+v", m)
	}
	p.Keys("ctrl+o")
	if _, err := s.Draft.Call(s.API.Target()); err != nil || screen.State() != common.Done {
		t.Errorf("%v, state %v", err, screen.State())
	}
}

func TestAClosedSectionSaysThatSomethingInItIsWrong(t *testing.T) {
	_, screen, p := open(t, common.SearchToken, usual())
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	p.Keys("ctrl+x")
	fill(screen, p, "scope", "many")
	p.Keys("ctrl+x")
	frames.Reads(t, p, "ctrl+x opens · ✗ wrong")
	if screen.State() != common.Problem {
		t.Errorf("the state is %v", screen.State())
	}
	p.Keys("ctrl+s")
	if screen.form.Focused() != "scope" {
		t.Errorf("submitting goes to %q", screen.form.Focused())
	}
}

func TestAdvancedChecks(t *testing.T) {
	check := func(field, value string) (formkit.Message, *Screen) {
		_, screen, p := open(t, common.SearchToken, usual())
		fill(screen, p, userField(0, "name"), "asmith@example.com")
		p.Keys("ctrl+o", "ctrl+x")
		fill(screen, p, field, value)
		return screen.form.MessageOf(field), screen
	}
	for _, test := range []struct {
		field, value string
		level        formkit.Level
		text         string
	}{
		{"canSeeUserProfileOf", "a", formkit.Hint, ""},
		{"canSeeUserProfileOf", "a, b,", formkit.Hint, "2 users: a · b"},
		{contextField, "price", formkit.Wrong, "is not a list of pairs"},
		{contextField, `{"price":`, formkit.Wrong, "not closed"},
		{contextField, `{"price":90071992547409931}`, formkit.Good, "1 field"},
		{keysField, "price=x", formkit.Warning, "only the key *"},
		{keysField, "price, stock=*", formkit.Good, "2 fields"},
		{"commerce.filter", "@source==", formkit.Warning, "column 10"},
		{"commerce.filter", "@source==x", formkit.Good, "can be read"},
		{"commerce.operation", "other", formkit.Warning, "not one of those published"},
		{"infos 0", "x", formkit.Wrong, "not a list of pairs"},
		{"scope", "1.5", formkit.Wrong, "whole number"},
	} {
		if m, _ := check(test.field, test.value); m.Level != test.level || !strings.Contains(m.Text, test.text) {
			t.Errorf("%s = %q: %+v, want %v %q", test.field, test.value, m, test.level, test.text)
		}
	}
	if _, screen := check("commerce.filter", "@a"); screen.form.MessageOf("commerce.catalogId").Level != formkit.Warning {
		t.Error("a commerce filter without a catalog is not mentioned")
	}
}

func TestAPlatformTokenHasASubjectAndNothingInternal(t *testing.T) {
	s, screen, p := open(t, common.PlatformToken, usual())
	p.Keys("ctrl+x")
	p.Keys("ctrl+o")
	if screen.form.Focused() != "sub" {
		t.Fatalf("the focus is on %q", screen.form.Focused())
	}
	p.Type("asmith")
	if s.Draft.Subject != "asmith" || strings.Contains(p.Frame(), "Internal") {
		t.Errorf("subject %q:\n%s", s.Draft.Subject, p.Frame())
	}
}

func TestUserRowsMoveWithTheirAdvancedFields(t *testing.T) {
	s, screen, p := open(t, common.SearchToken, usual())
	s.Draft.UserIDs = []coveoapi.UserID{{Name: "a@example.com"}}
	p.Keys("ctrl+o")
	fill(screen, p, "infos 0", "k=v")
	screen.form.FocusOn(userField(0, "name"))
	p.Keys("ctrl+n")
	if s.Draft.UserInfos(0) != "k=v" || s.Draft.UserInfos(1) != "" {
		t.Errorf("the infos are %q", s.Draft.Infos)
	}
	screen.form.FocusOn(userField(0, "name"))
	p.Keys("ctrl+d")
	if s.Draft.UserInfos(0) != "" || len(s.Draft.UserIDs) != 1 {
		t.Errorf("the infos are %q", s.Draft.Infos)
	}
	frames.Check(t, p.StyledFrame(), usual())
}
