package policy

import _ "embed" // for the files beside this one

//go:embed policy.schema.json
var schema string

//go:embed starter.yaml
var starter string

// Schema is the JSON Schema (draft 2020-12) of policy files, for editors.
func Schema() string { return schema }

// Starter is a commented policy to begin with. It passes in the embedded sandbox.
func Starter() string { return starter }
