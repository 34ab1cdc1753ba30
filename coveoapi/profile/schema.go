package profile

import _ "embed"

//go:embed config.schema.json
var schema string

// Schema is the JSON Schema (2020-12) of the file of settings.
func Schema() []byte { return []byte(schema) }
