package common_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

func TestAdvancedAndInternalAttributesAreSent(t *testing.T) {
	d := common.NewDraft()
	d.UserIDs[0] = coveoapi.UserID{Name: "asmith@example.com", Provider: "p", Type: coveoapi.IdentityUser, AuthCookie: "cookie", Password: "password"}
	d.SetUserInfos(0, "team=Lamps")
	d.Version = coveoapi.SearchTokenV3
	d.Advanced = common.Advanced{
		CanSeeUserProfileOf: "bob@example.com, carol@example.com", DictionaryFieldContext: "price=eur",
		Commerce: coveoapi.CommerceParameters{CatalogID: " c1 ", Operation: "selectCatalogObjects"},
	}
	d.Internal = common.Internal{
		SalesforceOrganizationID: "o", SalesforceUser: "u", SalesforceCommunityURL: "https://example.com", SalesforceFallbackToAdmin: true,
		UserType: "t", LicenseDefinitionKey: "l", SuperUserToken: "s", Scope: "3",
	}
	call, err := d.Call(uitest.NewFakeAPI(t).Target())
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"userIds":[{"name":"asmith@example.com","provider":"p","type":"User","infos":{"team":"Lamps"},"authCookie":"cookie","password":"password"}],` +
		`"canSeeUserProfileOf":["bob@example.com","carol@example.com"],"dictionaryFieldContext":{"price":"eur"},` +
		`"commerce":{"catalogId":"c1","operation":"selectCatalogObjects"},"salesforceOrganizationId":"o","salesforceUser":"u",` +
		`"salesforceCommunityUrl":"https://example.com","salesforceFallbackToAdmin":true,"usertype":"t","licenseDefinitionKey":"l","superUserToken":"s","scope":3}`
	if diff := cmp.Diff(want, string(call.Body)); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	if !strings.Contains(call.URL, "/rest/search/v3/token") {
		t.Errorf("sent to %s", call.URL)
	}
}

func TestWhatIsWrongInAdvancedFieldsIsFound(t *testing.T) {
	target := uitest.NewFakeAPI(t).Target()
	for field, spoil := range map[string]func(*common.Draft){
		"userIds[0].infos":           func(d *common.Draft) { d.SetUserInfos(0, "x") },
		"allowedDictionaryFieldKeys": func(d *common.Draft) { d.Advanced.AllowedDictionaryFieldKeys = "=" },
		"scope":                      func(d *common.Draft) { d.Internal.Scope = "x" },
		"dictionaryFieldContext": func(d *common.Draft) {
			d.Advanced.DictionaryFieldContext, d.Advanced.AllowedDictionaryFieldKeys = "a=b", "c"
		},
	} {
		d := filled()
		spoil(d)
		call, err := d.Call(target)
		requireInput(t, err, field)
		if !strings.Contains(string(call.Body), "SupportHub") {
			t.Errorf("%s: the request to show is %s", field, call.Body)
		}
		d.Kind = common.PlatformToken // which has none of these
		if _, err := d.Call(target); err != nil {
			t.Errorf("%s: a platform token is refused: %v", field, err)
		}
	}
}

func TestASubjectIsSent(t *testing.T) {
	d := filled()
	d.Kind, d.Subject = common.PlatformToken, " asmith "
	if call, err := d.Call(uitest.NewFakeAPI(t).Target()); err != nil || !strings.HasSuffix(string(call.Body), `"sub":"asmith"}`) {
		t.Errorf("%v: %s", err, call.Body)
	}
}

func TestUserRowsKeepTheirInfos(t *testing.T) {
	d := common.NewDraft()
	d.SetUserInfos(0, "a=1")
	d.InsertUser(0)
	if d.UserInfos(0) != "" || d.UserInfos(1) != "a=1" || len(d.UserIDs) != 2 {
		t.Errorf("after inserting: %+v", d)
	}
	d.InsertUser(2)
	d.SetUserInfos(2, "b=2")
	d.RemoveUser(0)
	if d.UserInfos(0) != "a=1" || d.UserInfos(1) != "b=2" {
		t.Errorf("after removing: %+v", d)
	}
	d.RemoveUser(0)
	d.RemoveUser(0)
	if len(d.UserIDs) != 1 || d.UserInfos(0) != "" || d.UserInfos(-1) != "" || d.UserInfos(7) != "" {
		t.Errorf("at the end: %+v", d)
	}
}

func TestABodyEditedByHandIsSentInsteadOfTheForms(t *testing.T) {
	target := uitest.NewFakeAPI(t).Target()
	d := filled()
	form, err := d.Call(target)
	if err != nil {
		t.Fatal(err)
	}
	edit := d.EditableBody(target)
	if !strings.HasPrefix(string(edit), "{\n  \"userIds\": [\n") || !strings.HasSuffix(string(edit), "}\n") {
		t.Errorf("the text to edit is %q", edit)
	}
	d.SetRawBody(edit)
	if call, err := d.Call(target); err != nil || string(call.Body) != string(form.Body) {
		t.Errorf("unchanged, it gives %s, want %s (%v)", call.Body, form.Body, err)
	}
	d.SetRawBody([]byte(`{ "userIds": 9007199254740993, "expiration": 1 }`))
	call, err := d.Call(target)
	if err != nil || string(call.Body) != `{"userIds":9007199254740993,"expiration":1}` {
		t.Errorf("%v: %s", err, call.Body)
	}
	if diff := cmp.Diff([]string{"expiration"}, d.UnknownAttributes()); diff != "" {
		t.Errorf("unknown (-want +got):\n%s", diff)
	}
	d.Kind = common.PlatformToken
	if d.RawBody() != nil || d.UnknownAttributes() != nil {
		t.Error("the other kind of token has the body too")
	}
	d.Kind = common.SearchToken
	for _, want := range []string{string(form.Body), string(call.Body)} { // to the form, and back
		if got, _ := d.Call(target); !d.ToggleRaw() {
			t.Errorf("there is no body edited by hand; the request was %s", got.Body)
		}
		if got, _ := d.Call(target); string(got.Body) != want {
			t.Errorf("toggled: %s, want %s", got.Body, want)
		}
	}
	if common.NewDraft().ToggleRaw() {
		t.Error("a new draft has a body edited by hand")
	}
}

func TestABodyThatIsNotJSONStaysAsItWasLeft(t *testing.T) {
	target := uitest.NewFakeAPI(t).Target()
	d := filled()
	d.SetRawBody([]byte("{\n \"userIds\": oops }"))
	call, err := d.Call(target)
	requireInput(t, err, "body")
	if !strings.Contains(err.Error(), "line 2, column 13") || string(call.Body) != string(d.EditableBody(target)) {
		t.Errorf("%v; the body is %q", err, call.Body)
	}
}

func TestTheValidityOfAPlatformTokenIsNotInItsBody(t *testing.T) {
	target := uitest.NewFakeAPI(t).Target()
	d := filled()
	d.Kind = common.PlatformToken
	d.SetRawBody([]byte(`{"body":{"privileges":[{"owner":"A","targetDomain":"B","type":"C","targetId":"*"}]}}`))
	call, err := d.Call(target)
	if err != nil || !strings.HasSuffix(call.URL, "validityPeriod=PT1H30M") {
		t.Errorf("%v: %s", err, call.URL)
	}
	if asked := d.AskedPrivileges(); len(asked) != 1 || asked[0].String() != "A/B:C" {
		t.Errorf("asked for %v", asked)
	}
	d.Validity = "soon"
	_, err = d.Call(target)
	requireInput(t, err, "validity")
	d.SetRawBody([]byte(`{"body":[]}`))
	if asked := d.AskedPrivileges(); asked != nil {
		t.Errorf("asked for %v", asked)
	}
}
