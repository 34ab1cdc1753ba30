package policy

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// expect reads what must hold, in the order of its lines.
func (r *reader) expect(e entry, minted coveoapi.SearchTokenRequest) []Assertion {
	m := r.mapping(e, kindExpect)
	defer m.close()
	list := &assertions{reader: r}
	list.results(m.take("results"))
	list.from(m.take("from"))
	list.items(m.take("includes"), func(item string) Expectation { return Includes{item} })
	list.items(m.take("excludes"), func(item string) Expectation { return Excludes{item} })
	if pipeline := m.take("pipeline"); pipeline.given() {
		list.add(pipeline.line, AnsweredBy{r.text(pipeline)})
	}
	if same := m.take("sameAs"); same.given() {
		list.add(same.line, SameAs{*r.persona(same), minted})
	}
	list.token(m)
	if len(m.entries) == 0 {
		m.lack("Say what must hold, for example results: {atLeast: 1}.", "expect is empty")
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
	if e.given() {
		a.add(e.line, ResultCount{a.reader.count(e)})
	}
}

// count reads a number, or its bounds.
func (r *reader) count(e entry) Count {
	if _, plain := scalarText(e.node); plain {
		n := r.number(e)
		return Count{n, n}
	}
	m := r.mapping(e, kindCount)
	defer m.close()
	least, most, exactly := r.number(m.take("atLeast")), r.number(m.take("atMost")), r.number(m.take("exactly"))
	switch {
	case exactly >= 0 && (least >= 0 || most >= 0):
		r.fault(m.line, "Leave the bounds out.", "exactly cannot stand beside atLeast or atMost")
	case exactly >= 0:
		return Count{exactly, exactly}
	case len(m.entries) == 0:
		m.lack("Write a number, or atLeast, atMost or exactly.", "%s does not say how many", e.key)
	case most >= 0 && least > most:
		r.fault(m.line, "Swap the two.", "atLeast is more than atMost")
	}
	return Count{max(least, 0), most}
}

// from reads how many results must come from values of fields: field, value, number.
func (a *assertions) from(e entry) {
	if !e.given() {
		return
	}
	for _, field := range a.reader.pairs(e) {
		name := strings.TrimPrefix(field.key, "@")
		if !isFieldName(name) {
			a.reader.fault(field.line, "Write for example source: {HR: 0}.", "%q is not the name of a field", field.key)
			continue
		}
		for _, value := range a.reader.pairs(field) {
			if strings.ContainsAny(value.key, "\"\r\n") {
				a.reader.fault(value.line, "No query expression can hold it.", "a value with a quote or a line break cannot be asked for")
				continue
			}
			a.add(value.line, CountFrom{name, value.key, a.reader.count(value)})
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
	node, ok := e.node.(ast.MapNode)
	if !ok {
		r.fault(e.line, "Write for example from: {source: {HR: 0}}, or claims: {searchHub: X}.", "%s must be a mapping", e.key)
		return nil
	}
	var pairs []entry
	for rows := node.MapRange(); rows.Next(); {
		key := rows.Key().GetToken()
		pairs = append(pairs, entry{key.Value, key.Position.Line, rows.Value()})
	}
	if len(pairs) == 0 {
		r.fault(e.line, "Write something into it, or leave it out.", "%s is empty", e.key)
	}
	return pairs
}

func (a *assertions) items(e entry, expect func(string) Expectation) {
	for _, item := range a.reader.items(e) {
		a.add(item.line, expect(a.reader.text(item)))
	}
}

// token reads what must hold of the token itself.
func (a *assertions) token(m *mapping) {
	r := a.reader
	if e := m.take("livesAtMost"); e.given() {
		a.add(e.line, LivesAtMost{r.duration(e)})
	}
	if e := m.take("livesAtLeast"); e.given() {
		a.add(e.line, LivesAtLeast{r.duration(e)})
	}
	a.privileges(m.take("privileges"))
	if e := m.take("claims"); e.given() {
		for _, claim := range r.pairs(e) {
			a.add(claim.line, r.claim(claim))
		}
	}
	if e := m.take("kind"); e.given() {
		a.add(e.line, r.tokenKind(e))
	}
}

// privileges reads what the token must and must not grant; a list alone is exactly
// that.
func (a *assertions) privileges(e entry) {
	if !e.given() {
		return
	}
	if _, isList := e.node.(*ast.SequenceNode); isList {
		a.add(e.line, Privileges{ExactlyPrivileges, a.reader.privileges(e)})
		return
	}
	m := a.reader.mapping(e, kindPrivileges)
	defer m.close()
	for _, mode := range privilegeModes() {
		if list := m.take(string(mode)); list.given() {
			a.add(list.line, Privileges{mode, a.reader.privileges(list)})
		}
	}
	if len(m.entries) == 0 {
		m.lack("Write a list, or exactly, includes or excludes with one.", "privileges is empty")
	}
}

// claim reads what a claim must be; null is for a claim that must not be there.
func (r *reader) claim(e entry) Expectation {
	if _, absent := e.node.(*ast.NullNode); absent {
		return Claim{Path: e.key, Absent: true}
	}
	text, ok := scalarText(e.node)
	if !ok {
		r.fault(e.line, "Write "+e.key+": value, or null for a claim that must not be there.", "claim %s must be one value", e.key)
	}
	return Claim{Path: e.key, Value: text}
}

func (r *reader) tokenKind(e entry) Expectation {
	kinds := map[string]jwtview.Kind{"search": jwtview.KindSearch, "platform": jwtview.KindPlatform}
	text := r.text(e)
	kind, ok := kinds[text]
	if !ok {
		r.fault(e.line, "Write search or platform.", "%q is not a kind of token", text)
	}
	return OfKind{kind}
}
