package cli

import (
	"time"

	"coveotoken/jwtview"
)

// tokenDiffDocument is how two tokens differ, as --json shows it. Nothing in it was
// verified.
type tokenDiffDocument struct {
	Schema string `json:"schema"`
	// Same is of everything, Equivalent leaves out what is passing.
	Same       bool `json:"same"`
	Equivalent bool `json:"equivalent"`
	// Unread says that only the headers could be compared.
	Unread bool                  `json:"unread"`
	First  comparedTokenDocument `json:"first"`
	Second comparedTokenDocument `json:"second"`
	Header []differenceDocument  `json:"header"`
	Claims []differenceDocument  `json:"claims"`
}

type comparedTokenDocument struct {
	From    string       `json:"from"`
	Kind    jwtview.Kind `json:"kind"`
	Sandbox bool         `json:"sandbox"`
	Life    lifeDocument `json:"life"`
}

type differenceDocument struct {
	Path  string            `json:"path"`
	State jwtview.DiffState `json:"state"`
	// Passing says that it differs only because the tokens were made at different
	// moments, Reordered that a set has the same items in another order.
	Passing   bool `json:"passing"`
	Reordered bool `json:"reordered"`
	// First and Second are there only where the token has the claim.
	First      rawJSON        `json:"first,omitempty"`
	Second     rawJSON        `json:"second,omitempty"`
	FirstTime  *string        `json:"first_time,omitempty"`
	SecondTime *string        `json:"second_time,omitempty"`
	Items      []itemDocument `json:"items,omitempty"`
	Meaning    string         `json:"meaning"`
}

type itemDocument struct {
	State jwtview.DiffState `json:"state"`
	Value rawJSON           `json:"value"`
}

func newTokenDiffDocument(both [2]comparedToken, diff jwtview.Diff, now time.Time) tokenDiffDocument {
	about := func(t comparedToken) comparedTokenDocument {
		return comparedTokenDocument{t.from, t.Kind(), t.FromSandbox(), newLifeDocument(t.Life(), now)}
	}
	size := max(len(both[0].Compact), len(both[1].Compact))
	return tokenDiffDocument{
		Schema: schema("compare-tokens"), Same: diff.Same(), Equivalent: diff.Equivalent(), Unread: diff.Unread,
		First: about(both[0]), Second: about(both[1]),
		Header: differenceDocuments(diff.Header, size), Claims: differenceDocuments(diff.Claims, size),
	}
}

func differenceDocuments(differences []jwtview.Difference, size int) []differenceDocument {
	documents := []differenceDocument{}
	for _, d := range differences {
		document := differenceDocument{
			Path: d.Path, State: d.State, Passing: d.Passing, Reordered: d.Reordered,
			FirstTime: jsonTime(d.FirstTime), SecondTime: jsonTime(d.SecondTime), Meaning: d.Meaning,
		}
		if d.First != nil {
			document.First = valueJSON(d.First, size)
		}
		if d.Second != nil {
			document.Second = valueJSON(d.Second, size)
		}
		for _, item := range d.Items {
			document.Items = append(document.Items, itemDocument{item.State, valueJSON(item.Value, size)})
		}
		documents = append(documents, document)
	}
	return documents
}
