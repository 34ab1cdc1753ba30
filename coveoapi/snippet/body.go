package snippet

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// maxDepth is how deep values may be nested to be written as literals.
const maxDepth = 100

// showable is a body with its secrets masked, and without characters that cannot be
// seen, which JSON can escape.
func showable(body []byte) []byte {
	if body == nil {
		return nil
	}
	body = coveoapi.ConcealBody(body)
	if !json.Valid(body) {
		return body
	}
	return safetext.EscapeJSON(body)
}

// isObjectOrNone reports whether the body is a JSON object, or there is none.
func isObjectOrNone(request coveoapi.Request) bool {
	return request.Body == nil || json.Valid(request.Body) && bytes.HasPrefix(bytes.TrimSpace(request.Body), []byte("{"))
}

// indented is JSON laid out for reading; what is not JSON stays as it is.
func indented(body []byte) string {
	var b bytes.Buffer
	if json.Indent(&b, body, "", "  ") != nil {
		return string(body)
	}
	return b.String()
}

// value is a JSON value: a string, a json.Number, a bool, nil, a []value or an object.
type value any

// object is a JSON object in its own order.
type object []member

type member struct {
	name  string
	value value
}

// parseBody reads a body that a program can hold as literals of its language. ok is
// false when its meaning could change on the way through a language's own values:
// names given twice, numbers that lose digits, half surrogates.
func parseBody(body []byte) (v value, ok bool) {
	if !json.Valid(body) {
		return nil, false
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	v, ok = parseValue(decoder, maxDepth)
	if !ok {
		return nil, false
	}
	_, err := decoder.Token()
	return v, err == io.EOF
}

func parseValue(decoder *json.Decoder, depth int) (value, bool) {
	token, err := decoder.Token()
	if err != nil || depth == 0 {
		return nil, false
	}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			return parseObject(decoder, depth-1)
		}
		return parseArray(decoder, depth-1)
	case json.Number:
		return token, exact(token)
	case string:
		return token, whole(token)
	default:
		return token, true
	}
}

func parseObject(decoder *json.Decoder, depth int) (value, bool) {
	members, seen := object{}, map[string]bool{}
	for decoder.More() {
		token, err := decoder.Token()
		name, _ := token.(string)
		if err != nil || seen[name] || !whole(name) {
			return nil, false
		}
		seen[name] = true
		v, ok := parseValue(decoder, depth)
		if !ok {
			return nil, false
		}
		members = append(members, member{name, v})
	}
	_, err := decoder.Token()
	return members, err == nil
}

func parseArray(decoder *json.Decoder, depth int) (value, bool) {
	items := []value{}
	for decoder.More() {
		v, ok := parseValue(decoder, depth)
		if !ok {
			return nil, false
		}
		items = append(items, v)
	}
	_, err := decoder.Token()
	return items, err == nil
}

// exact reports whether every language reads and writes a number with all its digits:
// whole numbers up to 2⁵³.
func exact(number json.Number) bool {
	const most = 1 << 53
	n, err := strconv.ParseInt(string(number), 10, 64)
	return err == nil && -most <= n && n <= most && strconv.FormatInt(n, 10) == string(number)
}

// whole reports whether a string was read as it was written: half a surrogate pair is
// read as U+FFFD.
func whole(text string) bool { return !strings.ContainsRune(text, utf8.RuneError) }
