package policy

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/strictyaml"
	"coveotoken/jwtview"
)

// expect reads what must hold, in the order of its lines.
func (r *reader) expect(e entry, minted coveoapi.SearchTokenRequest) []Assertion {
	m := r.Mapping(e, kindExpect)
	defer m.Close()
	list := &assertions{reader: r}
	list.results(m.Take("results"))
	list.from(m.Take("from"))
	list.items(m.Take("includes"), func(item string) Expectation { return Includes{item} })
	list.items(m.Take("excludes"), func(item string) Expectation { return Excludes{item} })
	if pipeline := m.Take("pipeline"); pipeline.Given() {
		list.add(pipeline.Line, AnsweredBy{r.Text(pipeline)})
	}
	if same := m.Take("sameAs"); same.Given() {
		list.add(same.Line, SameAs{*r.persona(same), minted})
	}
	list.token(m)
	if m.Empty() {
		m.Lack("Say what must hold, for example results: {atLeast: 1}.", "expect is empty")
	}
	slices.SortStableFunc(list.found, func(a, b Assertion) int { return cmp.Compare(a.Line, b.Line) })
	return list.found
}

// assertions gathers the assertions of a check.
type assertions struct {
	reader *reader
	found  []Assertion
}

func (a *assertions) add(line int, expect Expectation) {
	a.found = append(a.found, Assertion{line, expect})
}

func (a *assertions) results(e entry) {
	if e.Given() {
		a.add(e.Line, ResultCount{a.reader.count(e)})
	}
}

// count reads a number, or its bounds.
func (r *reader) count(e entry) Count {
	if _, plain := strictyaml.ScalarText(e.Node); plain {
		n := r.Number(e)
		return Count{n, n}
	}
	m := r.Mapping(e, kindCount)
	defer m.Close()
	least, most, exactly := r.Number(m.Take("atLeast")), r.Number(m.Take("atMost")), r.Number(m.Take("exactly"))
	switch {
	case exactly >= 0 && (least >= 0 || most >= 0):
		r.Fault(m.Line, "Leave the bounds out.", "exactly cannot stand beside atLeast or atMost")
	case exactly >= 0:
		return Count{exactly, exactly}
	case m.Empty():
		m.Lack("Write a number, or atLeast, atMost or exactly.", "%s does not say how many", e.Key)
	case most >= 0 && least > most:
		r.Fault(m.Line, "Swap the two.", "atLeast is more than atMost")
	}
	return Count{max(least, 0), most}
}

// from reads how many results must come from values of fields: field, value, number.
func (a *assertions) from(e entry) {
	if !e.Given() {
		return
	}
	for _, field := range a.reader.pairs(e) {
		name := strings.TrimPrefix(field.Key, "@")
		if !isFieldName(name) {
			a.reader.Fault(field.Line, "Write for example source: {HR: 0}.", "%q is not the name of a field", field.Key)
			continue
		}
		for _, value := range a.reader.pairs(field) {
			if strings.ContainsAny(value.Key, "\"\r\n") {
				a.reader.Fault(value.Line, "No query expression can hold it.", "a value with a quote or a line break cannot be asked for")
				continue
			}
			a.add(value.Line, CountFrom{name, value.Key, a.reader.count(value)})
		}
	}
}

// isFieldName reports whether a query expression can name the field.
func isFieldName(name string) bool {
	for _, r := range name {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' {
			return false
		}
	}
	return name != ""
}

// pairs reads a mapping whose keys are the user's own.
func (r *reader) pairs(e entry) []entry {
	node, ok := e.Node.(ast.MapNode)
	if !ok {
		r.Fault(e.Line, "Write for example from: {source: {HR: 0}}, or claims: {searchHub: X}.", "%s must be a mapping", e.Key)
		return nil
	}
	var pairs []entry
	for rows := node.MapRange(); rows.Next(); {
		key := rows.Key().GetToken()
		pairs = append(pairs, entry{Key: key.Value, Line: key.Position.Line, Node: rows.Value()})
	}
	if len(pairs) == 0 {
		r.Fault(e.Line, "Write something into it, or leave it out.", "%s is empty", e.Key)
	}
	return pairs
}

func (a *assertions) items(e entry, expect func(string) Expectation) {
	for _, item := range a.reader.Items(e) {
		a.add(item.Line, expect(a.reader.Text(item)))
	}
}

// token reads what must hold of the token itself.
func (a *assertions) token(m *mapping) {
	r := a.reader
	if e := m.Take("livesAtMost"); e.Given() {
		a.add(e.Line, LivesAtMost{r.duration(e)})
	}
	if e := m.Take("livesAtLeast"); e.Given() {
		a.add(e.Line, LivesAtLeast{r.duration(e)})
	}
	a.privileges(m.Take("privileges"))
	if e := m.Take("claims"); e.Given() {
		for _, claim := range r.pairs(e) {
			a.add(claim.Line, r.claim(claim))
		}
	}
	if e := m.Take("kind"); e.Given() {
		a.add(e.Line, r.tokenKind(e))
	}
}

// privileges reads what the token must and must not grant; a list alone is exactly
// that.
func (a *assertions) privileges(e entry) {
	if !e.Given() {
		return
	}
	if _, isList := e.Node.(*ast.SequenceNode); isList {
		a.add(e.Line, Privileges{ExactlyPrivileges, a.reader.privileges(e)})
		return
	}
	m := a.reader.Mapping(e, kindPrivileges)
	defer m.Close()
	for _, mode := range privilegeModes() {
		if list := m.Take(string(mode)); list.Given() {
			a.add(list.Line, Privileges{mode, a.reader.privileges(list)})
		}
	}
	if m.Empty() {
		m.Lack("Write a list, or exactly, includes or excludes with one.", "privileges is empty")
	}
}

// claim reads what a claim must be; null is for a claim that must not be there.
func (r *reader) claim(e entry) Expectation {
	if _, absent := e.Node.(*ast.NullNode); absent {
		return Claim{Path: e.Key, Absent: true}
	}
	text, ok := strictyaml.ScalarText(e.Node)
	if !ok {
		r.Fault(e.Line, "Write "+e.Key+": value, or null for a claim that must not be there.", "claim %s must be one value", e.Key)
	}
	return Claim{Path: e.Key, Value: text}
}

func (r *reader) tokenKind(e entry) Expectation {
	kinds := map[string]jwtview.Kind{"search": jwtview.KindSearch, "platform": jwtview.KindPlatform}
	text := r.Text(e)
	kind, ok := kinds[text]
	if !ok {
		r.Fault(e.Line, "Write search or platform.", "%q is not a kind of token", text)
	}
	return OfKind{kind}
}
