package jwtview

import "coveotoken/jwtview/safetext"

// AppendJSON appends v as JSON on one line without loss: members in their order,
// duplicates included, numbers as they were written, and everything dangerous
// escaped as safetext.EscapeJSON does. What was elided for its depth is a text in its
// place; a nil v is null. A string by which more than limit bytes would have been
// appended is replaced by a text that says so, so that a small hostile token does
// not become a large output.
func AppendJSON(dst []byte, v *Value, limit int) []byte {
	p := jsonPrinter{text: dst, limit: len(dst) + limit}
	p.value(v)
	return p.text
}

type jsonPrinter struct {
	text  []byte
	limit int
}

func (p *jsonPrinter) value(v *Value) {
	if v == nil {
		p.text = append(p.text, "null"...)
		return
	}
	switch v.Kind {
	case Array:
		p.text = append(p.text, '[')
		for i, item := range v.Items {
			p.comma(i)
			p.value(item)
		}
		p.text = append(p.text, ']')
	case Object:
		p.text = append(p.text, '{')
		for i, member := range v.Members {
			p.comma(i)
			p.string(member.Name)
			p.text = append(p.text, ':')
			p.value(member.Value)
		}
		p.text = append(p.text, '}')
	case String, Elided:
		p.string(v.Text)
	default:
		p.text = append(p.text, v.Text...)
	}
}

func (p *jsonPrinter) comma(index int) {
	if index > 0 {
		p.text = append(p.text, ',')
	}
}

func (p *jsonPrinter) string(text string) {
	start := len(p.text)
	p.text = safetext.AppendJSONString(p.text, text)
	if len(p.text) > p.limit {
		p.text = append(p.text[:start], `"… cut: the output would be more than four times the token"`...)
	}
}
