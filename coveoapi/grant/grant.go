// Package grant compares three things that ought to be the same: what a token was
// asked for, what its claims say, and what the organization says that it may do. A
// key whose grants are narrower, a server that clamps, a token that was changed on
// its way: each shows as a row that is not equal.
//
// It asks nothing itself, and holds none of the secrets that a request may carry.
package grant

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
)

// State is how the columns of a row compare. Its text is what --json shows.
type State string

// The states of a row.
const (
	// Equal is held by all columns that are known.
	Equal State = "equal"
	// Missing was asked for, or is in the token, and a later column lacks it.
	Missing State = "missing"
	// Extra is held by a later column although it was not asked for.
	Extra State = "extra"
	// Different is held with another value than was asked for.
	Different State = "different"
	// Wider is a privilege that is held for more resources than was asked for.
	Wider State = "wider"
)

// Glyph is the state in one cell.
func (s State) Glyph() string {
	return map[State]string{Equal: "=", Missing: "-", Extra: "+", Different: "≠", Wider: "≈"}[s]
}

// Cell is what one column says about a row. Its text may come from outside.
type Cell struct {
	// Told is false when the column says nothing about the row.
	Told bool
	// Held says that it is there, Text with what value.
	Held bool
	Text string
}

// Mark is the cell in one character: ✓ there, ✗ not there, ? not told.
func (c Cell) Mark() string {
	switch {
	case !c.Told:
		return "?"
	case c.Held:
		return "✓"
	default:
		return "✗"
	}
}

// Implied reports whether nobody asked for the row in a request: the token has it in
// any case, or the server chose.
func (r Row) Implied() bool {
	return r.Requested.Text == always || r.Requested.Text == serversChoice || r.Name == organizationName
}

func held(text string) Cell { return Cell{true, true, text} }
func absent() Cell          { return Cell{Told: true} }

// Row is one privilege or one attribute, column by column.
type Row struct {
	// Privilege is true for a privilege, and false for an attribute.
	Privilege bool
	// Name is the privilege as Privilege.String writes it, or the attribute as the
	// request knows it, such as "filter". It may come from outside.
	Name string
	// Claim is the path of the claim that tells, or "".
	Claim                       string
	Requested, Token, Effective Cell
	State                       State
}

// Effective is what the organization said a token may do.
type Effective struct {
	// Told is false when it was not asked or did not say; Why then says why.
	Told       bool
	Privileges []coveoapi.Privilege
	Why        string
}

// Answered reads the answer to what a token may do (Client.PrivilegesOf). That the
// organization refuses to tell is an answer too: the platform does not take every
// token there, and need not. Any other failure is given back.
func Answered(privileges []coveoapi.Privilege, err error) (Effective, error) {
	if err == nil {
		return Effective{Told: true, Privileges: privileges}, nil
	}
	p := problem.Explain(err)
	if p.Kind != problem.Privilege && p.Kind != problem.Credential {
		return Effective{Why: "What the token may do could not be asked. " + p.Title}, err
	}
	return Effective{Why: strings.TrimSpace("The organization does not tell what this token may do, so that only what was requested and what is in the token are compared. " + p.Evidence)}, nil
}

// Comparison is a token in three columns.
type Comparison struct {
	// Rows are the privileges and then the attributes.
	Rows []Row
	// Asked is false for a token that was not minted here: what was requested is
	// not known then.
	Asked bool
	// Effective is what the last column was made of.
	Effective Effective
}

// Compare puts the columns beside each other. asked is nil for a token that was not
// minted here.
func Compare(asked *Asked, token *jwtview.Token, effective Effective) Comparison {
	c := Comparison{Asked: asked != nil, Effective: effective}
	claims := readClaims(token)
	if token.Kind() == jwtview.KindPlatform {
		c.Rows = platformPrivileges(asked, claims, effective)
	} else {
		c.Rows = searchPrivileges(claims, effective)
	}
	if asked != nil {
		c.Rows = append(c.Rows, attributeRows(*asked, token, claims)...)
	}
	return c
}

// Differs reports whether any row is not equal.
func (c Comparison) Differs() bool { return c.count(Equal) < len(c.Rows) }

func (c Comparison) count(state State) int {
	n := 0
	for _, row := range c.Rows {
		if row.State == state {
			n++
		}
	}
	return n
}

// Summary counts the privileges of each column and says how the rows compare, on one
// line: "requested 1 / in the token 1 / effective 1: all equal".
func (c Comparison) Summary() string {
	columns := []string{
		c.column("requested", func(r Row) Cell { return r.Requested }),
		c.column("in the token", func(r Row) Cell { return r.Token }),
		c.column("effective", func(r Row) Cell { return r.Effective }),
	}
	return "Privileges requested " + strings.Join(columns, " / ")[len("requested "):] + ": " + c.outcome()
}

// column counts the privileges that a column holds, or says that it is not told.
func (c Comparison) column(name string, of func(Row) Cell) string {
	count, told := 0, false
	for _, row := range c.Rows {
		if cell := of(row); row.Privilege && cell.Told {
			told = true
			if cell.Held {
				count++
			}
		}
	}
	if !told {
		return name + " ?"
	}
	return fmt.Sprintf("%s %d", name, count)
}

func (c Comparison) outcome() string {
	var parts []string
	for _, state := range []State{Missing, Extra, Different, Wider} {
		if n := c.count(state); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, state))
		}
	}
	if len(parts) == 0 {
		return "all equal"
	}
	return strings.Join(parts, ", ")
}
