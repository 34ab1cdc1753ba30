package sandbox

// queryExtension is an extension of the query language, as JSUI reads it (IExtension);
// the OpenAPI document says nothing of the answer.
type queryExtension struct {
	Name          string   `json:"name"`
	ArgumentNames []string `json:"argumentNames"`
}

// listExtensions serves GET /rest/search/v2/extensions: those that change what the
// sandbox answers. It takes any other in a query too, without effect.
func listExtensions(*call) (any, error) {
	return []queryExtension{
		{"qre", []string{"expression", "modifier"}},
		{"quoteVar", []string{"value"}},
		{"some", []string{"keywords", "match"}},
	}, nil
}
