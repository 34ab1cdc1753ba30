package jwtview

import (
	"io"
	"strconv"
	"time"
)

// InspectSchema names the form of the document that WriteJSON writes. It changes
// when a member is removed or gets another meaning, not when one is added.
const InspectSchema = "coveo-token/inspect/v1"

// WriteJSON writes everything about a token but the token itself as one JSON
// document and a line feed. The header and the claims are as they are in the token:
// order, duplicates and digits kept. Times are RFC 3339 in UTC, expires_in counts
// seconds from now.
func WriteJSON(w io.Writer, t *Token, now time.Time) error {
	_, err := w.Write(append(AppendJSON(nil, t, now), '\n'))
	return err
}

// AppendJSON appends the document of WriteJSON, to be part of a larger one.
func AppendJSON(dst []byte, t *Token, now time.Time) []byte {
	return AppendIndented(dst, t.document(now))
}

func (t *Token) document(now time.Time) *Value {
	facts := t.SignatureFacts()
	sentences := &Value{Kind: Array}
	for _, sentence := range facts.Sentences {
		sentences.Items = append(sentences.Items, textValue(sentence))
	}
	signature := object(
		Member{Name: "badge", Value: textValue(facts.Badge)},
		Member{Name: "algorithm", Value: textValue(t.Algorithm())},
		Member{Name: "description", Value: textValue(facts.Algorithm)},
		Member{Name: "bytes", Value: numberValue(int64(len(t.Signature)))},
		Member{Name: "facts", Value: sentences},
	)
	return object(
		Member{Name: "schema", Value: textValue(InspectSchema)},
		Member{Name: "kind", Value: textValue(string(t.Kind()))},
		Member{Name: "form", Value: textValue(t.Form.String())},
		Member{Name: "organization", Value: optionalText(t.Organization())},
		Member{Name: "from_sandbox", Value: boolValue(t.FromSandbox())},
		Member{Name: "life", Value: t.lifeDocument(now)},
		Member{Name: "signature", Value: signature},
		Member{Name: "header", Value: t.Header},
		Member{Name: "claims", Value: t.Claims},
		Member{Name: "explanations", Value: t.explanationsDocument()},
		Member{Name: "notes", Value: t.notesDocument()},
	)
}

func (t *Token) lifeDocument(now time.Time) *Value {
	if t.Claims == nil {
		return nil
	}
	l := t.Life()
	moment := func(at time.Time) *Value {
		if at.IsZero() {
			return nil
		}
		return textValue(at.UTC().Format(time.RFC3339Nano))
	}
	members := []Member{
		{Name: "state", Value: textValue(l.At(now).ID())},
		{Name: "issued_at", Value: moment(l.IssuedAt)},
		{Name: "not_before", Value: moment(l.NotBefore)},
		{Name: "expires_at", Value: moment(l.ExpiresAt)},
	}
	if !l.ExpiresAt.IsZero() {
		left := numberValue(int64(seconds(now, l.ExpiresAt)))
		members = append(members, Member{Name: "expires_in", Value: left})
	}
	return object(members...)
}

// explanationsDocument explains each known claim once, however often it stands in
// the token.
func (t *Token) explanationsDocument() *Value {
	list := &Value{Kind: Array}
	seen := make(map[string]bool)
	for _, e := range t.ExplainClaims() {
		if !e.Known() || seen[e.Path] {
			continue
		}
		seen[e.Path] = true
		list.Items = append(list.Items, object(
			Member{Name: "path", Value: textValue(e.Path)},
			Member{Name: "meaning", Value: textValue(e.Meaning)},
			Member{Name: "field", Value: optionalText(e.Field)},
			Member{Name: "source", Value: textValue(e.Source)},
		))
	}
	return list
}

func (t *Token) notesDocument() *Value {
	list := &Value{Kind: Array}
	for _, n := range t.Notes {
		list.Items = append(list.Items, object(
			Member{Name: "id", Value: textValue(n.ID)},
			Member{Name: "text", Value: textValue(n.Text)},
			Member{Name: "problem", Value: boolValue(n.Problem)},
		))
	}
	return list
}

func object(members ...Member) *Value { return &Value{Kind: Object, Members: members} }
func textValue(s string) *Value       { return &Value{Kind: String, Text: s} }
func boolValue(b bool) *Value         { return &Value{Kind: Bool, Text: strconv.FormatBool(b)} }
func numberValue(n int64) *Value      { return &Value{Kind: Number, Text: strconv.FormatInt(n, 10)} }

// optionalText is null for a text that is not there.
func optionalText(s string) *Value {
	if s == "" {
		return nil
	}
	return textValue(s)
}
