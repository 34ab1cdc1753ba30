package coveoapi

import (
	"bytes"
	"encoding/json"
	"errors"
)

// errNoList is the cause when an answer is in neither shape of a list.
var errNoList = errors.New(`neither a list nor an object with "items"`)

// list reads both shapes in which Coveo answers with several things: a JSON array,
// and a page {items, totalEntries}. For some operations the OpenAPI files name one
// and Coveo's own client the other.
type list[T any] []T

// UnmarshalJSON implements json.Unmarshaler.
func (l *list[T]) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("[")) {
		return json.Unmarshal(data, (*[]T)(l))
	}
	var page struct {
		Items *[]T `json:"items"`
	}
	if err := json.Unmarshal(data, &page); err != nil {
		return err
	}
	if page.Items == nil {
		return errNoList
	}
	*l = *page.Items
	return nil
}

// plain is a reply with an ordinary slice.
func plain[L ~[]T, T any](reply Reply[L], err error) (Reply[[]T], error) {
	return Reply[[]T]{Value: reply.Value, Exchange: reply.Exchange}, err
}
