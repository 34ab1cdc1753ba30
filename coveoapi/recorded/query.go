package recorded

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// defaultResults is how many results Coveo gives where a query does not say
// (RestQueryParameters.numberOfResults).
const defaultResults = 10

// query reads the query of a search from the parameters of the address and, over
// them, from the body. It is nil when there is a body that cannot be read.
func (r *raw) query(parameters, form url.Values) *coveoapi.SearchQuery {
	query := &coveoapi.SearchQuery{NumberOfResults: defaultResults}
	members := map[string]json.RawMessage{}
	addParameters(members, query, parameters)
	addParameters(members, query, form)
	if body := bytes.TrimSpace(r.body); len(body) > 0 && !r.isForm() {
		var object map[string]json.RawMessage
		if json.Unmarshal(bytes.TrimPrefix(body, []byte("\ufeff")), &object) != nil || object == nil {
			r.note("The body is no JSON object: the query in it cannot be read.")
			return nil
		}
		maps.Copy(members, object)
	}
	for name := range members {
		if name == "organizationId" || isCredentialParameter(name) {
			delete(members, name)
		}
	}
	r.fill(query, members)
	return query
}

// known are the attributes that a SearchQuery has fields for.
func known(q *coveoapi.SearchQuery) map[string]any {
	return map[string]any{
		"q": &q.Q, "aq": &q.AQ, "cq": &q.CQ, "dq": &q.DQ, "searchHub": &q.SearchHub, "pipeline": &q.Pipeline,
		"tab": &q.Tab, "locale": &q.Locale, "sortCriteria": &q.SortCriteria, "firstResult": &q.FirstResult,
		"numberOfResults": &q.NumberOfResults, "enableQuerySyntax": &q.EnableQuerySyntax, "debug": &q.Debug,
		"fieldsToInclude": &q.FieldsToInclude,
	}
}

// addParameters writes parameters as the JSON they stand for: texts for attributes
// that are texts, lists for lists, and for others what their value looks like.
func addParameters(members map[string]json.RawMessage, query *coveoapi.SearchQuery, parameters url.Values) {
	fields := known(query)
	for name, values := range parameters {
		value := values[len(values)-1]
		_, isText := fields[name].(*string)
		_, isList := fields[name].(*[]string)
		switch {
		case isList && !strings.HasPrefix(value, "["):
			members[name] = encode(strings.Split(value, ","))
		case !isText && json.Valid([]byte(value)):
			members[name] = json.RawMessage(value)
		default:
			members[name] = encode(value)
		}
	}
}

// encode writes a text or a list of texts, which cannot fail.
func encode(value any) json.RawMessage {
	encoded, _ := json.Marshal(value)
	return encoded
}

// fill sets the fields of the query. What has no field, or a value of another kind
// than it should, stays as it is.
func (r *raw) fill(query *coveoapi.SearchQuery, members map[string]json.RawMessage) {
	fields := known(query)
	for _, name := range slices.Sorted(maps.Keys(members)) {
		field, ok := fields[name]
		if ok && json.Unmarshal(members[name], field) == nil {
			continue
		}
		if ok {
			r.note("The attribute %s holds a value of another kind than it should.", name)
		}
		if query.Extra == nil {
			query.Extra = map[string]json.RawMessage{}
		}
		query.Extra[name] = members[name]
	}
}

// Unknown names the attributes of the query that are only passed on, sorted.
func (request Request) Unknown() []string {
	if request.Query == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(request.Query.Extra))
}
