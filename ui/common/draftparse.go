package common

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"coveotoken/coveoapi"
)

// ParseList reads names that are separated by commas; empty ones are left out.
func ParseList(text string) []string {
	var names []string
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// ParsePairs reads "name=value" pairs that are separated by commas, or a JSON object
// of texts, for values that hold commas. It gives nil for an empty text. The error is
// a *coveoapi.InputError for the field.
func ParsePairs(field, text string) (map[string]string, error) {
	if isObject(text) {
		return decodeObject[map[string]string](field, text)
	}
	var pairs map[string]string
	for _, pair := range ParseList(text) {
		name, value, found := strings.Cut(pair, "=")
		name = strings.TrimSpace(name)
		if !found || name == "" {
			return nil, &coveoapi.InputError{Field: field, Reason: "is not a list of pairs", Remedy: "Write name=value, name=value."}
		}
		if pairs == nil {
			pairs = map[string]string{}
		}
		pairs[name] = strings.TrimSpace(value)
	}
	return pairs, nil
}

// ParseDictionaryContext reads a dictionaryFieldContext: "price=eur, stock=berlin",
// or a JSON object, whose numbers stay as they are written. It gives nil for an empty
// text. The error is a *coveoapi.InputError.
func ParseDictionaryContext(text string) (map[string]any, error) {
	const field = "dictionaryFieldContext"
	if isObject(text) {
		return decodeObject[map[string]any](field, text)
	}
	pairs, err := ParsePairs(field, text)
	if pairs == nil {
		return nil, err
	}
	context := make(map[string]any, len(pairs))
	for name, value := range pairs {
		context[name] = value
	}
	return context, nil
}

// ParseDictionaryKeys reads allowedDictionaryFieldKeys: fields that are separated by
// commas, with all keys ("price" or "price=*"), or a JSON object of lists. Coveo
// takes no other key than "*" yet, so that nothing else is refused here but what is
// no list at all. It gives nil for an empty text. The error is a
// *coveoapi.InputError.
func ParseDictionaryKeys(text string) (map[string][]string, error) {
	const field = "allowedDictionaryFieldKeys"
	if isObject(text) {
		return decodeObject[map[string][]string](field, text)
	}
	var keys map[string][]string
	for _, item := range ParseList(text) {
		name, key, found := strings.Cut(item, "=")
		if name = strings.TrimSpace(name); name == "" {
			return nil, &coveoapi.InputError{Field: field, Reason: "names no field before the =", Remedy: "Write the fields with their keys: price=*, stock=*."}
		}
		if key = strings.TrimSpace(key); !found || key == "" {
			key = "*"
		}
		if keys == nil {
			keys = map[string][]string{}
		}
		keys[name] = append(keys[name], key)
	}
	return keys, nil
}

// ParseScope reads the scope of a search token, 0 for an empty text. The error is a
// *coveoapi.InputError.
func ParseScope(text string) (int32, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	scope, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return 0, &coveoapi.InputError{Field: "scope", Reason: "is not a whole number of 32 bits", Remedy: "Leave it empty: Coveo has deprecated it."}
	}
	return int32(scope), nil
}

func isObject(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), "{") }

// decodeObject reads a text that is one JSON object and keeps its numbers as they
// are written.
func decodeObject[T any](field, text string) (object T, err error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err = decoder.Decode(&object); err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("text follows after the object")
		}
	}
	if err == nil {
		return object, nil
	}
	var none T
	reason := "is not JSON: " + err.Error()
	var shape *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		reason = "is not JSON yet: something is not closed"
	case errors.As(err, &shape):
		reason = "holds a value of another kind: " + shape.Value
	}
	return none, &coveoapi.InputError{Field: field, Reason: reason, Remedy: "Write name=value pairs, or a JSON object."}
}

// indented is JSON made readable; what is not JSON stays as it is.
func indented(body []byte) []byte {
	var out bytes.Buffer
	if json.Indent(&out, body, "", "  ") != nil {
		return body
	}
	return out.Bytes()
}
