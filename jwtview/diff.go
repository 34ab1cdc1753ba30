package jwtview

import (
	"slices"
	"time"
)

// DiffState says in which of two tokens something is.
type DiffState string

// The states of a difference. Same is of the exact value: numbers as they are
// written, arrays as sets, objects whatever the order of their members.
const (
	DiffSame       DiffState = "same"
	DiffOnlyFirst  DiffState = "only_first"
	DiffOnlySecond DiffState = "only_second"
	DiffDifferent  DiffState = "different"
)

// Diff is what two tokens have in common and what not. Nothing in it was verified, and
// their signatures are not compared.
type Diff struct {
	Header, Claims []Difference
	// Unread says that the claims of at least one of the tokens cannot be read, because
	// it is encrypted or has another token inside, so that only the headers tell.
	Unread bool
}

// Difference is one header parameter or claim of two tokens. Its texts come from
// outside.
type Difference struct {
	// Path and what follows it are those of Explained, of the first token that has it.
	Path, Meaning string
	Field         FormField
	State         DiffState
	// First and Second are the values, nil where a token has none.
	First, Second *Value
	// Items are the items of both arrays, where both values are arrays.
	Items []ItemDifference
	// Reordered says that the items are the same in another order.
	Reordered bool
	// FirstTime and SecondTime are the moments that the values of iat, nbf and exp
	// mean, zero where they mean none.
	FirstTime, SecondTime time.Time
	// Passing says that it differs only because the tokens were made at different
	// moments: when that was, the end of a life that is equally long, an ID that every
	// token has for itself, the key that signed it.
	Passing bool
}

// ItemDifference is an item of two arrays that are compared as sets, such as a
// privilege or a user ID. An item that is there twice is two items.
type ItemDifference struct {
	// State is DiffSame, DiffOnlyFirst or DiffOnlySecond.
	State DiffState
	Value *Value
}

// Shift is how much later the second moment is; ok is false unless both are known.
func (d Difference) Shift() (later time.Duration, ok bool) {
	if d.FirstTime.IsZero() || d.SecondTime.IsZero() {
		return 0, false
	}
	return d.SecondTime.Sub(d.FirstTime), true
}

// Same reports whether headers and claims are the same, times and IDs included, as far
// as anybody can tell who reads them.
func (d Diff) Same() bool {
	return d.every(func(row Difference) bool { return row.State == DiffSame })
}

// Equivalent reports whether the tokens differ at most in what is Passing: two tokens
// of the same request are equivalent.
func (d Diff) Equivalent() bool {
	return d.every(func(row Difference) bool { return row.State == DiffSame || row.Passing })
}

func (d Diff) every(holds func(Difference) bool) bool {
	fails := func(row Difference) bool { return !holds(row) }
	return !d.Unread && !slices.ContainsFunc(d.Header, fails) && !slices.ContainsFunc(d.Claims, fails)
}

// DiffTokens compares two tokens parameter by parameter and claim by claim, in the
// order of the first one; what only the second one has follows. Either may be of any
// kind.
func DiffTokens(first, second *Token) Diff {
	d := Diff{
		Header: diffExplained(first.ExplainHeader(), second.ExplainHeader()),
		Claims: diffExplained(first.ExplainClaims(), second.ExplainClaims()),
		Unread: first.Claims == nil || second.Claims == nil,
	}
	for i := range d.Header {
		d.Header[i].Passing = d.Header[i].Path == "kid" && d.Header[i].State == DiffDifferent
	}
	equallyLong := sameLifetime(first.Life(), second.Life())
	for i := range d.Claims {
		d.Claims[i].addTimes(equallyLong)
	}
	return d
}

// sameLifetime reports whether two tokens live equally long, from and to the same
// moments relative to their making.
func sameLifetime(a, b Life) bool {
	return !a.ExpiresAt.IsZero() && !b.ExpiresAt.IsZero() && seconds(a.IssuedAt, a.ExpiresAt) == seconds(b.IssuedAt, b.ExpiresAt) &&
		a.NotBefore.IsZero() == b.NotBefore.IsZero() &&
		(a.NotBefore.IsZero() || seconds(a.IssuedAt, a.NotBefore) == seconds(b.IssuedAt, b.NotBefore))
}

// addTimes reads what the values of a time claim mean, and notes what is passing.
func (d *Difference) addTimes(equallyLong bool) {
	differs := d.State == DiffDifferent
	switch d.Path {
	case "iat", "nbf", "exp":
		d.FirstTime, _ = readTime(d.First)
		d.SecondTime, _ = readTime(d.Second)
		_, known := d.Shift()
		d.Passing = differs && known && (equallyLong || d.Path == "iat")
	case "jti", "tokenId":
		d.Passing = differs
	}
}

// diffExplained pairs rows by their paths; of rows with the same path, the first with
// the first, and so on.
func diffExplained(first, second []Explained) []Difference {
	waiting := map[string][]Explained{}
	for _, row := range second {
		waiting[row.Path] = append(waiting[row.Path], row)
	}
	var rows []Difference
	for _, row := range first {
		var other *Value
		if rest := waiting[row.Path]; len(rest) > 0 {
			other, waiting[row.Path] = rest[0].Value, rest[1:]
		}
		rows = append(rows, newDifference(row, row.Value, other))
	}
	for _, row := range second {
		if rest := waiting[row.Path]; len(rest) > 0 && rest[0].Value == row.Value {
			waiting[row.Path] = rest[1:]
			rows = append(rows, newDifference(row, nil, row.Value))
		}
	}
	return rows
}

func newDifference(row Explained, first, second *Value) Difference {
	d := Difference{Path: row.Path, Meaning: row.Meaning, Field: row.Field, First: first, Second: second}
	switch {
	case second == nil:
		d.State = DiffOnlyFirst
	case first == nil:
		d.State = DiffOnlySecond
	case digest(first) == digest(second):
		d.State = DiffSame
	default:
		d.State = DiffDifferent
	}
	if first.is(Array) && second.is(Array) {
		d.Items = diffItems(first.Items, second.Items)
		d.Reordered = d.State == DiffSame && !slices.EqualFunc(first.Items, second.Items, func(a, b *Value) bool { return digest(a) == digest(b) })
	}
	return d
}

// diffItems compares arrays as sets, in the order of the first one.
func diffItems(first, second []*Value) []ItemDifference {
	count := map[[32]byte]int{}
	for _, item := range second {
		count[digest(item)]++
	}
	var items []ItemDifference
	for _, item := range first {
		state := DiffOnlyFirst
		if key := digest(item); count[key] > 0 {
			state = DiffSame
			count[key]--
		}
		items = append(items, ItemDifference{state, item})
	}
	// The last ones of equal items are those left over.
	var rest []ItemDifference
	for _, item := range slices.Backward(second) {
		if key := digest(item); count[key] > 0 {
			count[key]--
			rest = append(rest, ItemDifference{DiffOnlySecond, item})
		}
	}
	slices.Reverse(rest)
	return append(items, rest...)
}
