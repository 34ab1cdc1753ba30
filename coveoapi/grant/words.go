package grant

import "cmp"

// Words are what the row is about, with the values of an attribute. They may come from
// outside.
func (r Row) Words() string {
	switch {
	case r.Privilege:
		return r.Name
	case r.State == Equal:
		return r.Name + ": " + cmp.Or(r.Token.Text, r.Requested.Text)
	case r.State == Different:
		return r.Name + ": " + r.Requested.Text + " requested, " + r.Token.Text + " in the token"
	case r.State == Extra:
		return r.Name + ": " + r.Token.Text + ", which nobody asked for"
	default:
		return r.Name + ": " + r.Requested.Text + " requested"
	}
}
