package claims

import (
	"time"

	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
)

// The most that is shown of one path and one value, in bytes of the token. The whole
// is in the JSON view; a value of a megabyte must not cost a megabyte a frame.
const (
	pathBytes    = 120
	previewBytes = 2000
)

// row is one line of the list. Its texts are safe to show.
type row struct {
	heading bool
	path    string
	// preview is the value on one line; it is made when the row first comes into
	// view.
	preview string
	claim   jwtview.Explained
	// at is the moment the claim stands for, or zero.
	at time.Time
}

func makeRows(token *jwtview.Token) []row {
	life := token.Life()
	moments := map[string]time.Time{"iat": life.IssuedAt, "nbf": life.NotBefore, "exp": life.ExpiresAt}
	var rows []row
	add := func(title string, explained []jwtview.Explained, moments map[string]time.Time) {
		if len(explained) == 0 {
			return
		}
		rows = append(rows, row{heading: true, path: title})
		for _, e := range explained {
			path, _ := cut(e.Path, pathBytes)
			rows = append(rows, row{path: safetext.Visible(path), claim: e, at: moments[e.Path]})
		}
	}
	add("Claims", token.ExplainClaims(), moments)
	add("Header", token.ExplainHeader(), nil)
	return rows
}

// value is the row's value on one line.
func (r *row) value() string {
	if r.preview == "" {
		r.preview = Preview(r.claim.Value, previewBytes)
	}
	return r.preview
}

// kind is the JSON kind of the row's value.
func (r *row) kind() jwtview.ValueKind {
	if r.claim.Value == nil {
		return jwtview.Null
	}
	return r.claim.Value.Kind
}
