package policy_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/policy"
)

func TestTheStarterIsReadAsItSays(t *testing.T) {
	p, err := policy.Parse([]byte(policy.Starter()))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range p.Checks[:4] {
		for _, a := range c.Assertions {
			got = append(got, c.Subject()+": "+a.Expect.Text())
		}
	}
	want := []string{
		`as asmith@example.com: at least 1 result`,
		`as asmith@example.com: at least 1 from "Salesforce"`,
		`as asmith@example.com: 0 from "HR"`,
		`as asmith@example.com: "Case 10019: hub stays orange" among the results`,
		`as asmith@example.com: pipeline "CustomerSupport"`,
		`as anonymous: at least 1 result`,
		`as anonymous: 0 from "Salesforce"`,
		`as anonymous: 0 from "HR"`,
		`as anonymous: 0 from "Intranet"`,
		`as cdiaz@example.com: at least 1 from "HR"`,
		`as cdiaz@example.com: at least 1 from "Intranet"`,
		`as asmith@example.com:Email security provider: the same results as anonymous`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	form := p.Checks[0].Form
	if form.SearchHub != "SupportHub" || form.ValidForMillis != (15*time.Minute).Milliseconds() {
		t.Errorf("the defaults are not in the form: %+v", form)
	}
	if line := strings.Split(policy.Starter(), "\n")[p.Checks[0].Assertions[0].Line-1]; !strings.Contains(line, "results:") {
		t.Errorf("the first assertion is said to stand on the line %q", line)
	}
}

func TestACheckMaySayOtherwiseThanTheDefaults(t *testing.T) {
	p, err := policy.Parse([]byte(`{policy: 1, defaults: {searchHub: A, filter: '@source==X'},
checks: [{as: [a@example.com, {name: Staff, provider: Directory, type: group}], searchHub: B, query: {q: x, aq: '@year==2026', searchHub: C}, expect: {results: 3}},
{token: {env: T}, expect: {privileges: [SEARCH_API/EXECUTE_QUERY], claims: {version: 1}}},
{platformToken: {privileges: SEARCH_API/QUERY_PIPELINE:VIEW, userIds: a@example.com, validFor: P2D}, expect: {kind: platform}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	first, second, third := p.Checks[0], p.Checks[1], p.Checks[2]
	if first.Form.SearchHub != "B" || first.Form.Filter != "@source==X" || first.Query.SearchHub != "C" || first.Query.AQ != "@year==2026" {
		t.Errorf("the first check is %+v", first)
	}
	want := []coveoapi.UserID{
		{Name: "a@example.com", Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser},
		{Name: "Staff", Provider: "Directory", Type: coveoapi.IdentityGroup},
	}
	if diff := cmp.Diff(want, first.Persona.UserIDs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if second.Subject() != "token $T" || second.Assertions[0].Expect.Text() != "exactly the privileges SEARCH_API/EXECUTE_QUERY" || second.Assertions[1].Expect.Text() != `claim version "1"` {
		t.Errorf("the second check is %+v", second)
	}
	if third.Platform.Validity != 48*time.Hour || third.Platform.Privileges[0].Type != "VIEW" || len(third.Platform.UserIDs) != 1 {
		t.Errorf("the third check is %+v", third.Platform)
	}
	if !p.Mints() || (policy.Policy{Checks: p.Checks[1:2]}).Mints() {
		t.Error("what needs a key is told wrong")
	}
}

// faulty are files with what must be said of them, by the line.
var faulty = map[string]struct {
	line         int
	says, remedy string
}{
	"": {0, "empty", "--init"},
	"policy: 1\nchecks:\n- as: a@b.c\n  serchHub: X\n  expect: {results: 1}": {4, `check has no key "serchHub"`, "searchHub"},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect:\n    result: 1":              {5, `expect has no key "result"`, "results"},
	"policy: 1\nchecks:\n- as: a@b.c\n  colour: red\n  expect: {results: 1}": {4, `check has no key "colour"`, "It has: name, as,"},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {results: {atleast: 1}}":     {4, `count has no key "atleast"`, "atLeast"},
	"checks:\n- as: a@b.c\n  expect: {results: 1}":                           {1, "version of the form", "policy: 1"},
	"policy: 2\nchecks:\n- as: a@b.c\n  expect: {results: 1}":                {1, "policy 2 is a form", "policy: 1"},
	"policy: 1":             {1, "checks is missing", "one check"},
	"policy: 1\nchecks: []": {2, "empty list", ""},
	"policy: 1\nchecks:\n- expect: {results: 1}":                                              {3, "exactly one who acts, and here are 0", "as, token and platformToken"},
	"policy: 1\nchecks:\n- as: a@b.c\n  token: {env: X}\n  expect: {results: 1}":              {3, "here are 2", ""},
	"policy: 1\nchecks:\n- as: a@b.c":                                                         {3, "a check needs expect", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {}":                                           {4, "expect is empty", ""},
	"policy: 1\nchecks:\n- as: a:b:c:d\n  expect: {results: 1}":                               {3, "as has more than three parts", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  validFor: 2m\n  expect: {results: 1}":                 {4, "validFor is shorter", "15 min"},
	"policy: 1\nchecks:\n- as: a@b.c\n  validFor: 24H\n  expect: {results: 1}":                {4, "validFor is not a duration", "PT24H"},
	"policy: 1\nchecks:\n- as: a@b.c\n  filter: '@source=='\n  expect: {results: 1}":          {4, "filter is not a query expression", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  filter: @source==HR\n  expect: {results: 1}":          {4, "reserved character", "between quotes"},
	"policy: 1\nchecks:\n- as: *@*\n  expect: {results: 1}":                                   {3, "aliases", "between quotes"},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {results: -1}":                                {4, "whole number", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {results: {atLeast: 5, atMost: 3}}":           {4, "atLeast is more than atMost", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {results: {atLeast: 5, exactly: 3}}":          {4, "exactly cannot stand beside", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect:\n    from:\n      source:\n        'a\"b': 0": {7, "quote", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect:\n    from: {source HR: {x: 0}}":               {5, "not the name of a field", "source: {HR: 0}"},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {from: {HR: 0}}":                              {4, "HR must be a mapping", "source: {HR: 0}"},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {kind: anything}":                             {4, "not a kind of token", "search or platform"},
	"policy: 1\nchecks:\n- token: {file: a, env: b}\n  expect: {kind: search}":                {3, "not both", ""},
	"policy: 1\nchecks:\n- token: {file: a}\n  searchHub: X\n  expect: {kind: search}":        {4, "searchHub belongs to a search token", ""},
	"policy: 1\nchecks:\n- token: {file: a}\n  expect: {privileges: [IMPERSONATE]}":           {4, "privileges has no “/”", "OWNER/DOMAIN"},
	"policy: 1\nchecks:\n- as: {nam: x}\n  expect: {results: 1}":                              {3, `identity has no key "nam"`, "name"},
	"policy: 1\nchecks:\n- as: {name: x, type: robot}\n  expect: {results: 1}":                {3, "type is not one", "VirtualGroup"},
	"policy: 1\npolicy: 1\nchecks: x":                                                         {2, "already defined", ""},
	"policy: 1\nchecks: x":                                                                    {2, "checks must be a mapping", ""},
	"[1, 2]":                                                                                  {1, "the policy must be a mapping", ""},
	"policy: 1\n---\npolicy: 1":                                                               {2, "second document", ""},
	"a: &a [x]\nb: [*a, *a]":                                                                  {1, "anchors", ""},
	"? policy\n: 1":                                                                           {1, "“?”", ""},
	"policy: !!int 1":                                                                         {1, "tags", ""},
	strings.Repeat("[", 5000):                                                                 {1, "too deep", ""},
	strings.Repeat("- ", 5000):                                                                {1, "too deep", ""},
	"policy: 1\nchecks:\n\t- as: x":                                                           {3, "not valid YAML", ""},
	"policy: '\xff'":                                                                          {0, "not UTF-8", ""},
	strings.Repeat("#", policy.MaxFileBytes+1):                                                {0, "longer than 256 KB", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {claims: {searchHub: [x]}}":                   {4, "claim searchHub must be one value", "null"},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {claims: {}}":                                 {4, "claims is empty", ""},
	"policy: 1\nchecks:\n- platformToken: {validFor: 1h}\n  expect: {kind: platform}":         {3, "a platform token needs privileges", ""},
	"policy: 1\nchecks:\n- as: {}\n  expect: {results: 1}":                                    {3, "an identity needs a name", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {privileges: [A/B:VIEW]}":                     {4, "privileges must be a text", "quotes"},
	"policy: 1\nchecks:\n- as: a@b.c\n  query:\n  expect: {results: 1}":                       {4, "query must be a mapping", ""},
	"policy: 1\nchecks:\n- as:\n  expect: {results: 1}":                                       {3, "as must be a mapping", ""},
	"policy: 1\nchecks:\n- as: a@b.c\n  expect: {privileges: {}}":                             {4, "privileges is empty", ""},
}

func TestEveryFaultHasItsLineAndItsRemedy(t *testing.T) {
	for content, want := range faulty {
		_, err := policy.Parse([]byte(content))
		var format *policy.FormatError
		if !errors.As(err, &format) {
			t.Errorf("%.120q is taken", content)
			continue
		}
		got := format.Faults[0]
		if got.Line != want.line || !strings.Contains(got.Reason, want.says) || !strings.Contains(got.Remedy, want.remedy) {
			t.Errorf("%.120q:\n got %+v\nwant %+v", content, format.Faults, want)
		}
	}
}

func TestAllFaultsAreFoundAtOnce(t *testing.T) {
	_, err := policy.Parse([]byte("policy: 1\nchecks:\n- as: a@b.c\n  colour: red\n  expect: {results: many}\n- token: {}\n  expect: {livesAtMost: 1}"))
	var format *policy.FormatError
	if !errors.As(err, &format) {
		t.Fatalf("got %v", err)
	}
	var lines []int
	for _, fault := range format.Faults {
		lines = append(lines, fault.Line)
	}
	if diff := cmp.Diff([]int{4, 5, 6, 7}, lines); diff != "" {
		t.Errorf("(-want +got):\n%s\n%v", diff, format.Faults)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(policy.Starter()))
	for content := range faulty {
		if len(content) < 500 {
			f.Add([]byte(content))
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		p, err := policy.Parse(content)
		var format *policy.FormatError
		if err != nil && (!errors.As(err, &format) || len(format.Faults) == 0) {
			t.Fatalf("an error that says nothing: %v", err)
		}
		lines := strings.Count(string(content), "\n") + strings.Count(string(content), "\r") + 1
		for _, c := range p.Checks {
			if c.Title() == "" || c.Line < 1 || c.Line > lines {
				t.Errorf("check %q on line %d of %d", c.Title(), c.Line, lines)
			}
			for _, a := range c.Assertions {
				if a.Expect.Text() == "" || a.Line < c.Line || a.Line > lines {
					t.Errorf("assertion %q on line %d of %d", a.Expect.Text(), a.Line, lines)
				}
			}
		}
	})
}
