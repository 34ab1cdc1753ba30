package coveoapi

import (
	"bytes"
	"encoding/json"

	"coveotoken/jwtview/safetext"
)

// concealed stands for a value that is not shown. It tells nothing of its length.
const concealed = `"••••"`

// secretAttribute reports whether an attribute of a token request holds a secret:
// the internal and deprecated ones of RestTokenParams and RestUserId that do.
func secretAttribute(name string) bool {
	return name == "password" || name == "authCookie" || name == "superUserToken"
}

// ConcealBody gives a JSON body for the screen: as it is, but with the values of the
// attributes that hold secrets masked, wherever in it they are. From where the body
// is not JSON any more, it stays as it is.
func ConcealBody(body []byte) []byte {
	c := concealer{body: body, decoder: json.NewDecoder(bytes.NewReader(body))}
	for c.next() {
	}
	return append(c.shown, body[c.copied:]...)
}

// ConcealEcho gives a reply without what the secret attributes of the request's body
// hold, which a server may repeat in it in any form. Of a reply that repeats one which
// is too short to be found with certainty, nothing is left.
func ConcealEcho(requestBody, reply []byte) []byte {
	c := concealer{body: requestBody, decoder: json.NewDecoder(bytes.NewReader(requestBody))}
	for c.next() {
	}
	redactor := new(safetext.Redactor)
	for _, value := range c.secrets {
		if len(value) < safetext.MinSecret && bytes.Contains(reply, []byte(value)) {
			return nil
		}
		redactor.Add(value)
	}
	return []byte(redactor.Redact(string(reply)))
}

// concealer reads a body token by token.
type concealer struct {
	body    []byte
	decoder *json.Decoder
	// open are the values that the reader is inside of.
	open   []openValue
	shown  []byte
	copied int // how much of the body is in shown
	// secrets are the texts that were masked.
	secrets []string
}

// openValue is an object or a list. In an object, names and values take turns.
type openValue struct{ object, name bool }

// next reads a token and reports whether there was one.
func (c *concealer) next() bool {
	token, err := c.decoder.Token()
	if err != nil {
		return false
	}
	switch token {
	case json.Delim('{'), json.Delim('['):
		c.open = append(c.open, openValue{object: token == json.Delim('{'), name: true})
		return true
	case json.Delim('}'), json.Delim(']'):
		c.open = c.open[:len(c.open)-1]
	}
	if len(c.open) == 0 {
		return true
	}
	inside := &c.open[len(c.open)-1]
	name, isText := token.(string)
	if inside.object && inside.name && isText {
		inside.name = false
		return !secretAttribute(name) || c.conceal(inside)
	}
	inside.name = true
	return true
}

// conceal replaces the value that comes next.
func (c *concealer) conceal(inside *openValue) bool {
	var value json.RawMessage
	if c.decoder.Decode(&value) != nil {
		return false
	}
	c.secrets = append(c.secrets, textsIn(value)...)
	end := int(c.decoder.InputOffset())
	c.shown = append(c.shown, c.body[c.copied:end-len(value)]...)
	c.shown = append(c.shown, concealed...)
	c.copied = end
	inside.name = true
	return true
}

// textsIn lists the texts in a value, or what it is when it is no text.
func textsIn(value json.RawMessage) []string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		if text == "" {
			return nil
		}
		return []string{text}
	}
	var texts []string
	decoder := json.NewDecoder(bytes.NewReader(value))
	for {
		token, err := decoder.Token()
		if err != nil {
			break
		}
		if text, ok := token.(string); ok && text != "" {
			texts = append(texts, text)
		}
	}
	return append(texts, string(value))
}
