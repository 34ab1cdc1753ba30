// Package shape turns the JSON document of a command into what --jq or --template
// asks for. What is printed keeps the rules of everything else that is printed: a
// filter sees the document after secrets were taken out, cannot read the environment
// or files, and its text is made visible.
package shape

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"coveotoken/jwtview/safetext"
)

// MaxOutput is how much a filter may make in bytes: one that never ends is stopped.
const MaxOutput = 64 << 20

// ErrTooLong says that a filter made more than MaxOutput.
var ErrTooLong = errors.New("makes more than 64 MB")

// Filter turns a document into the text to print, which is safe to show. It has
// failed when the document does not have what the filter expects.
type Filter func(ctx context.Context, document []byte) ([]byte, error)

// decode reads a document, with its numbers as the function makes them of their texts.
func decode(document []byte, number func(json.Number) any) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	return withNumbers(value, number), nil
}

// withNumbers gives a value with numbers in the place of their texts.
func withNumbers(value any, number func(json.Number) any) any {
	switch value := value.(type) {
	case map[string]any:
		for name := range value {
			value[name] = withNumbers(value[name], number)
		}
	case []any:
		for i := range value {
			value[i] = withNumbers(value[i], number)
		}
	case json.Number:
		return number(value)
	}
	return value
}

// visible makes text safe to show. Its line breaks and tabs stay: they are what
// @tsv, join and templates are for.
func visible(text string) []byte {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		for j := range cells {
			cells[j] = safetext.Visible(cells[j])
		}
		lines[i] = strings.Join(cells, "\t")
	}
	return []byte(strings.Join(lines, "\n"))
}
