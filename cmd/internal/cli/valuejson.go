package cli

import (
	"encoding/json"

	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
)

// rawJSON is JSON that goes into a document as it is.
type rawJSON = json.RawMessage

// spareOutput is what a report may be longer than four times its token.
const spareOutput = 48 << 10

// outputBudget is how many bytes may be printed of a token's values, so that a
// small hostile token does not become a large output.
func outputBudget(tokenBytes int) int { return 4*tokenBytes + spareOutput }

// valueJSON writes a value without loss: members in their order, duplicates
// included, numbers as they were written. Strings are cut when a token would print
// as more than four times its size.
func valueJSON(value *jwtview.Value, tokenBytes int) rawJSON {
	w := valueWriter{budget: outputBudget(tokenBytes)}
	w.value(value)
	return w.text
}

type valueWriter struct {
	text   []byte
	budget int
}

func (w *valueWriter) value(v *jwtview.Value) {
	if v == nil {
		w.text = append(w.text, "null"...)
		return
	}
	switch v.Kind {
	case jwtview.Array:
		w.text = append(w.text, '[')
		for i, item := range v.Items {
			w.comma(i)
			w.value(item)
		}
		w.text = append(w.text, ']')
	case jwtview.Object:
		w.text = append(w.text, '{')
		for i, member := range v.Members {
			w.comma(i)
			w.string(member.Name)
			w.text = append(w.text, ':')
			w.value(member.Value)
		}
		w.text = append(w.text, '}')
	case jwtview.String, jwtview.Elided:
		w.string(v.Text)
	default:
		w.text = append(w.text, v.Text...)
	}
}

func (w *valueWriter) comma(index int) {
	if index > 0 {
		w.text = append(w.text, ',')
	}
}

func (w *valueWriter) string(text string) {
	start := len(w.text)
	w.text = safetext.AppendJSONString(w.text, text)
	if len(w.text) > w.budget {
		w.text = append(w.text[:start], `"… cut: the output would be more than four times the token"`...)
	}
}
