package claims

import (
	"strings"
	"unicode/utf8"

	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
)

// Preview writes a value on one line, safe to show, strings in quotes. It reads about
// limit bytes of the value and ends in "…" when there was more.
func Preview(v *jwtview.Value, limit int) string {
	p := previewer{left: limit}
	p.write(v)
	return p.text.String()
}

// previewer writes until it has read what was left to read.
type previewer struct {
	text    strings.Builder
	left    int
	stopped bool
}

// put writes text of ours.
func (p *previewer) put(text string) {
	if !p.stopped {
		p.text.WriteString(text)
		p.left -= len(text)
	}
}

// putOutside writes text from the token, safe to show.
func (p *previewer) putOutside(text string) {
	if p.stopped {
		return
	}
	text, whole := cut(text, max(0, p.left))
	p.put(safetext.Visible(text))
	if !whole {
		p.stop()
	}
}

func (p *previewer) stop() {
	p.put("…")
	p.stopped = true
}

func (p *previewer) quoted(text string) {
	p.put(`"`)
	p.putOutside(text)
	p.put(`"`)
}

func (p *previewer) write(v *jwtview.Value) {
	if v == nil {
		p.put("null")
		return
	}
	switch v.Kind {
	case jwtview.String:
		p.quoted(v.Text)
	case jwtview.Array:
		p.list("[", "]", len(v.Items), func(i int) { p.write(v.Items[i]) })
	case jwtview.Object:
		p.list("{", "}", len(v.Members), func(i int) {
			p.quoted(v.Members[i].Name)
			p.put(": ")
			p.write(v.Members[i].Value)
		})
	default:
		p.putOutside(v.Text)
	}
}

func (p *previewer) list(open, end string, count int, item func(int)) {
	p.put(open)
	for i := range count {
		if p.stopped {
			return
		}
		if i > 0 {
			p.put(", ")
		}
		if p.left <= 0 {
			p.stop()
			return
		}
		item(i)
	}
	p.put(end)
}

// cut keeps at most limit bytes of a text, whole characters only, and reports
// whether that is all of it.
func cut(text string, limit int) (kept string, whole bool) {
	if len(text) <= limit {
		return text, true
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit], false
}
