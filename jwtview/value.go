package jwtview

// ValueKind is the JSON kind of a Value.
type ValueKind int

// The JSON kinds.
const (
	Null ValueKind = iota
	Bool
	Number
	String
	Array
	Object
	// Elided stands for what lies deeper than MaxDepth; Text says how much.
	Elided
)

// Value is a JSON value without loss.
type Value struct {
	Kind ValueKind
	// Text is the decoded text of a string, the source text of a number, "true",
	// "false" or "null". In a string, bytes that are not UTF-8 are kept as they
	// are, and an unpaired \uD800 is kept in its three-byte form; safetext knows both.
	Text    string
	Items   []*Value // of an array
	Members []Member // of an object, in order, duplicates included
}

// Member is a name with its value.
type Member struct {
	Name  string
	Value *Value
	// Duplicate is true when an earlier member has the same name.
	Duplicate bool
}

// Get gives the last member of that name, as RFC 7519 section 4 lets parsers do,
// or nil. A nil value and a value that is no object have no members.
func (v *Value) Get(name string) *Value {
	if v == nil {
		return nil
	}
	for i := len(v.Members) - 1; i >= 0; i-- {
		if v.Members[i].Name == name {
			return v.Members[i].Value
		}
	}
	return nil
}

// text gives the text of a string, or "" for anything else.
func (v *Value) text() string {
	if v == nil || v.Kind != String {
		return ""
	}
	return v.Text
}

// is reports whether v is there and of that kind.
func (v *Value) is(kind ValueKind) bool { return v != nil && v.Kind == kind }
