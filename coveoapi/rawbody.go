package coveoapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// maxRawBody is the longest body that is sent as it was written by hand.
const maxRawBody = 1 << 20

// endedEarly is how encoding/json calls a text that ends inside of a value.
const endedEarly = "unexpected end of JSON input"

// byteOrderMark is what some editors put before UTF-8.
const byteOrderMark = "\ufeff"

// RawSearchTokenCall builds the request that mints a search token from a body that
// was written by hand, RestTokenParams or whatever Coveo takes. Only white space is
// taken out of it: attributes that are not known and numbers of any size stay as
// they were written. When it is not a JSON object, err is an *InputError that names
// line and column, and the request is returned with the body as it is.
func (t Target) RawSearchTokenCall(version SearchTokenVersion, body []byte) (Request, error) {
	return rawCall(OperationMintSearchToken, t.searchURL(t.Endpoint.Search, version.path()), body)
}

// RawPlatformTokenCall is RawSearchTokenCall for a platform token, whose body is a
// PlatformTokenPayloadModel. The validity, 0 for the server's default, is in the
// query.
func (t Target) RawPlatformTokenCall(validity time.Duration, body []byte) (Request, error) {
	request, err := rawCall(OperationMintPlatformToken, t.platformTokenURL(validity), body)
	if err == nil && validity < 0 {
		err = validityError("is negative", validityForms)
	}
	return request, err
}

// MintRaw mints a token with a request of RawSearchTokenCall or RawPlatformTokenCall
// and the minting key. It is never repeated by itself: each attempt may create a
// token. The token is in the reply's Value and masked in its exchange.
func (c *Client) MintRaw(ctx context.Context, request Request) (Reply[Secret], error) {
	if _, err := compactObject(request.Body); err != nil {
		return Reply[Secret]{Exchange: Exchange{Request: request}}, err
	}
	request.Repeatable = false
	return c.mint(ctx, request)
}

func rawCall(operation, url string, body []byte) (Request, error) {
	compact, err := compactObject(body)
	return postJSON(operation, url, compact, Secret{}), err
}

// compactObject takes the white space out of a JSON object. What is none comes back
// as it is, with an *InputError for the field "body".
func compactObject(body []byte) ([]byte, error) {
	text := bytes.TrimPrefix(body, []byte(byteOrderMark))
	if len(text) > maxRawBody {
		return body, bodyError("is longer than 1 MB", "No token request is that long.")
	}
	if at := invalidUTF8(text); at >= 0 {
		return body, bodyError(position(text, at)+": is not UTF-8 text", "Save it as UTF-8.")
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil || object == nil {
		return body, notAnObject(text, err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		return body, notAnObject(text, err)
	}
	return compact.Bytes(), nil
}

// notAnObject says where and why a text is not a JSON object.
func notAnObject(text []byte, err error) *InputError {
	const remedy = "The body is one JSON object, from { to }."
	first := len(text) - len(bytes.TrimLeft(text, " \t\r\n"))
	if first == len(text) {
		return bodyError("is empty", remedy)
	}
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return bodyError(position(text, first)+": is not an object", remedy)
	}
	if syntax.Error() == endedEarly {
		return bodyError(position(text, len(bytes.TrimRight(text, " \t\r\n")))+": ends before the JSON does", "Close what is still open: a quote, a bracket or the last }.")
	}
	return bodyError(position(text, int(syntax.Offset)-1)+": is not JSON, "+syntax.Error(), "Mend it there.")
}

// position says where in a text a byte is, in lines and characters from 1.
func position(text []byte, at int) string {
	before := text[:max(0, min(at, len(text)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d, column %d", line, column)
}

// invalidUTF8 is the first byte that is not UTF-8, or -1.
func invalidUTF8(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

func bodyError(reason, remedy string) *InputError {
	return &InputError{Field: "body", Reason: reason, Remedy: remedy}
}
