package sandbox

import (
	"bytes"
	"encoding/json"
	"strings"
)

// hostileText acts on a terminal that it is written to as it is, hides or reorders
// itself, or poses as something else: control sequences of every kind, marked so that
// whoever finds them raw knows where they come from, and characters that are not seen.
// What has no place in a Go string that becomes JSON stands for itself in hostileBytes.
const hostileText = "\x1b[6m\x1b[2J\x1b[77;66H\x1b]0;hostile title\x07\x1b]52;c;aG9zdGlsZQ==\x07\x1b]8;;https://hostile.example\x1b\\link\x1b]8;;\x1b\\" +
	"\x1bP$qhostile\x1b\\\x1b_hostile\x1b\\\x1bc\x9b\u009b2J\u009d52;c;aG9zdGlsZQ==\u009c\u0090$q\u009c\x00\x07\x08\x7f\r\n\t" +
	"\u202edesrever\u202c\u2066isolated\u2069\u200bzero\u200d\u2060\ufeffwidth\u00ad\u034f\u115f\u3164\u2028\u2029\U000e0041\U000e007f\ue000\uffff" +
	"e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301" + halfSurrogate + noUTF8

// The marks in hostileText for what its JSON holds: half of a surrogate pair, as an
// escape, and a byte that is not UTF-8.
const (
	halfSurrogate = "\U000f0001"
	noUTF8        = "\U000f0002"
)

// hostileMarks is how many combining marks stand on one letter, and hostileDepth how many
// arrays lie in one another: fewer than the 10,000 at which Go gives up.
const hostileMarks, hostileDepth = 200, 9000

// hostileName is hostileText with a tower of marks.
func hostileName() string {
	return hostileText + "o" + strings.Repeat("\u0323", hostileMarks)
}

// hostileHeader is what a header may hold for clients to take it (RFC 9110 section 5.5).
const hostileHeader = "\u202e\u200b\u009b31m\x9b2J\xff"

// hostileBody adds hostile text to every text in an answer but a token, and a deep array
// to its object. The answer keeps its shape.
func hostileBody(body []byte) []byte {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var answer any
	if decoder.Decode(&answer) != nil {
		return body
	}
	answer = hostileValue(answer)
	if members, isObject := answer.(map[string]any); isObject {
		members["hostile"+hostileText] = deepArray()
	}
	encoded, err := json.Marshal(answer)
	if err != nil {
		return body
	}
	return hostileBytes(encoded)
}

func hostileValue(value any) any {
	switch value := value.(type) {
	case string:
		return value + hostileName()
	case []any:
		for i := range value {
			value[i] = hostileValue(value[i])
		}
	case map[string]any:
		for name, member := range value {
			if text, isText := member.(string); name == "token" && isText {
				value[name] = text
				continue
			}
			value[name] = hostileValue(member)
		}
	}
	return value
}

// hostileBytes puts what no Go string can hold into JSON.
func hostileBytes(encoded []byte) []byte {
	encoded = bytes.ReplaceAll(encoded, []byte(halfSurrogate), []byte(`\ud83d`))
	return bytes.ReplaceAll(encoded, []byte(noUTF8), []byte{0xff})
}

func deepArray() json.RawMessage {
	return json.RawMessage(strings.Repeat("[", hostileDepth) + strings.Repeat("]", hostileDepth))
}

// addHostile makes attributes of a search token hostile, which become claims.
func (a *searchTokenAttributes) addHostile() {
	a.UserDisplayName += hostileName()
	a.UserGroups = append(a.UserGroups, hostileName())
	a.Commerce = map[string]any{"hostile" + hostileText: deepArray()}
}

// addHostile makes claims of a platform token hostile.
func (p *platformTokenPayload) addHostile() {
	p.Subject += hostileName()
	p.Body.CreatorEmail += hostileName()
}
