package preset

import _ "embed" // for the schema beside this file

//go:embed preset.schema.json
var schema string

// Schema is the JSON Schema (draft 2020-12) of presets, for editors.
func Schema() string { return schema }
