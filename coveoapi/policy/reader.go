package policy

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
	"coveotoken/coveoapi/queryexpr"
)

// reader turns nodes into values and notes what is wrong, so that one reading of a
// file finds all its faults.
type reader struct {
	faults []Fault
	// keys are the keys that each kind of mapping has, noted as they are asked for:
	// the file's form is written down once, in the code that reads it.
	keys map[string][]string
}

func (r *reader) fault(line int, remedy, format string, arguments ...any) {
	r.faults = append(r.faults, Fault{line, fmt.Sprintf(format, arguments...), remedy})
}

// input notes an error of a parser of coveoapi, under the file's name for the value.
func (r *reader) input(e entry, err error) {
	var input *coveoapi.InputError
	if errors.As(err, &input) {
		r.fault(e.line, input.Remedy, "%s %s", e.key, input.Reason)
		return
	}
	r.fault(e.line, "", "%s: %v", e.key, err)
}

// entry is the value of a key. Its node is nil when the key is not there.
type entry struct {
	key  string
	line int
	node ast.Node
}

func (e entry) given() bool { return e.node != nil }

// mapping is a YAML mapping of a known kind.
type mapping struct {
	reader  *reader
	kind    string
	line    int
	entries []entry
	asked   []string
	// lacks are faults about what is not there. They come after the keys that are
	// not known, because one of those may be meant.
	lacks []Fault
	// broken is set when it is no mapping at all.
	broken bool
}

// lack notes that something is not there.
func (m *mapping) lack(remedy, format string, arguments ...any) {
	m.lacks = append(m.lacks, Fault{m.line, fmt.Sprintf(format, arguments...), remedy})
}

// mapping reads a node as a mapping; what is none is noted, and has no entries.
func (r *reader) mapping(e entry, kind string) *mapping {
	m := &mapping{reader: r, kind: kind, line: e.line}
	node, ok := e.node.(ast.MapNode)
	if !ok {
		r.fault(e.line, "See `coveo-token verify --init` for the form.", "%s must be a mapping of keys and values", e.key)
		m.broken = true
		return m
	}
	for rows := node.MapRange(); rows.Next(); {
		key, line := rows.Key().GetToken().Value, rows.Key().GetToken().Position.Line
		m.entries = append(m.entries, entry{key, line, rows.Value()})
	}
	return m
}

// take gives the entry of a key that this kind of mapping has.
func (m *mapping) take(key string) entry {
	m.asked = append(m.asked, key)
	for _, e := range m.entries {
		if e.key == key {
			return e
		}
	}
	return entry{key: key, line: m.line}
}

// close notes the keys that this kind of mapping does not have. All that it has must
// have been asked for by then.
func (m *mapping) close() {
	for _, e := range m.entries {
		if slices.Contains(m.asked, e.key) {
			continue
		}
		remedy := "It has: " + strings.Join(m.asked, ", ") + "."
		if near := lint.Nearest(e.key, m.asked); near != "" {
			remedy = "Did you mean " + near + "?"
		}
		m.reader.fault(e.line, remedy, "%s has no key %q", m.kind, e.key)
	}
	if !m.broken {
		m.reader.faults = append(m.reader.faults, m.lacks...)
	}
	if m.reader.keys == nil {
		m.reader.keys = map[string][]string{}
	}
	m.reader.keys[m.kind] = m.asked
}

// text reads a text; numbers and the like count as they are written. It is "" when the
// key is not there.
func (r *reader) text(e entry) string {
	if !e.given() {
		return ""
	}
	text, ok := scalarText(e.node)
	if text = strings.TrimSpace(text); !ok || text == "" {
		r.fault(e.line, "Write it as "+e.key+": text, between quotes where it holds a colon or begins with @ or *.", "%s must be a text", e.key)
	}
	return text
}

// scalarText gives the text of what is neither a list, a mapping nor nothing.
func scalarText(node ast.Node) (string, bool) {
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

// items gives the parts of a list, or what is no list as the only part.
func (r *reader) items(e entry) []entry {
	if !e.given() {
		return nil
	}
	list, ok := e.node.(*ast.SequenceNode)
	if !ok {
		return []entry{e}
	}
	if len(list.Values) == 0 {
		r.fault(e.line, "Name at least one, or leave the key out.", "%s is an empty list", e.key)
	}
	items := make([]entry, len(list.Values))
	for i, node := range list.Values {
		items[i] = entry{e.key, lineOf(node, e.line), node}
	}
	return items
}

// lineOf is where a node begins.
func lineOf(node ast.Node, otherwise int) int {
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

// number reads a number of things; -1 when the key is not there or holds none.
func (r *reader) number(e entry) int {
	if !e.given() {
		return -1
	}
	const most = 1_000_000_000
	text, _ := scalarText(e.node)
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > most {
		r.fault(e.line, "Write for example "+e.key+": 1.", "%s must be a whole number from 0 on", e.key)
		return -1
	}
	return n
}

// duration reads a time such as 1h, 90m, 2d or PT8H; zero when the key is not there.
func (r *reader) duration(e entry) time.Duration {
	text := r.text(e)
	if text == "" {
		return 0
	}
	life, err := coveoapi.ParseValidity(text)
	if err != nil {
		r.input(e, err)
	}
	return life
}

// expression reads a query expression.
func (r *reader) expression(e entry) string {
	text := r.text(e)
	if err := queryexpr.Check(text); err != nil {
		r.fault(e.line, "Mend it at that column.", "%s is not a query expression: %v", e.key, err)
	}
	return text
}
