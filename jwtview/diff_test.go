package jwtview_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/jwtview"
)

func decoded(t *testing.T, payload string) *jwtview.Token {
	t.Helper()
	token, err := jwtview.Decode(token(hs256, payload))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// rows writes a list of differences: path, state, and what else is noted.
func rows(list []jwtview.Difference) (lines []string) {
	for _, d := range list {
		line := d.Path + " " + string(d.State)
		if d.Passing {
			line += " passing"
		}
		if d.Reordered {
			line += " reordered"
		}
		if later, ok := d.Shift(); ok {
			line += " " + later.String()
		}
		for _, item := range d.Items {
			line += " " + string(item.State) + ":" + string(jwtview.AppendJSON(nil, item.Value, 1000))
		}
		lines = append(lines, line)
	}
	return lines
}

func TestTokensAreComparedClaimByClaim(t *testing.T) {
	for name, test := range map[string]struct {
		first, second    string
		want             []string
		same, equivalent bool
	}{
		"the same in another order": {
			`{"a":{"x":1,"y":[1,2]},"roles":["b","a"]}`, `{"roles":["a","b"],"a":{"y":[2,1],"x":1}}`,
			[]string{"a same", `roles same reordered same:"b" same:"a"`},
			true, true,
		},
		"made at another time": {
			`{"iat":1000,"nbf":1000,"exp":4600,"jti":"one","tokenId":"k1"}`, `{"iat":2000,"nbf":2000,"exp":5600,"jti":"two","tokenId":"k2"}`,
			[]string{"iat different passing 16m40s", "nbf different passing 16m40s", "exp different passing 16m40s", "jti different passing", "tokenId different passing"},
			false, true,
		},
		"with another life": {
			`{"iat":1000,"exp":4600}`, `{"iat":1000,"exp":8200}`,
			[]string{"iat same 0s", "exp different 1h0m0s"},
			false, false,
		},
		"with a time that is none": {
			`{"iat":1000,"exp":"4600"}`, `{"iat":2000,"exp":5600}`,
			[]string{"iat different passing 16m40s", "exp different"},
			false, false,
		},
		"only in one": {
			`{"searchHub":"A","pipeline":"P"}`, `{"filter":"F","pipeline":"Q"}`,
			[]string{"searchHub only_first", "pipeline different", "filter only_second"},
			false, false,
		},
		"numbers as they are written": {
			`{"x":12345678901234567890,"y":1}`, `{"x":12345678901234567891,"y":1.0}`,
			[]string{"x different", "y different"},
			false, false,
		},
		"a text is not a number": {
			`{"x":"1","y":null,"z":[]}`, `{"x":1,"y":"null","z":{}}`,
			[]string{"x different", "y different", "z different"},
			false, false,
		},
		"items as sets": {
			`{"roles":["a","a","b"]}`, `{"roles":["b","a","c"]}`,
			[]string{`roles different same:"a" only_first:"a" same:"b" only_second:"c"`},
			false, false,
		},
		"claims that are there twice": {
			`{"x":1,"x":2}`, `{"x":1,"x":3,"x":4}`,
			[]string{"x same", "x different", "x only_second"},
			false, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := jwtview.DiffTokens(decoded(t, test.first), decoded(t, test.second))
			if diff := cmp.Diff(test.want, rows(d.Claims)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if d.Same() != test.same || d.Equivalent() != test.equivalent {
				t.Errorf("same %t, equivalent %t", d.Same(), d.Equivalent())
			}
			if diff := cmp.Diff([]string{"alg same"}, rows(d.Header)); diff != "" {
				t.Errorf("header (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPrivilegesAreComparedAsASet(t *testing.T) {
	second := strings.Replace(platformPayload, `"targetDomain": "IMPERSONATE"`, `"targetDomain": "EXECUTE_QUERY"`, 1)
	d := jwtview.DiffTokens(decoded(t, platformPayload), decoded(t, second))
	for _, row := range d.Claims {
		if row.Path != "body.privileges" {
			if row.State != jwtview.DiffSame {
				t.Errorf("%s is %s", row.Path, row.State)
			}
			continue
		}
		if len(row.Items) != 2 || row.Items[0].State != jwtview.DiffOnlyFirst || row.Items[1].State != jwtview.DiffOnlySecond ||
			row.Meaning == "" || row.Field.ID != jwtview.FieldPrivileges {
			t.Errorf("got %+v", row)
		}
	}
	if d.Equivalent() {
		t.Error("a privilege more makes no difference")
	}
}

func TestTheKeyThatSignedIsPassing(t *testing.T) {
	var both [2]*jwtview.Token
	for i, kid := range []string{"one", "two"} {
		var err error
		if both[i], err = jwtview.Decode(token(`{"alg":"HS256","kid":"`+kid+`"}`, `{"sub":"a"}`)); err != nil {
			t.Fatal(err)
		}
	}
	if d := jwtview.DiffTokens(both[0], both[1]); d.Same() || !d.Equivalent() {
		t.Errorf("same %t, equivalent %t", d.Same(), d.Equivalent())
	}
}

func TestTokensOfDifferentKindsAreCompared(t *testing.T) {
	d := jwtview.DiffTokens(decoded(t, searchPayload), decoded(t, platformPayload))
	got := strings.Join(rows(d.Claims), "\n")
	for _, want := range []string{"searchHub only_first", "exp same", "body.privileges only_second"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
}

func TestATokenThatCannotBeReadIsNotTheSame(t *testing.T) {
	encrypted, err := jwtview.Decode("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA")
	if err != nil {
		t.Fatal(err)
	}
	if d := jwtview.DiffTokens(encrypted, encrypted); !d.Unread || d.Same() || d.Equivalent() {
		t.Errorf("unread %t, same %t", d.Unread, d.Same())
	}
}

func TestADeepAndLongTokenIsTheSameAsItself(t *testing.T) {
	items := strings.Repeat(`{"name":"asmith@example.com","n":1},`, 3_000) + "0"
	deep := fmt.Sprintf(`{"x":%s[%s]%s}`, strings.Repeat("[", 90), items, strings.Repeat("]", 90))
	if !jwtview.DiffTokens(decoded(t, deep), decoded(t, deep)).Same() {
		t.Error("a token differs from itself")
	}
}

func FuzzDiffTokens(f *testing.F) {
	f.Add(searchPayload, platformPayload)
	f.Add(`{"x":1,"x":[{},{}],"exp":1}`, `{"x":[{}],"exp":1e9}`)
	f.Fuzz(func(t *testing.T, a, b string) {
		first, errFirst := jwtview.Decode(token(hs256, a))
		second, errSecond := jwtview.Decode(token(hs256, b))
		if errFirst != nil || errSecond != nil {
			return
		}
		if self := jwtview.DiffTokens(first, first); !self.Same() && !self.Unread {
			t.Errorf("a token differs from itself: %v", rows(self.Claims))
		}
		there, back := jwtview.DiffTokens(first, second), jwtview.DiffTokens(second, first)
		if there.Same() != back.Same() || there.Equivalent() != back.Equivalent() || len(there.Claims) != len(back.Claims) {
			t.Errorf("there and back differ:\n%v\n%v", rows(there.Claims), rows(back.Claims))
		}
	})
}
