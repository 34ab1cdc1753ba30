package coveoapi

import (
	"bytes"
	"encoding/json"
)

// encodeJSON writes a value as compact JSON. Unlike json.Marshal it leaves <, > and
// & as they are, so that the query expressions in a request stay readable.
func encodeJSON(value any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimRight(buffer.Bytes(), "\n"), nil
}
