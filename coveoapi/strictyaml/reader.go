package strictyaml

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
)

// Reader turns nodes into values and notes what is wrong, so that one reading of a
// file finds all its faults.
type Reader struct {
	kind   File
	faults []Fault
	// keys are the keys that each kind of mapping has, noted as they are asked for:
	// the file's form is written down once, in the code that reads it.
	keys map[string][]string
}

// Keys are the keys of each kind of mapping that was read, for a test that holds a
// schema against the code.
func (r *Reader) Keys() map[string][]string { return r.keys }

// Err is nil, or a *FormatError that says all that is wrong with the file.
func (r *Reader) Err() error {
	if len(r.faults) == 0 {
		return nil
	}
	return formatError(r.faults)
}

// Fault notes what is wrong with a line. reason is a sentence without its full stop,
// remedy one with it, or "".
func (r *Reader) Fault(line int, remedy, reason string, arguments ...any) {
	r.faults = append(r.faults, Fault{line, fmt.Sprintf(reason, arguments...), remedy})
}

// Input notes an error of a parser of coveoapi, under the file's name for the value.
func (r *Reader) Input(e Entry, err error) {
	var input *coveoapi.InputError
	if errors.As(err, &input) {
		r.Fault(e.Line, input.Remedy, "%s %s", e.Key, input.Reason)
		return
	}
	r.Fault(e.Line, "", "%s: %v", e.Key, err)
}

// Entry is the value of a key. Its node is nil when the key is not there.
type Entry struct {
	Key  string
	Line int
	Node ast.Node
}

// Given reports whether the key is there.
func (e Entry) Given() bool { return e.Node != nil }

// Mapping is a YAML mapping of a known kind.
type Mapping struct {
	// Line is where it begins.
	Line    int
	reader  *Reader
	kind    string
	entries []Entry
	asked   []string
	// lacks are faults about what is not there. They come after the keys that are
	// not known, because one of those may be meant.
	lacks []Fault
	// broken is set when it is no mapping at all.
	broken bool
}

// Lack notes that something is not there.
func (m *Mapping) Lack(remedy, reason string, arguments ...any) {
	m.lacks = append(m.lacks, Fault{m.Line, fmt.Sprintf(reason, arguments...), remedy})
}

// Mapping reads a node as a mapping; what is none is noted, and has no entries.
func (r *Reader) Mapping(e Entry, kind string) *Mapping {
	m := &Mapping{reader: r, kind: kind, Line: e.Line}
	node, ok := e.Node.(ast.MapNode)
	if !ok {
		r.Fault(e.Line, r.kind.Help, "%s must be a mapping of keys and values", e.Key)
		m.broken = true
		return m
	}
	for rows := node.MapRange(); rows.Next(); {
		key, line := rows.Key().GetToken().Value, rows.Key().GetToken().Position.Line
		m.entries = append(m.entries, Entry{key, line, rows.Value()})
	}
	return m
}

// Take gives the entry of a key that this kind of mapping has.
func (m *Mapping) Take(key string) Entry {
	m.asked = append(m.asked, key)
	for _, e := range m.entries {
		if e.Key == key {
			return e
		}
	}
	return Entry{Key: key, Line: m.Line}
}

// Empty reports whether the mapping has no keys at all.
func (m *Mapping) Empty() bool { return len(m.entries) == 0 }

// Close notes the keys that this kind of mapping does not have. All that it has must
// have been asked for by then.
func (m *Mapping) Close() {
	for _, e := range m.entries {
		if slices.Contains(m.asked, e.Key) {
			continue
		}
		remedy := "It has: " + strings.Join(m.asked, ", ") + "."
		if near := lint.Nearest(e.Key, m.asked); near != "" {
			remedy = "Did you mean " + near + "?"
		}
		m.reader.Fault(e.Line, remedy, "%s has no key %q", m.kind, e.Key)
	}
	if !m.broken {
		m.reader.faults = append(m.reader.faults, m.lacks...)
	}
	if m.reader.keys == nil {
		m.reader.keys = map[string][]string{}
	}
	m.reader.keys[m.kind] = m.asked
}

// Text reads a text; numbers and the like count as they are written. It is "" when the
// key is not there.
func (r *Reader) Text(e Entry) string {
	if !e.Given() {
		return ""
	}
	text, ok := ScalarText(e.Node)
	if text = strings.TrimSpace(text); !ok || text == "" {
		r.Fault(e.Line, "Write it as "+e.Key+": text, between quotes where it holds a colon or begins with @ or *.", "%s must be a text", e.Key)
	}
	return text
}

// ScalarText gives the text of what is neither a list, a mapping nor nothing.
func ScalarText(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	default:
		return "", false
	}
}

// Items gives the parts of a list, or what is no list as the only part.
func (r *Reader) Items(e Entry) []Entry {
	if !e.Given() {
		return nil
	}
	list, ok := e.Node.(*ast.SequenceNode)
	if !ok {
		return []Entry{e}
	}
	if len(list.Values) == 0 {
		r.Fault(e.Line, "Name at least one, or leave the key out.", "%s is an empty list", e.Key)
	}
	items := make([]Entry, len(list.Values))
	for i, node := range list.Values {
		items[i] = Entry{e.Key, LineOf(node, e.Line), node}
	}
	return items
}

// LineOf is where a node begins.
func LineOf(node ast.Node, otherwise int) int {
	if m, ok := node.(ast.MapNode); ok {
		if rows := m.MapRange(); rows.Next() {
			return rows.Key().GetToken().Position.Line
		}
	}
	if t := node.GetToken(); t != nil {
		return t.Position.Line
	}
	return otherwise
}

// Number reads a number of things; -1 when the key is not there or holds none.
func (r *Reader) Number(e Entry) int {
	if !e.Given() {
		return -1
	}
	const most = 1_000_000_000
	text, _ := ScalarText(e.Node)
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > most {
		r.Fault(e.Line, "Write for example "+e.Key+": 1.", "%s must be a whole number from 0 on", e.Key)
		return -1
	}
	return n
}
