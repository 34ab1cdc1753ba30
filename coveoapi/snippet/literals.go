package snippet

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// oneLine is how many characters a literal inside of another may have to stand on one
// line, without its indent.
const oneLine = 88

// literals is how a language writes JSON's values.
type literals struct {
	// object are the brackets around members, which may depend on what they are.
	object                  func(object) brackets
	array                   brackets
	emptyObject, emptyArray string
	// name writes a member's name with what stands between it and the value.
	name            func(string) string
	text            func(string) string
	number          func(json.Number) string
	yes, no, nobody string
	// step is how much deeper each level stands.
	step string
	// lastComma says that a comma follows the last of several lines too.
	lastComma bool
}

type brackets struct{ open, close string }

// always gives the same brackets for every object.
func always(b brackets) func(object) brackets { return func(object) brackets { return b } }

// program writes the value of a whole body, over several lines, whose last one is
// indented by indent.
func (l *literals) program(v value, indent string) string {
	if o, ok := v.(object); ok && len(o) > 0 {
		return l.lines(l.object(o), l.members(o, indent), indent)
	}
	return l.write(v, indent)
}

// write gives a value that stands on a line indented by indent.
func (l *literals) write(v value, indent string) string {
	switch v := v.(type) {
	case object:
		if len(v) == 0 {
			return l.emptyObject
		}
		return l.list(l.object(v), l.members(v, indent), indent)
	case []value:
		if len(v) == 0 {
			return l.emptyArray
		}
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = l.write(item, indent+l.step)
		}
		return l.list(l.array, items, indent)
	case json.Number:
		return l.number(v)
	case string:
		return l.text(v)
	case bool:
		if v {
			return l.yes
		}
		return l.no
	default:
		return l.nobody
	}
}

func (l *literals) members(o object, indent string) []string {
	items := make([]string, len(o))
	for i, m := range o {
		items[i] = l.name(m.name) + l.write(m.value, indent+l.step)
	}
	return items
}

// list puts items on one line where they are short.
func (l *literals) list(around brackets, items []string, indent string) string {
	joined := strings.Join(items, ", ")
	if utf8.RuneCountInString(joined) <= oneLine && !strings.Contains(joined, "\n") {
		return around.open + joined + around.close
	}
	return l.lines(around, items, indent)
}

// lines puts each item on its own line.
func (l *literals) lines(around brackets, items []string, indent string) string {
	text := around.open + "\n" + indent + l.step + strings.Join(items, ",\n"+indent+l.step)
	if l.lastComma {
		text += ","
	}
	return text + "\n" + indent + around.close
}
