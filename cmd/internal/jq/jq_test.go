package jq

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

const document = `{
	"schema": "coveo-token/privileges/v1", "total": 3, "nothing": null, "ok": false,
	"items": [
		{"name": "beta", "n": 2, "tags": ["x", "y"]},
		{"name": "alpha", "n": 10, "tags": []},
		{"name": "gamma", "n": 2, "tags": ["x"]}
	],
	"with space": {"a.b": 1}
}`

// run gives the values that an expression makes, as JSON, one after the other.
func run(t *testing.T, expression string) (string, error) {
	t.Helper()
	filter, err := Parse(expression)
	if err != nil {
		return "", err
	}
	var in any
	if err := json.Unmarshal([]byte(document), &in); err != nil {
		t.Fatal(err)
	}
	var values []string
	err = filter.Run(t.Context(), in, func(value any) error {
		values = append(values, encode(value))
		return nil
	})
	return strings.Join(values, " "), err
}

// What is expected here is what jq 1.7 prints.
func TestFilters(t *testing.T) {
	for expression, want := range map[string]string{
		".total":                               `3`,
		". | .total":                           `3`,
		".nothing.x.y":                         `null`,
		`."with space"["a.b"]`:                 `1`,
		`.["total"]`:                           `3`,
		".items[].name":                        `"beta" "alpha" "gamma"`,
		".items[0].name, .items[-1].name":      `"beta" "gamma"`,
		".items[1:][].n":                       `10 2`,
		".items[:-1] | length":                 `2`,
		`"abcdef"[2:4]`:                        `"cd"`,
		".items[7]":                            `null`,
		".total[]?":                            ``,
		"[.items[] | select(.n == 2) | .name]": `["beta","gamma"]`,
		".items | map(.n) | add":               `14`,
		"[.items[].n] | add / length | floor":  `4`,
		"{total, n: .items[0].n}":              `{"n":2,"total":3}`,
		`{(.items[].name): 1}`:                 `{"beta":1} {"alpha":1} {"gamma":1}`,
		`. as {a: $x} | 1`:                     "!",
		".total as $t | .items[] | .n + $t":    `5 13 5`,
		".total as $t | {$t, \"x\": 1}":        `{"t":3,"x":1}`,
		`.items[] | "\(.name)=\(.n)"`:          `"beta=2" "alpha=10" "gamma=2"`,
		`@base64 "a\("b")"`:                    `"aYg=="`,
		`"YWI=" | @base64d`:                    `"ab"`,
		`[1,"a\tb",null,true] | @tsv`:          `"1\ta\\tb\t\ttrue"`,
		`[1,"a,b"] | @csv`:                     `"1,\"a,b\""`,
		`@uri "\("a b&c")"`:                    `"a%20b%26c"`,
		`@sh "echo \("it's")"`:                 `"echo 'it'\\''s'"`,
		`@json "x\([1])"`:                      `"x[1]"`,
		".nothing // .ok // \"d\"":             `"d"`,
		"(false, null, 1) // 42":               `1`,
		"empty // 42":                          `42`,
		"(1,2) + (10,20)":                      `11 12 21 22`,
		"1 + 2 * 3 - 4 / 2 % 3":                `5`,
		"-(1) - -2":                            `1`,
		"[1,2,3] - [2]":                        `[1,3]`,
		`{"a":1} + {"b":2}`:                    `{"a":1,"b":2}`,
		`"a,b" / ","`:                          `["a","b"]`,
		"null + 1":                             `1`,
		"1 == 1.0 and (2 > 1 or error)":        `true`,
		"null < false, [] < {}, \"a\" < []":    `true true true`,
		`if .ok then 1 elif .total > 2 then 2 else 3 end`:                    `2`,
		"if .ok then 1 end | .total":                                         `3`,
		"try error(\"x\") catch .":                                           `"x"`,
		"try error({a: 1}) catch .a":                                         `1`,
		"[.items[] | .tags[0] | ascii_upcase?]":                              `["X","X"]`,
		"reduce .items[] as $i (0; . + $i.n)":                                `14`,
		"reduce .items[].n as $n ([]; . + [$n])":                             `[2,10,2]`,
		"[limit(2; .items[])] | length":                                      `2`,
		"first(.items[].name), last(.items[].name)":                          `"beta" "gamma"`,
		".items | first.name, last.name":                                     `"beta" "gamma"`,
		"first(empty)":                                                       ``,
		"[first(range(10)), first(range(5;7))]":                              `[0,5]`,
		"[range(3)]":                                                         `[0,1,2]`,
		"[.items[].n] | unique, (sort | reverse), min, max":                  `[2,10] [10,2,2] 2 10`,
		".items | sort_by(.n, .name) | map(.name)":                           `["beta","gamma","alpha"]`,
		".items | group_by(.n) | map(length)":                                `[2,1]`,
		".items | unique_by(.n) | map(.name)":                                `["beta","alpha"]`,
		".items | max_by(.n).name, min_by(.n).name":                          `"alpha" "beta"`,
		"[.items[].tags] | flatten | join(\"+\")":                            `"x+y+x"`,
		"[\"a\", null, 1] | join(\",\")":                                     `"a,,1"`,
		"keys | length":                                                      `6`,
		".items[0] | to_entries | map(.key)":                                 `["n","name","tags"]`,
		`.items[0] | with_entries(select(.key == "n"))`:                      `{"n":2}`,
		".items[0] | map_values(type)":                                       `{"n":"number","name":"string","tags":"array"}`,
		`[{"name":"a","value":1}] | from_entries`:                            `{"a":1}`,
		`has("total"), has("x")`:                                             `true false`,
		`.schema | test("^COVEO"; "i"), startswith("coveo"), endswith("v1")`: `true true true`,
		`.schema | gsub("/"; ":"), sub("[a-z]+"; "")`:                        `"coveo-token:privileges:v1" "-token/privileges/v1"`,
		`.schema | split("/") | .[1]`:                                        `"privileges"`,
		`.schema | ltrimstr("coveo-"), rtrimstr("/v1")`:                      `"token/privileges/v1" "coveo-token/privileges"`,
		`"foobar" | contains("bar")`:                                         `true`,
		`[.items[].name] | contains(["alph"])`:                               `true`,
		`"a" | inside("abc")`:                                                `true`,
		`[.items[].name] | index("gamma")`:                                   `2`,
		`[true, false] | any, all`:                                           `true false`,
		".items | any(.n > 5), all(.n > 5)":                                  `true false`,
		".items[0].tags | length, (.[0] | length)":                           `2 1`,
		"[..] | length":                                                      `23`,
		`"12" | tonumber + 1`:                                                `13`,
		"12 | tostring":                                                      `"12"`,
		`"[1]" | fromjson | tojson`:                                          `"[1]"`,
		"1773482400 | todate | ., fromdate":                                  `"2026-03-14T10:00:00Z" 1773482400`,
		"[.items[] | .n | values] | length":                                  `3`,
		"isempty(empty), (1 | not)":                                          `true false`,
		".total # a comment":                                                 `3`,
		"1e3, 1.5":                                                           `1000 1.5`,
		`"<a>"`:                                                              `"<a>"`,
		".items[0][\"name\"]":                                                `"beta"`,
		".items.[0].name":                                                    `"beta"`,
		"[.[]?] | length":                                                    `6`,
		"[limit(1; .items[] | try .name catch .)]":                           `["beta"]`,
		"[.items[] | (.name | tonumber)? // .n]":                             `[2,10,2]`,
	} {
		got, err := run(t, expression)
		switch {
		case want == "!" && err == nil:
			t.Errorf("%s gave %s", expression, got)
		case want != "!" && (err != nil || got != want):
			t.Errorf("%s gave %s, %v; want %s", expression, got, err, want)
		}
	}
}

