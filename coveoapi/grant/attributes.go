package grant

import (
	"maps"
	"slices"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// The rows that are no attribute of a body.
const (
	lifeName         = "life"
	organizationName = "organization"
)

// serversChoice stands for a life that was not asked for.
const serversChoice = "the server's choice"

// tolerance is how far a life may be from what was asked for: claims count whole
// seconds.
const tolerance = time.Second

// escapedBytes is the most that a byte of a claim becomes as JSON: \u0000.
const escapedBytes = 6

// readClaims reads the claims of a token by their paths. An encrypted token has none
// that can be read.
func readClaims(token *jwtview.Token) map[string]any {
	claims := map[string]any{}
	flatten(claims, "", readObject(jwtview.AppendJSON(nil, token.Claims, escapedBytes*len(token.Compact))))
	return claims
}

// attributeRows compares what was asked for besides privileges: organization, life,
// each attribute of the body with the claim of its path, and claims that a form could
// have set and nobody asked for.
func attributeRows(asked Asked, token *jwtview.Token, claims map[string]any) []Row {
	rows := []Row{organizationRow(asked, token), lifeRow(asked, token)}
	paths := slices.Collect(maps.Keys(asked.attributes))
	for _, claim := range token.ExplainClaims() {
		if _, there := claims[claim.Path]; there && isSettable(claim.Field.ID) {
			paths = append(paths, claim.Path)
		}
	}
	slices.Sort(paths)
	for _, path := range slices.Compact(paths) {
		row := Row{Name: attributeName(path), Claim: path, Requested: valueCell(path, asked.attributes), Token: valueCell(path, claims)}
		row.State = row.presence()
		if row.State == Equal && row.Requested.Text != row.Token.Text {
			row.State = Different
		}
		rows = append(rows, row)
	}
	return rows
}

// isSettable reports whether a claim is there only when a field of the form was
// filled in: the server sets the others itself, or they are compared apart.
func isSettable(field string) bool {
	switch field {
	case "", jwtview.FieldOrganization, jwtview.FieldPrivileges, "validity", "sub", "superUserToken", "scope":
		return false
	default:
		return true
	}
}

// attributeName is the path without what all attributes of a platform token have.
func attributeName(path string) string {
	for _, prefix := range []string{"body.additionalConfiguration.", "body."} {
		if name, found := strings.CutPrefix(path, prefix); found {
			return name
		}
	}
	return path
}

func organizationRow(asked Asked, token *jwtview.Token) Row {
	row := Row{Name: organizationName, Claim: organizationName, Requested: held(asked.organization)}
	if asked.kind == coveoapi.PlatformTokenBody {
		row.Claim = organizationPath
	}
	switch organization := token.Organization(); organization {
	case "": // not all tokens are known to say
		row.State = Equal
	case asked.organization:
		row.Token, row.State = held(organization), Equal
	default:
		row.Token, row.State = held(organization), Different
	}
	return row
}

// lifeRow compares how long the token lives. What was left to the server is as it
// should be.
func lifeRow(asked Asked, token *jwtview.Token) Row {
	row := Row{Name: lifeName, Claim: "exp", State: Equal, Requested: held(serversChoice)}
	if asked.life > 0 {
		row.Requested = held(seconds(asked.life))
	}
	life := token.Life()
	switch {
	case life.ExpiresAt.IsZero():
		row.Token, row.State = absent(), Missing
	case life.IssuedAt.IsZero():
		row.Token = Cell{}
	default:
		lives := life.ExpiresAt.Sub(life.IssuedAt)
		row.Token = held(seconds(lives))
		if asked.life > 0 && (lives-asked.life).Abs() > tolerance {
			row.State = Different
		}
	}
	return row
}

func seconds(d time.Duration) string { return jwtview.FormatSeconds(int64(d.Seconds())) }
