package coveoapi

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseUserID(t *testing.T) {
	tests := map[string]UserID{
		"asmith@example.com":                {Name: "asmith@example.com", Provider: EmailSecurityProvider, Type: IdentityUser},
		" Employees : My Provider : group ": {Name: "Employees", Provider: "My Provider", Type: IdentityGroup},
		"x::virtual group":                  {Name: "x", Provider: EmailSecurityProvider, Type: IdentityVirtualGroup},
		"x:p:":                              {Name: "x", Provider: "p", Type: IdentityUser},
		`ACME\asmith:Active Directory`:      {Name: `ACME\asmith`, Provider: "Active Directory", Type: IdentityUser},
		`urn\:id\:1:p\:q:Unknown`:           {Name: "urn:id:1", Provider: "p:q", Type: IdentityUnknown},
		`back\\:p`:                          {Name: `back\`, Provider: "p", Type: IdentityUser},
		"*@*":                               {Name: "*@*", Provider: EmailSecurityProvider, Type: IdentityUser},
		"Zoë Müller:Email Security Provider:User": {Name: "Zoë Müller", Provider: EmailSecurityProvider, Type: IdentityUser},
	}
	for text, want := range tests {
		got, err := ParseUserID(text)
		if err != nil {
			t.Errorf("ParseUserID(%q): %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("ParseUserID(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestParseUserIDSaysWhatIsWrong(t *testing.T) {
	for _, text := range []string{"", "  ", ":p", "a:b:c", "a:b:User:d"} {
		_, err := ParseUserID(text)
		var input *InputError
		if !errors.As(err, &input) || input.Field != "user" || input.Remedy == "" {
			t.Errorf("ParseUserID(%q): got %v", text, err)
		}
	}
}

func TestUserIDPrintsNoPassword(t *testing.T) {
	id := UserID{Name: "asmith", Provider: "p", Password: "CANARY", AuthCookie: "CANARY", Infos: map[string]string{"x": "CANARY"}}
	if text := fmt.Sprintf("%v %+v %#v %s", id, id, id, id); strings.Contains(text, "CANARY") {
		t.Errorf("printed %s", text)
	}
}

func FuzzParseUserID(f *testing.F) {
	for _, seed := range []string{"a", "a:b:User", `a\:b`, `a\\`, `\\\:`, "::", " : : group"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, err := ParseUserID(text)
		if err != nil {
			return
		}
		again, err := ParseUserID(id.String())
		if err != nil || cmp.Diff(id, again) != "" {
			t.Errorf("%q gives %#v, whose text %q gives %#v, %v", text, id, id.String(), again, err)
		}
	})
}
