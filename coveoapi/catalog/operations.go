package catalog

import (
	"slices"
	"strings"
	"sync"

	"coveotoken/coveoapi"
)

// Operation is an API call with the privileges it needs.
type Operation struct {
	Method, Path string
	ID, Tag      string
	// AnyOf says that one of Privileges is enough; otherwise all are needed.
	AnyOf      bool
	Privileges []coveoapi.Privilege
	// Note is what a source says in words about who may call it, or "".
	Note string
	// Service is how Coveo's console calls the service that it belongs to.
	Service string
}

// Unlocks lists the operations that name the privilege, whatever its target, sorted
// by path and method. The privileges that the sources name for creating search
// tokens unlock the same operations.
func Unlocks(p coveoapi.Privilege) []Operation {
	index := operations().byPrivilege
	alternatives := NeededForSearchToken()
	if !p.CoveredBy(alternatives) {
		return slices.Clone(index[untargeted(p)])
	}
	var unlocked []Operation
	for _, alternative := range alternatives {
		unlocked = append(unlocked, index[untargeted(alternative)]...)
	}
	return unlocked
}

// Lookup finds the operation that a request is for, by its method and the path of
// its URL; {…} in an operation's path stands for any one segment. Of several that
// fit, the one with fewer of these is meant. ok is false when the catalogue has no
// such operation, which does not mean that it needs no privilege.
func Lookup(method, path string) (op Operation, ok bool) {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	for _, candidate := range operations().byShape[shape{method, len(segments)}] {
		if candidate.matches(segments) {
			return candidate.Operation, true
		}
	}
	return Operation{}, false
}

// untargeted is the part of a privilege by which operations are found.
func untargeted(p coveoapi.Privilege) coveoapi.Privilege {
	return coveoapi.Privilege{Type: p.EffectiveType(), TargetDomain: p.TargetDomain, Owner: p.Owner}
}

// shape is what a request must have in common with an operation before their paths
// are compared.
type shape struct {
	method   string
	segments int
}

type template struct {
	Operation
	segments  []string
	variables int
}

func (t template) matches(segments []string) bool {
	for i, segment := range t.segments {
		if segment != segments[i] && !isVariable(segment) {
			return false
		}
	}
	return true
}

func isVariable(segment string) bool { return strings.HasPrefix(segment, "{") }

type operationIndex struct {
	// all are the operations of both tables.
	all         []Operation
	byPrivilege map[coveoapi.Privilege][]Operation
	byShape     map[shape][]template
}

// operations reads the table of operations, once. The table is sorted by path and
// method.
var operations = sync.OnceValue(func() operationIndex {
	index := operationIndex{byPrivilege: map[coveoapi.Privilege][]Operation{}, byShape: map[shape][]template{}}
	for columns := range rows(operationsTable) {
		operation := Operation{Method: columns[0], Path: columns[1], ID: columns[2], Tag: columns[3]}
		operation.Privileges, operation.AnyOf = parseNeeds(columns[4])
		operation.Service = Describe(operation.Privileges[0]).Service
		for _, key := range distinctKeys(operation.Privileges) {
			index.byPrivilege[key] = append(index.byPrivilege[key], operation)
		}
		index.all = append(index.all, operation)
		index.addTemplate(operation)
	}
	for columns := range rows(unrecordedTable) {
		index.all = append(index.all, Operation{Method: columns[0], Path: columns[1], ID: columns[2], Service: columns[3], Note: columns[4]})
	}
	for _, candidates := range index.byShape {
		slices.SortStableFunc(candidates, func(a, b template) int { return a.variables - b.variables })
	}
	return index
})

func (index operationIndex) addTemplate(operation Operation) {
	t := template{Operation: operation, segments: strings.Split(strings.Trim(operation.Path, "/"), "/")}
	for _, segment := range t.segments {
		if isVariable(segment) {
			t.variables++
		}
	}
	key := shape{operation.Method, len(t.segments)}
	index.byShape[key] = append(index.byShape[key], t)
}

// parseNeeds reads privileges joined by "|", of which any is enough, or by "&".
func parseNeeds(text string) (needs []coveoapi.Privilege, anyOf bool) {
	separator := "&"
	if strings.Contains(text, "|") {
		separator, anyOf = "|", true
	}
	for part := range strings.SplitSeq(text, separator) {
		if p, err := coveoapi.ParsePrivilege(part); err == nil {
			needs = append(needs, p)
		}
	}
	return needs, anyOf
}

func distinctKeys(needs []coveoapi.Privilege) []coveoapi.Privilege {
	var keys []coveoapi.Privilege
	for _, p := range needs {
		if key := untargeted(p); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
