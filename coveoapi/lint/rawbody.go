package lint

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"coveotoken/coveoapi"
)

// rawBody is a request body as written, with what it asks for.
type rawBody struct {
	kind coveoapi.BodyKind
	// err says why it cannot be read; then there is nothing else.
	err *coveoapi.InputError
	// unwrapped says that the body of a platform token stands without its `body`.
	unwrapped bool
	// unknown are the attributes that no published schema has, as paths, and meant
	// those that the first of them were probably meant to be.
	unknown []string
	meant   map[string]string
	// mistyped is the first value of another kind than its attribute's, or nil.
	mistyped *json.UnmarshalTypeError
	// members are its outermost attributes, inner those of its `body`.
	members, inner map[string]json.RawMessage

	search   coveoapi.SearchTokenRequest
	platform coveoapi.PlatformTokenRequest
}

// GuessKind tells for which call a body was written, by its attributes.
func GuessKind(body []byte) coveoapi.BodyKind {
	raw := readBody(coveoapi.PlatformTokenBody, body)
	if _, wrapped := raw.members["body"]; wrapped || raw.unwrapped {
		return coveoapi.PlatformTokenBody
	}
	return coveoapi.SearchTokenBody
}

// readBody reads a body as Coveo would: attributes by their exact names, and each
// value that is of the right kind.
func readBody(kind coveoapi.BodyKind, body []byte) rawBody {
	raw := rawBody{kind: kind}
	call, err := coveoapi.Target{}.RawSearchTokenCall(coveoapi.SearchTokenV2, body)
	if errors.As(err, &raw.err) {
		return raw
	}
	_ = json.Unmarshal(call.Body, &raw.members) // which was found to be an object
	text := call.Body
	if kind == coveoapi.PlatformTokenBody && isUnwrapped(raw.members) {
		raw.unwrapped = true
		text = join(`{"body":`, text, `}`)
	}
	raw.unknown = coveoapi.UnknownAttributes(kind, text)
	raw.meant = meantAttributes(kind, raw.unknown)
	raw.decode(withoutUnknown(text, raw.unknown))
	return raw
}

func join(before string, text []byte, after string) []byte {
	return bytes.Join([][]byte{[]byte(before), text, []byte(after)}, nil)
}

// isUnwrapped reports whether members are those that belong into `body`.
func isUnwrapped(members map[string]json.RawMessage) bool {
	if _, wrapped := members["body"]; wrapped {
		return false
	}
	for _, name := range []string{"privileges", "additionalConfiguration", "organizationId"} {
		if _, found := members[name]; found {
			return true
		}
	}
	return false
}

// platformPayload is PlatformTokenPayloadModel, as far as rules look at it.
type platformPayload struct {
	Body struct {
		Privileges              []coveoapi.Privilege `json:"privileges"`
		AdditionalConfiguration struct {
			Search struct {
				UserIDs []coveoapi.UserID `json:"userIds"`
			} `json:"search"`
			Analytics struct {
				Event struct {
					UserID          string `json:"userId"`
					UserDisplayName string `json:"userDisplayName"`
				} `json:"event"`
			} `json:"analytics"`
		} `json:"additionalConfiguration"`
	} `json:"body"`
	Subject string `json:"sub"`
}

// decode reads what the body asks for.
func (r *rawBody) decode(text []byte) {
	if r.kind == coveoapi.SearchTokenBody {
		errors.As(json.Unmarshal(text, &r.search), &r.mistyped)
		return
	}
	var payload platformPayload
	errors.As(json.Unmarshal(text, &payload), &r.mistyped)
	event := payload.Body.AdditionalConfiguration.Analytics.Event
	r.platform = coveoapi.PlatformTokenRequest{
		Privileges: payload.Body.Privileges, UserIDs: payload.Body.AdditionalConfiguration.Search.UserIDs,
		AnalyticsUserID: event.UserID, AnalyticsDisplayName: event.UserDisplayName, Subject: payload.Subject,
	}
	var wrapped struct {
		Body map[string]json.RawMessage `json:"body"`
	}
	if json.Unmarshal(text, &wrapped) == nil {
		r.inner = wrapped.Body
	}
}

// withoutUnknown takes the attributes at some paths out of a body: encoding/json does
// not mind how a name is capitalized, and Coveo does.
func withoutUnknown(body []byte, paths []string) []byte {
	if len(paths) == 0 {
		return body
	}
	out := make(map[string]bool, len(paths))
	for _, path := range paths {
		out[path] = true
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return body
	}
	prune(value, "", out)
	pruned, err := json.Marshal(value)
	if err != nil {
		return body
	}
	return pruned
}

// prune removes members by their paths, which are those of
// coveoapi.UnknownAttributes.
func prune(value any, path string, out map[string]bool) {
	switch value := value.(type) {
	case []any:
		for i, item := range value {
			prune(item, fmt.Sprintf("%s[%d]", path, i), out)
		}
	case map[string]any:
		for name, member := range value {
			below := strings.TrimPrefix(path+"."+name, ".")
			if out[below] {
				delete(value, name)
				continue
			}
			prune(member, below, out)
		}
	}
}

// mostMeant is for how many unknown attributes it is told what was probably meant.
const mostMeant = 50

// meantAttributes are the attributes that were probably meant by unknown ones: others
// of the same object.
func meantAttributes(kind coveoapi.BodyKind, unknown []string) map[string]string {
	known, index := coveoapi.KnownAttributes(kind), regexp.MustCompile(`\[\d+\]`)
	meant := map[string]string{}
	for _, path := range unknown[:min(len(unknown), mostMeant)] {
		plain := index.ReplaceAllString(path, "")
		dot := strings.LastIndexByte(plain, '.') + 1
		var siblings []string
		for _, other := range known {
			if name, found := strings.CutPrefix(other, plain[:dot]); found && !strings.Contains(name, ".") {
				siblings = append(siblings, name)
			}
		}
		if name := Nearest(plain[dot:], siblings); name != "" {
			meant[path] = name
		}
	}
	return meant
}
