package jwtview

import "fmt"

// reader reads one JSON text (RFC 8259) into Values, without loss.
type reader struct {
	src   string
	at    int
	part  string // for errors and notes
	notes *notebook

	// Unfinished arrays and objects keep what they have on these stacks, so that
	// each gets one slice of the right size in the end.
	items   []*Value
	members []Member
	// slab is room for the next Values: one allocation for many.
	slab []Value
}

// readJSON reads src, which is the content of a part, as one JSON value.
func readJSON(src, part string, notes *notebook) (*Value, *SyntaxError) {
	r := reader{src: src, part: part, notes: notes}
	v, err := r.value(0)
	if err != nil {
		return nil, err
	}
	if r.space(); r.at < len(r.src) {
		return nil, r.fail("trailing_data", "the JSON ends before byte %d, but then comes %s", r.at, character(r.src, r.at))
	}
	return v, nil
}

// fail makes an error at the current byte.
func (r *reader) fail(id, format string, args ...any) *SyntaxError {
	reason := "the " + r.part + " is not JSON: " + fmt.Sprintf(format, args...)
	return &SyntaxError{ID: id, Part: r.part, Offset: r.at, Reason: reason}
}

// unexpected makes an error for the current byte, or for the end of the text.
func (r *reader) unexpected(want string) *SyntaxError {
	if r.at >= len(r.src) {
		return r.fail("cut_off", "it ends after %d bytes, where %s should be; the token was probably cut off", len(r.src), want)
	}
	return r.fail("not_json", "byte %d is %s, where %s should be", r.at, character(r.src, r.at), want)
}

func (r *reader) space() {
	for r.at < len(r.src) {
		switch r.src[r.at] {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return
		}
	}
}

// peek skips white space and gives the next byte, or 0 at the end.
func (r *reader) peek() byte {
	r.space()
	if r.at < len(r.src) {
		return r.src[r.at]
	}
	return 0
}

// expect skips white space and takes the byte c.
func (r *reader) expect(c byte) *SyntaxError {
	if r.peek() != c {
		return r.unexpected("'" + string(c) + "'")
	}
	r.at++
	return nil
}

func (r *reader) make(kind ValueKind, text string) *Value {
	if len(r.slab) == cap(r.slab) {
		r.slab = make([]Value, 0, min(1024, max(16, 2*cap(r.slab))))
	}
	r.slab = append(r.slab, Value{Kind: kind, Text: text})
	return &r.slab[len(r.slab)-1]
}

// value reads a value that stands inside depth arrays and objects.
func (r *reader) value(depth int) (*Value, *SyntaxError) {
	switch c := r.peek(); {
	case (c == '{' || c == '[') && depth >= MaxDepth:
		return r.elide()
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.array(depth)
	case c == '"':
		text, err := r.string()
		return r.make(String, text), err
	default:
		kind, text, err := r.scalar()
		return r.make(kind, text), err
	}
}

func (r *reader) array(depth int) (*Value, *SyntaxError) {
	v := r.make(Array, "")
	base := len(r.items)
	r.at++
	for first := true; ; first = false {
		more, err := r.more(first, ']')
		if err != nil {
			return nil, err
		}
		if !more {
			v.Items = append([]*Value(nil), r.items[base:]...)
			r.items = r.items[:base]
			return v, nil
		}
		item, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		r.items = append(r.items, item)
	}
}

func (r *reader) object(depth int) (*Value, *SyntaxError) {
	v := r.make(Object, "")
	base := len(r.members)
	var seen names
	r.at++
	for first := true; ; first = false {
		more, err := r.more(first, '}')
		if err != nil {
			return nil, err
		}
		if !more {
			v.Members = append([]Member(nil), r.members[base:]...)
			r.members = r.members[:base]
			return v, nil
		}
		name, err := r.name()
		if err != nil {
			return nil, err
		}
		m := Member{Name: name, Duplicate: seen.again(name, r.members[base:])}
		if m.Duplicate {
			r.noteDuplicate(name)
		}
		if m.Value, err = r.value(depth + 1); err != nil {
			return nil, err
		}
		r.members = append(r.members, m)
	}
}

// more takes what stands between the elements of an array or object: nothing
// before the first, a comma before the others. At the closing byte it takes that
// and reports false.
func (r *reader) more(first bool, closing byte) (bool, *SyntaxError) {
	switch c := r.peek(); {
	case c == closing:
		r.at++
		return false, nil
	case first:
		return true, nil
	case c != ',':
		return false, r.unexpected("',' or '" + string(closing) + "'")
	}
	r.at++
	return true, nil
}

// name reads a member's name and the colon.
func (r *reader) name() (string, *SyntaxError) {
	if r.peek() != '"' {
		return "", r.unexpected("a name in quotes")
	}
	name, err := r.string()
	if err != nil {
		return "", err
	}
	return name, r.expect(':')
}

func (r *reader) noteDuplicate(name string) {
	r.notes.problemf("duplicate_key", func() string {
		return fmt.Sprintf("The %s has \"%s\" more than once. Readers differ in which one they believe; most take the last.", r.part, short(name))
	})
}

// names finds repeated names of one object.
type names struct{ known map[string]struct{} }

// fewNames is up to how many members comparing each is quicker than a map.
const fewNames = 16

// again reports whether one of the members before has this name.
func (n *names) again(name string, before []Member) bool {
	if len(before) < fewNames {
		for i := range before {
			if before[i].Name == name {
				return true
			}
		}
		return false
	}
	if n.known == nil {
		n.known = make(map[string]struct{}, 4*fewNames)
		for i := range before {
			n.known[before[i].Name] = struct{}{}
		}
	}
	_, again := n.known[name]
	n.known[name] = struct{}{}
	return again
}
