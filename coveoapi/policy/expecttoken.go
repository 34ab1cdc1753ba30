package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// LivesAtMost is the longest that the token may live, from its iat to its exp.
type LivesAtMost struct{ Life time.Duration }

// Text implements Expectation.
func (x LivesAtMost) Text() string { return "a life of at most " + durationText(x.Life) }

func (x LivesAtMost) judge(e *evidence) Outcome {
	return e.life(func(life time.Duration) bool { return life <= x.Life }, false)
}

// LivesAtLeast is the shortest that the token must live, from its iat to its exp.
type LivesAtLeast struct{ Life time.Duration }

// Text implements Expectation.
func (x LivesAtLeast) Text() string { return "a life of at least " + durationText(x.Life) }

func (x LivesAtLeast) judge(e *evidence) Outcome {
	return e.life(func(life time.Duration) bool { return life >= x.Life }, true)
}

func durationText(d time.Duration) string { return jwtview.FormatSeconds(int64(d / time.Second)) }

// life compares the token's life. A token without exp lives forever.
func (e *evidence) life(holds func(time.Duration) bool, forever bool) Outcome {
	token, err := e.open()
	if err != nil {
		return broken(err)
	}
	life := token.Life()
	switch {
	case token.Claims.Get("exp") == nil:
		return decided(forever, "a token without exp, which never expires")
	case life.ExpiresAt.IsZero():
		return unknown("its exp cannot be read")
	case life.IssuedAt.IsZero():
		return unknown("it does not say when it was issued")
	}
	lives := life.ExpiresAt.Sub(life.IssuedAt)
	return decided(holds(lives), durationText(lives))
}

// PrivilegeMode is how a set of privileges is compared.
type PrivilegeMode string

// The ways to compare, as the file names them.
const (
	ExactlyPrivileges  PrivilegeMode = "exactly"
	IncludesPrivileges PrivilegeMode = "includes"
	ExcludesPrivileges PrivilegeMode = "excludes"
)

func privilegeModes() []PrivilegeMode {
	return []PrivilegeMode{ExactlyPrivileges, IncludesPrivileges, ExcludesPrivileges}
}

// Privileges is what the token grants: for a platform token what its claims say, for
// any other what the server says.
type Privileges struct {
	Mode PrivilegeMode
	Set  []coveoapi.Privilege
}

// Text implements Expectation.
func (x Privileges) Text() string {
	lead := map[PrivilegeMode]string{
		ExactlyPrivileges: "exactly the privileges ", IncludesPrivileges: "the privileges ", ExcludesPrivileges: "none of the privileges ",
	}[x.Mode]
	return lead + privilegeNames(x.Set)
}

func privilegeNames(list []coveoapi.Privilege) string {
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = strings.TrimSuffix(p.String(), ":"+coveoapi.TypeEnable)
	}
	return strings.Join(names, ", ")
}

func (x Privileges) judge(e *evidence) Outcome {
	held, err := e.privileges()
	if err != nil {
		return broken(err)
	}
	lacking := slices.DeleteFunc(slices.Clone(x.Set), func(p coveoapi.Privilege) bool { return p.CoveredBy(held) })
	surplus := slices.DeleteFunc(slices.Clone(held), func(p coveoapi.Privilege) bool { return p.CoveredBy(x.Set) })
	var got []string
	if x.Mode != ExcludesPrivileges && len(lacking) > 0 {
		got = append(got, "not "+privilegeNames(lacking))
	}
	if x.Mode == ExactlyPrivileges && len(surplus) > 0 {
		got = append(got, "also "+privilegeNames(surplus))
	}
	if x.Mode == ExcludesPrivileges {
		for _, p := range x.Set {
			if p.CoveredBy(held) {
				got = append(got, privilegeNames([]coveoapi.Privilege{p}))
			}
		}
	}
	if len(got) > 0 {
		return decided(false, strings.Join(got, "; "))
	}
	return decided(true, privilegeNames(held))
}

// Claim is a value that a claim must have; members lie behind dots, as in
// body.organizationId.
type Claim struct {
	Path, Value string
	// Absent asks for a claim that is not there, or null.
	Absent bool
}

// Text implements Expectation.
func (x Claim) Text() string {
	if x.Absent {
		return "no claim " + x.Path
	}
	return fmt.Sprintf("claim %s %q", x.Path, x.Value)
}

func (x Claim) judge(e *evidence) Outcome {
	token, err := e.open()
	if err != nil {
		return broken(err)
	}
	value := token.Claims
	if whole := value.Get(x.Path); whole != nil {
		value = whole
	} else {
		for name := range strings.SplitSeq(x.Path, ".") {
			value = value.Get(name)
		}
	}
	if value == nil || value.Kind == jwtview.Null {
		return decided(x.Absent, "no such claim")
	}
	if value.Kind == jwtview.Array || value.Kind == jwtview.Object || value.Kind == jwtview.Elided {
		return decided(false, "a list or mapping")
	}
	const longest = 200
	return decided(!x.Absent && value.Text == x.Value, string(jwtview.AppendJSON(nil, value, longest)))
}

// OfKind is the kind of token that it must be.
type OfKind struct{ Kind jwtview.Kind }

// Text implements Expectation.
func (x OfKind) Text() string { return "a " + string(x.Kind) }

func (x OfKind) judge(e *evidence) Outcome {
	token, err := e.open()
	if err != nil {
		return broken(err)
	}
	return decided(token.Kind() == x.Kind, "a "+string(token.Kind()))
}
