package jwtview

import (
	"slices"
	"strings"
)

// Explained is one claim, or one header parameter, with what it means.
type Explained struct {
	// Path is where it stands, such as "body.privileges" or "exp".
	Path  string
	Value *Value
	// Meaning is a sentence, or "" when the claim is unknown.
	Meaning string
	// Effect is a sentence about what it changes when a query is made with the token,
	// or "".
	Effect string
	// Field is the form field that sets it; its zero value says that none does.
	Field FormField
	// Source says where the claim is documented, or "".
	Source string
	// Duplicate is true when an earlier member has the same name.
	Duplicate bool
}

// Known reports whether the claim is one that we can explain.
func (e Explained) Known() bool { return e.Meaning != "" }

// entry is one line of the tables of claims and header parameters. The tables are
// sorted by path; field is the ID of a form field.
type entry struct {
	path, meaning, effect, field, source string
}

// ExplainClaims lists the claims in the token's order, duplicates and unknown ones
// included. Of a platform token, the members of body and of its
// additionalConfiguration are listed one by one.
func (t *Token) ExplainClaims() []Explained {
	return explain(nil, "", t.Claims, claimTables(t.Kind()))
}

// claimTables are the tables for a kind of token, the first to have a claim counts.
func claimTables(kind Kind) [][]entry {
	switch kind {
	case KindSearch:
		return [][]entry{searchClaims, registeredClaims}
	case KindPlatform:
		return [][]entry{platformClaims, registeredClaims}
	default:
		return [][]entry{registeredClaims}
	}
}

// ExplainHeader lists the header parameters in the token's order.
func (t *Token) ExplainHeader() []Explained {
	return explain(nil, "", t.Header, [][]entry{headerParameters})
}

// explain lists the members of v, whose path with its dot is prefix.
func explain(list []Explained, prefix string, v *Value, tables [][]entry) []Explained {
	if v == nil {
		return list
	}
	for _, m := range v.Members {
		path := prefix + m.Name
		if container(path, tables) && m.Value.is(Object) && len(m.Value.Members) > 0 {
			list = explain(list, path+".", m.Value, tables)
			continue
		}
		var e entry
		if !strings.Contains(m.Name, ".") { // which would pose as a path
			e = find(path, tables)
		}
		list = append(list, Explained{
			Path: path, Value: m.Value, Duplicate: m.Duplicate,
			Meaning: e.meaning, Effect: e.effect, Field: formField(e.field), Source: e.source,
		})
	}
	return list
}

// container reports whether a table explains what is inside of path.
func container(path string, tables [][]entry) bool {
	table := tables[0]
	i, _ := slices.BinarySearchFunc(table, path+".", byPath)
	return i < len(table) && strings.HasPrefix(table[i].path, path+".")
}

func find(path string, tables [][]entry) entry {
	for _, table := range tables {
		if i, ok := slices.BinarySearchFunc(table, path, byPath); ok {
			return table[i]
		}
	}
	return entry{}
}

func byPath(e entry, path string) int { return strings.Compare(e.path, path) }
