package queryexpr

// Expr is a node of a parsed expression.
type Expr interface {
	// Pos is the byte offset at which the node starts in what was parsed.
	Pos() int
}

// Position is the byte offset of a node; embedding it makes a node an Expr.
type Position int

// Pos implements Expr.
func (p Position) Pos() int { return int(p) }

// The nodes of an expression.
type (
	// Empty is an expression without terms. It matches everything.
	Empty struct{ Position }
	// And matches when all its terms do; juxtaposition means the same.
	And struct {
		Position
		Terms []Expr
	}
	// Or matches when any of its terms does.
	Or struct {
		Position
		Terms []Expr
	}
	// Not matches when its term does not. It is written NOT or with a hyphen.
	Not struct {
		Position
		Term Expr
	}
	// Near matches when its words or phrases follow each other, in any order, with
	// no more than the given number of words from one to the next.
	Near struct {
		Position
		Terms     []Expr // Word or Phrase
		Distances []int  // one less than Terms
	}
	// Word is a free-text term.
	Word struct {
		Position
		Text string
		// Exact is set by a leading plus: no stemming.
		Exact bool
	}
	// Phrase is a quoted sequence of words.
	Phrase struct {
		Position
		Text string
	}
	// FieldExists is a field alone: it has some value.
	FieldExists struct {
		Position
		Name string
	}
	// Field compares a field with a value.
	Field struct {
		Position
		Name  string
		Op    Operator
		Value Value
		// Short is set for the form name:value, which means Contains.
		Short bool
	}
	// Nested matches items whose Field has one of the values that the same field
	// has in the items that Query matches. As the value of a Field, it stands for
	// those values.
	Nested struct {
		Position
		Field string
		Query Expr
	}
	// Extension is a call of a query extension, such as $qre(…).
	Extension struct {
		Position
		Name string
		Args []Argument
	}
	// Object reads a query object, such as $context.product.
	Object struct {
		Position
		Name string // without the dollar sign, properties included
	}
)

// Argument is a named argument of an extension. Quoted arguments are plain text.
type Argument struct {
	Name   string
	Quoted bool
	Text   string // when Quoted
	Expr   Expr   // otherwise
}

// Operator compares a field with a value.
type Operator string

// The field operators. Those from PhoneticMatch on are the advanced ones, which
// never stem and need a field that is free-text searchable.
const (
	Contains           Operator = "="
	IsExactly          Operator = "=="
	DifferentThan      Operator = "<>"
	LowerThan          Operator = "<"
	LowerThanOrEqual   Operator = "<="
	GreaterThan        Operator = ">"
	GreaterThanOrEqual Operator = ">="
	PhoneticMatch      Operator = "%="
	FuzzyMatch         Operator = "~="
	RegexMatch         Operator = "/="
	WildcardMatch      Operator = "*="
)

// ordered reports whether the operator compares sizes.
func (o Operator) ordered() bool {
	switch o {
	case LowerThan, LowerThanOrEqual, GreaterThan, GreaterThanOrEqual:
		return true
	default:
		return false
	}
}

// Value is what a field is compared with.
type Value interface {
	// Pos is the byte offset at which the value starts.
	Pos() int
}

// The values. A Nested or an Extension is a value too, and so is an Object.
type (
	// Text is a string; Quoted keeps how it was written.
	Text struct {
		Position
		Value  string
		Quoted bool
	}
	// Number is a number; Source keeps how it was written.
	Number struct {
		Position
		Source string
		Value  float64
	}
	// Date is a day, a moment, or one relative to now.
	Date struct {
		Position
		Source string
	}
	// Range is from one number or date to another, both included.
	Range struct {
		Position
		From, To Value
	}
	// List is any of several strings.
	List struct {
		Position
		Items []Text
	}
)
