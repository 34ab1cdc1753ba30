package preset

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

// everything has every kind of mapping that a preset has.
const everything = `
preset: 1
kind: platform
users: [a@example.com, {name: b, provider: Directory, type: Group, infos: a=b}]
privileges: [SEARCH_API/IMPERSONATE, {owner: A, targetDomain: B}]
userGroups: [A, B]
canSeeUserProfileOf: a@example.com
apiVersion: v3
validFor: 1h
commerce: {catalogId: c}
internal: {salesforceFallbackToAdmin: true, scope: 7}
query: {q: x, aq: '@year==2026'}
body: |
  {"userIds": []}
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
		described[name] = slices.Sorted(maps.Keys(def.Properties))
	}
	yaml, root, err := file().Read([]byte(everything))
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{yaml}
	r.preset(root)
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	for _, keys := range r.Keys() {
		slices.Sort(keys)
	}
	if diff := cmp.Diff(described, r.Keys()); diff != "" {
		t.Errorf("the schema and the code differ (-schema +code):\n%s", diff)
	}
}

func TestTheSchemaAndTheCodeAgree(t *testing.T) {
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("preset.schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled := compiler.MustCompile("preset.schema.json")
	const head = "preset: 1\nkind: search\n"
	for content, good := range map[string]bool{
		everything: true, head: true, head + "query: x": true, head + "users: a": true, head + "userGroups: A": true,
		"kind: search": false, "preset: 2\nkind: search": false, "preset: 1\nkind: x": false, head + "filter: ''": false,
		head + "serchHub: x": false, head + "users: [{provider: x}]": false, head + "userGroups: [a, 'b,c']": false, head + "apiVersion: v9": false,
		head + "privileges: [X]": false, head + "query: {z: 1}": false, head + "users: []": false, head + "internal: {superUserToken: x}": false,
	} {
		text, err := yaml.YAMLToJSON([]byte(content))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		_, refused := Parse([]byte(content))
		if invalid := compiled.Validate(value); (invalid == nil) != good || (refused == nil) != good {
			t.Errorf("%q: the schema says %v, the code %v", content, invalid, refused)
		}
	}
}
