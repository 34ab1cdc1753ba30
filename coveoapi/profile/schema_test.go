package profile

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("config.schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("config.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func TestTheSchemaHasTheKeysOfTheStructures(t *testing.T) {
	type object struct {
		Properties map[string]any
		Defs       map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	var document object
	if err := json.Unmarshal(Schema(), &document); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		properties map[string]any
		structure  any
	}{
		"settings": {document.Properties, Settings{}},
		"profile":  {document.Defs["profile"].Properties, Profile{}},
	} {
		want := keysOf(test.structure)
		slices.Sort(want)
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(test.properties))); diff != "" {
			t.Errorf("%s: keys of the structure and of the schema (-want +got):\n%s", name, diff)
		}
	}
}

// The schema and the reader agree on these documents.
func TestTheSchemaSaysWhatTheReaderSays(t *testing.T) {
	compiled := compileSchema(t)
	const p = "profiles:\n  - name: a\n    organization: acme\n    endpoint: eu\n"
	for content, valid := range map[string]bool{
		everything:               true,
		"{}":                     true,
		"profiles:\n":            true,
		p + "    key: keyring\n": true,
		p + "    key_command: op read op://a/b/c\n":                                true,
		p + "    key_file: ~/key\n    catalog_key: keyring\n":                      true,
		p + "    key: xx00000000-0000-0000-0000-000000000000\n":                    false,
		p + "    key: keyring\n    key_file: /k\n":                                 false,
		p + "    catalog_key_file: /k\n    catalog_key_command: c\n":               false,
		p + "    key_file: key\n":                                                  false,
		p + "    colour: red\n":                                                    false,
		"thme: dark\n":                                                             false,
		"presenter: 3x\n":                                                          false,
		"keys:\n  quit: {a: b}\n":                                                  false,
		"profiles:\n  - name: a\n    endpoint: eu\n":                               false,
		"profiles:\n  - name: sandbox\n    organization: acme\n    endpoint: eu\n": false,
	} {
		converted, err := yaml.YAMLToJSON([]byte(content))
		if err != nil {
			t.Fatal(err)
		}
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(converted))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(instance); (err == nil) != valid {
			t.Errorf("the schema: valid %t: %v\n%s", err == nil, err, content)
		}
		if _, err := parse([]byte(content), "config.yaml"); (err == nil) != valid {
			t.Errorf("the reader: valid %t: %v\n%s", err == nil, err, content)
		}
	}
}
