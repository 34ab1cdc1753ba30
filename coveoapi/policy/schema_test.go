package policy

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// everything uses every kind of mapping that a policy has.
const everything = `
policy: 1
defaults: {searchHub: A}
checks:
- as: {name: a@example.com}
  query: {q: x}
  expect:
    results: {atLeast: 1}
    from: {source: {HR: 0, KB: {atMost: 3}}}
    includes: [one, two]
    excludes: three
    pipeline: default
    sameAs: [anonymous, b@example.com]
    livesAtLeast: 1m
    privileges: {exactly: [SEARCH_API/EXECUTE_QUERY]}
    claims: {searchHub: A, filter: null, v8: true, version: 1}
    kind: search
- token: {file: token.jwt}
  expect: {privileges: [A/B, 'C/D:VIEW@x']}
- platformToken: {privileges: [SEARCH_API/EXECUTE_QUERY], userIds: a@example.com}
  expect: {kind: platform}
`

func TestTheSchemaHasTheKeysThatAreRead(t *testing.T) {
	var document struct {
		Defs map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(Schema()), &document); err != nil {
		t.Fatal(err)
	}
	described := map[string][]string{}
	for name, def := range document.Defs {
		if len(def.Properties) > 0 {
			described[name] = slices.Sorted(maps.Keys(def.Properties))
		}
	}
	yaml, root, err := file().Read([]byte(everything))
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{yaml}
	r.policy(root)
	for _, keys := range r.Keys() {
		slices.Sort(keys)
	}
	if err := r.Err(); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(described, r.Keys()); diff != "" {
		t.Errorf("the schema and the code differ (-schema +code):\n%s", diff)
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("policy.schema.json", document); err != nil {
		t.Fatal(err)
	}
	return compiler.MustCompile("policy.schema.json")
}

// validate holds a YAML file against the schema.
func validate(t *testing.T, schema *jsonschema.Schema, content string) error {
	t.Helper()
	text, err := yaml.YAMLToJSON([]byte(content))
	if err != nil {
		t.Fatalf("%.100q: %v", content, err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(value)
}

func TestPoliciesFitTheSchema(t *testing.T) {
	schema := compileSchema(t)
	starter := Starter()
	// What the starter shows as comments fits too.
	for _, line := range []string{"  # - token", "  #   expect", "  #     lives", "  #     priv", "  #     kind", "  # - platf"} {
		starter = strings.ReplaceAll(starter, line, strings.Replace(line, "# ", "", 1))
	}
	for _, content := range []string{Starter(), starter, everything} {
		if err := validate(t, schema, content); err != nil {
			t.Errorf("%.60q: %v", content, err)
		}
		if _, err := Parse([]byte(content)); err != nil {
			t.Errorf("%.60q: %v", content, err)
		}
	}
}

func TestWhatTheSchemaRefusesIsRefused(t *testing.T) {
	schema := compileSchema(t)
	const head = "policy: 1\nchecks:\n- as: a@b.c\n  "
	for _, content := range []string{
		"policy: 2\nchecks: [{as: x, expect: {results: 1}}]", "policy: 1", "policy: 1\nchecks: []", "policy: 1\nchecks: [{expect: {results: 1}}]",
		head + "serchHub: X\n  expect: {results: 1}", head + "name: x", head + "expect: {}", head + "expect: {results: -1}",
		head + "expect: {results: {}}", head + "expect: {from: {source HR: {x: 0}}}", head + "expect: {from: {source: 0}}",
		head + "expect: {kind: x}", head + "expect: {privileges: [X]}", head + "expect: {claims: {a: [1]}}", head + "expect: {claims: {}}", head + "expect: {from: {}}", head + "expect: {privileges: {}}", head + "token: {env: X}\n  expect: {results: 1}",
		head + "expect: {includes: []}", head + "expect: {sameAs: {provider: x}}", head + "query:\n  expect: {results: 1}",
		"policy: 1\nchecks: [{token: {}, expect: {kind: search}}]", "policy: 1\nchecks: [{platformToken: {}, expect: {kind: search}}]",
	} {
		if validate(t, schema, content) == nil {
			t.Errorf("%q fits the schema", content)
		}
		if _, err := Parse([]byte(content)); err == nil {
			t.Errorf("%q is read", content)
		}
	}
}
