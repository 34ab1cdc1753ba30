package grant

import (
	"slices"

	"coveotoken/coveoapi"
)

// always says that a kind of token has something whatever is asked.
const always = "always"

// queryRole is the role of search tokens that lets them query.
const queryRole = "queryExecutor"

// column is a set of privileges, or nothing when it is not told.
type column struct {
	told bool
	held []coveoapi.Privilege
}

// cell says whether the column has the very privilege.
func (c column) cell(p coveoapi.Privilege) Cell {
	switch {
	case !c.told:
		return Cell{}
	case slices.ContainsFunc(c.held, func(h coveoapi.Privilege) bool { return same(h, p) }):
		return held(p.String())
	default:
		return absent()
	}
}

// same reports whether two privileges grant the same. The level is not compared: no
// source says that it matters.
func same(a, b coveoapi.Privilege) bool { return a.Covers(b) && b.Covers(a) }

// platformPrivileges compares the privileges of a platform token: one row for each
// that any column has.
func platformPrivileges(asked *Asked, claims map[string]any, effective Effective) []Row {
	requested := column{}
	if asked != nil {
		requested = column{true, asked.privileges}
	}
	inToken := column{true, privilegesIn(claims[privilegesPath])}
	may := column{effective.Told, effective.Privileges}
	var rows []Row
	for _, p := range union(requested.held, inToken.held, may.held) {
		row := Row{
			Privilege: true, Name: p.String(), Claim: privilegesPath,
			Requested: requested.cell(p), Token: inToken.cell(p), Effective: may.cell(p),
		}
		row.State = row.presence()
		if row.State == Missing && (row.Token.Held || p.CoveredBy(inToken.held)) && (!may.told || p.CoveredBy(may.held)) {
			row.State = Wider
		}
		rows = append(rows, row)
	}
	return rows
}

// union lists each privilege once, in the order in which it comes first.
func union(lists ...[]coveoapi.Privilege) []coveoapi.Privilege {
	var all []coveoapi.Privilege
	for _, p := range slices.Concat(lists...) {
		if !slices.ContainsFunc(all, func(known coveoapi.Privilege) bool { return same(known, p) }) {
			all = append(all, p)
		}
	}
	return all
}

// presence compares the columns that are told by whether they have the row at all.
func (r Row) presence() State {
	all, first := true, Cell{}
	for _, cell := range []Cell{r.Requested, r.Token, r.Effective} {
		if !cell.Told {
			continue
		}
		if !first.Told {
			first = cell
		}
		all = all && cell.Held
	}
	switch {
	case all:
		return Equal
	case first.Held:
		return Missing
	default:
		return Extra
	}
}

// searchPrivileges compares what every search token has: it runs queries, which its
// role says, and, as docs.coveo.com/en/56 has it, may send analytics events. None of it
// is asked for. That the organization does not list the events is no difference.
func searchPrivileges(claims map[string]any, effective Effective) []Row {
	query := coveoapi.Privilege{Owner: "SEARCH_API", TargetDomain: "EXECUTE_QUERY", Type: coveoapi.TypeEnable, TargetID: coveoapi.AnyTarget}
	events := coveoapi.Privilege{Owner: "USAGE_ANALYTICS", TargetDomain: "ANALYTICS_DATA", Type: "EDIT", TargetID: coveoapi.AnyTarget}
	may := column{effective.Told, effective.Privileges}
	rows := []Row{{
		Privilege: true, Name: query.String(), Claim: "roles",
		Requested: held(always), Token: roleCell(claims), Effective: may.cell(query),
	}}
	rows[0].State = rows[0].presence()
	for _, p := range union(may.held) {
		switch {
		case same(p, query):
		case same(p, events):
			rows = append(rows, Row{Privilege: true, Name: p.String(), Requested: held(always), Token: held(always), Effective: held(p.String()), State: Equal})
		default:
			rows = append(rows, Row{Privilege: true, Name: p.String(), Requested: absent(), Effective: held(p.String()), State: Extra})
		}
	}
	return rows
}

// roleCell says whether the roles of a search token let it query. Tokens without
// roles have been seen nowhere, and say nothing.
func roleCell(claims map[string]any) Cell {
	roles, ok := claims["roles"].([]any)
	switch {
	case !ok:
		return Cell{}
	case slices.Contains(roles, any(queryRole)):
		return held("role " + queryRole)
	default:
		return absent()
	}
}
