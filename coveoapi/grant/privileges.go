package grant

import (
	"slices"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/jwtview"
)

// always says that a kind of token has something whatever is asked.
const always = "always"

// queryRole is the role of search tokens that lets them query.
const queryRole = "queryExecutor"

// column is a set of privileges, or nothing when it is not told.
type column struct {
	told bool
	held []coveoapi.Privilege
	keys map[coveoapi.Privilege]bool
}

func newColumn(told bool, held []coveoapi.Privilege) column {
	c := column{told, held, map[coveoapi.Privilege]bool{}}
	for _, p := range held {
		c.keys[keyOf(p)] = true
	}
	return c
}

// cell says whether the column has the very privilege.
func (c column) cell(p coveoapi.Privilege) Cell {
	switch {
	case !c.told:
		return Cell{}
	case c.keys[keyOf(p)]:
		return held(p.String())
	default:
		return absent()
	}
}

// keyOf is the same for privileges that grant the same. The level is left out: no
// source says that it matters.
func keyOf(p coveoapi.Privilege) coveoapi.Privilege {
	key := coveoapi.Privilege{Owner: p.Owner, TargetDomain: p.TargetDomain, Type: p.EffectiveType(), TargetID: p.TargetID}
	if key.TargetID == "" {
		key.TargetID = coveoapi.AnyTarget
	}
	documented := catalog.NeededForSearchToken()[0]
	documented.TargetID, documented.Level = key.TargetID, ""
	if documented.Covers(key) { // under either of its names
		return documented
	}
	return key
}

// platformPrivileges compares the privileges of a platform token: one row for each
// that any column has.
func platformPrivileges(asked *Asked, claims map[string]any, effective Effective) []Row {
	requested := column{}
	if asked != nil {
		requested = newColumn(true, asked.privileges)
	}
	inToken := newColumn(true, privilegesIn(claims[privilegesPath]))
	may := newColumn(effective.Told, effective.Privileges)
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
	seen := map[coveoapi.Privilege]bool{}
	for _, p := range slices.Concat(lists...) {
		if key := keyOf(p); !seen[key] {
			seen[key] = true
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

// searchTokenPrivileges are what every search token has: it runs queries and sends
// events.
func searchTokenPrivileges() []coveoapi.Privilege {
	return []coveoapi.Privilege{
		{Owner: "SEARCH_API", TargetDomain: "EXECUTE_QUERY", Type: coveoapi.TypeEnable, TargetID: coveoapi.AnyTarget},
		{Owner: "USAGE_ANALYTICS", TargetDomain: "ANALYTICS_DATA", Type: "EDIT", TargetID: coveoapi.AnyTarget},
	}
}

// Held is what a token may do as far as it is known, and in words by whose account:
// the organization's, or else the token's own.
func Held(token *jwtview.Token, effective Effective) (held []coveoapi.Privilege, by string) {
	switch {
	case effective.Told:
		return effective.Privileges, "what the organization says"
	case token.Kind() == jwtview.KindPlatform:
		return privilegesIn(readClaims(token)[privilegesPath]), "its claims alone"
	case token.Kind() == jwtview.KindSearch:
		return searchTokenPrivileges(), "what every search token has"
	default:
		return nil, "its claims alone"
	}
}

// searchPrivileges compares what every search token has: it runs queries, which its
// role says, and, as docs.coveo.com/en/56 has it, may send analytics events. None of it
// is asked for. That the organization does not list the events is no difference.
func searchPrivileges(claims map[string]any, effective Effective) []Row {
	implied := searchTokenPrivileges()
	query, events := implied[0], implied[1]
	may := newColumn(effective.Told, effective.Privileges)
	rows := []Row{{
		Privilege: true, Name: query.String(), Claim: "roles",
		Requested: held(always), Token: roleCell(claims), Effective: may.cell(query),
	}}
	rows[0].State = rows[0].presence()
	for _, p := range union(may.held) {
		switch {
		case keyOf(p) == keyOf(query):
		case keyOf(p) == keyOf(events):
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