func TestWhatCannotBeUnderstoodIsNamedWithItsPlace(t *testing.T) {
	for expression, want := range map[string]string{
		".items[":                "a value is missing at character 8",
		"nonsense":               "there is no function nonsense at character 1",
		".a | map":               "map does not take 0 arguments at character 6",
		"$x":                     "$x is not defined at character 3",
		".a = 1":                 "= would change the document, which is not possible here at character 4",
		".a |= 1":                "|= would change the document, which is not possible here at character 4",
		`"abc`:                   "the string does not end at character 5",
		"@nothing":               "there is no format @nothing at character 9",
		"if . then 1":            `"end" is missing at character 12`,
		"{a: }":                  "a value is missing at character 5",
		"1 2":                    "there is something that does not belong there at character 3",
		"env":                    "there is no function env at character 1",
		strings.Repeat("(", 300): "the expression is nested too deep at character 201",
	} {
		_, err := Parse(expression)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || err.Error() != want {
			t.Errorf("%s: %v, want %s", expression, err, want)
		}
	}
}

func TestValuesThatDoNotFitAreNamed(t *testing.T) {
	for expression, want := range map[string]string{
		".total[]":           "cannot iterate over number 3",
		".total.x":           `cannot look up string "x" in number 3`,
		"1 / 0":              "number 1 cannot be divided by number 0",
		`1 + "a"`:            `number 1 and string "a" do not go with +`,
		`"a" | test("(")`:    "error parsing regexp: missing closing ): `(`",
		`[[1]] | @tsv`:       "@tsv cannot write array [1] into one cell",
		`error("mine")`:      "mine",
		`.schema | tonumber`: `string "coveo-token/privileges/v1" is not a number`,
	} {
		_, err := run(t, expression)
		var value *ValueError
		if !errors.As(err, &value) || err.Error() != want {
			t.Errorf("%s: %v, want %s", expression, err, want)
		}
	}
}

func TestErrorsOfWhoeverTakesTheValuesAreNotCaught(t *testing.T) {
	stop := errors.New("stop")
	for _, expression := range []string{".items[]?", "try .items[] catch 1", ".items[] // 1", "limit(2; .items[])", "first(.items[]?)"} {
		filter, err := Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		taken := 0
		err = filter.Run(t.Context(), map[string]any{"items": []any{1.0, 2.0}}, func(any) error {
			taken++
			return stop
		})
		if !errors.Is(err, stop) || taken != 1 {
			t.Errorf("%s: %v after %d values", expression, err, taken)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		".a[0]?.b|=1", `"\(1;2)"`, "reduce .[] as $x (0;.)", "if . then 1 elif 2 then 3 end", "{$a,b:(1)}", "..", ".[1:2]", "@csv", "-.a//1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, expression string) {
		filter, err := Parse(expression)
		if err != nil {
			return
		}
		enough, left := errors.New("enough"), 100
		_ = filter.Run(t.Context(), map[string]any{"a": []any{1.0, "x", nil}}, func(any) error {
			if left--; left < 0 {
				return enough
			}
			return nil
		})
	})
}
