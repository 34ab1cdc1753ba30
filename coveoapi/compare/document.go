package compare

import (
	"coveotoken/coveoapi/problem"
)

// Schema names the form of a Document.
const Schema = "coveo-token/compare/v1"

// Document is a comparison as JSON has it. It holds no token.
type Document struct {
	Schema string `json:"schema"`
	Query  string `json:"query"`
	// Number is how many results of each persona were compared at most.
	Number int `json:"number"`
	// Same and Differs are both false when not everything could be compared.
	Same     bool             `json:"same"`
	Differs  bool             `json:"differs"`
	Verdict  []string         `json:"verdict"`
	Personas []ColumnDocument `json:"personas"`
	Pairs    []PairDocument   `json:"pairs"`
	Results  []RowDocument    `json:"results"`
}

// ColumnDocument is one persona of a Document.
type ColumnDocument struct {
	Label    string   `json:"label"`
	UserIDs  []string `json:"user_ids"`
	State    State    `json:"state"`
	Answered bool     `json:"answered"`
	Total    int      `json:"total_count"`
	// Fetched is how many results were compared, Complete whether these are all.
	Fetched    int            `json:"fetched"`
	Complete   bool           `json:"complete"`
	Only       int            `json:"only"`
	Pipeline   string         `json:"pipeline"`
	DurationMS int64          `json:"duration_ms"`
	RequestID  string         `json:"request_id"`
	Error      *ErrorDocument `json:"error"`
}

// ErrorDocument is why a persona failed.
type ErrorDocument struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Cause   string `json:"cause"`
	Fix     string `json:"fix"`
}

// PairDocument compares two personas, who are named by their places in the list.
type PairDocument struct {
	First      int      `json:"first"`
	Second     int      `json:"second"`
	Relation   Relation `json:"relation"`
	OnlyFirst  int      `json:"only_first"`
	OnlySecond int      `json:"only_second"`
	Both       int      `json:"both"`
	Undecided  int      `json:"undecided"`
	Moved      int      `json:"moved"`
}

// RowDocument is one item of a Document.
type RowDocument struct {
	UniqueID string `json:"unique_id"`
	Title    string `json:"title"`
	Source   string `json:"source"`
	URI      string `json:"uri"`
	// OnlyIn is the place in the list of the one persona that finds it, or null.
	OnlyIn *int `json:"only_in"`
	// Places are in the order of the personas.
	Places []CellDocument `json:"places"`
}

// CellDocument is where one persona finds an item.
type CellDocument struct {
	Place Place `json:"place"`
	// Rank is null unless the place is "ranked".
	Rank *int `json:"rank"`
}

// Document gives the comparison for encoding as JSON. Its texts are as they came from
// outside; what prints it escapes them (safetext.EscapeJSON).
func (c Comparison) Document() Document {
	document := Document{
		Schema: Schema, Query: c.Query.Q, Number: c.Number, Same: c.Same(), Differs: c.Differs(),
		Verdict: append([]string{}, c.Sentences()...), Pairs: []PairDocument{}, Results: []RowDocument{},
	}
	for i, column := range c.Columns {
		document.Personas = append(document.Personas, columnDocument(column, len(c.OnlyIn(i))))
		for first := range i {
			document.Pairs = append(document.Pairs, PairDocument(c.Pair(first, i)))
		}
	}
	for _, row := range c.Rows {
		document.Results = append(document.Results, rowDocument(row))
	}
	return document
}

func columnDocument(c Column, only int) ColumnDocument {
	document := ColumnDocument{
		Label: c.Persona.Label, UserIDs: []string{}, State: c.State, Answered: c.Answered,
		Total: c.Total, Fetched: c.Fetched, Complete: c.Complete(), Only: only,
		Pipeline: c.Pipeline, DurationMS: c.Duration.Milliseconds(), RequestID: c.RequestID,
	}
	for _, id := range c.Persona.UserIDs {
		document.UserIDs = append(document.UserIDs, id.String())
	}
	if c.Err != nil {
		why := problem.Explain(c.Err)
		document.Error = &ErrorDocument{why.ID, why.Title, why.Evidence, why.Remedy}
	}
	return document
}

func rowDocument(r Row) RowDocument {
	document := RowDocument{UniqueID: r.Key, Title: r.Title, Source: r.Source, URI: r.URI}
	if only, ok := r.OnlyIn(); ok {
		document.OnlyIn = &only
	}
	for _, cell := range r.Cells {
		place := CellDocument{Place: cell.Place}
		if cell.Place == Ranked {
			place.Rank = &cell.Rank
		}
		document.Places = append(document.Places, place)
	}
	return document
}
