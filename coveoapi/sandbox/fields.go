package sandbox

import (
	"slices"
	"strings"
)

// field describes a field of the index.
type field struct {
	name, description string
	kind              string // LONG, DATE or STRING
	facet, multi      bool
}

// fields lists what documents have, by name.
func fields() []field {
	list := []field{
		{"author", "Who wrote the item.", "STRING", true, false},
		{"casenumber", "The number of a case.", "STRING", false, false},
		{"casepriority", "How urgent a case is.", "STRING", true, false},
		{"casestatus", "How far a case is.", "STRING", true, false},
		{"date", "When the item was last changed.", "DATE", false, false},
		{"filetype", "The type of the file.", "STRING", true, false},
		{"language", "The language of the item.", "STRING", true, true},
		{"objecttype", "What kind of item it is.", "STRING", true, false},
		{"permanentid", "The ID that stays when the address changes.", "STRING", false, false},
		{"product", "The lanterns that the item is about.", "STRING", true, true},
		{"size", "The length of the text, in bytes.", "LONG", false, false},
		{"source", "The source that the item comes from.", "STRING", true, false},
		{"title", "The title of the item.", "STRING", false, false},
		{"uri", "The address of the item.", "STRING", false, false},
		{"year", "The year in which the item was last changed.", "LONG", true, false},
	}
	slices.SortFunc(list, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return list
}

// searchField is a field as the Search API describes it.
type searchField struct {
	Type              string `json:"type"`
	Name              string `json:"name"`
	NativeName        string `json:"nativeName"`
	Description       string `json:"description"`
	DefaultValue      string `json:"defaultValue"`
	FieldType         string `json:"fieldType"`
	FieldSourceType   string `json:"fieldSourceType"`
	IncludeInQuery    bool   `json:"includeInQuery"`
	IncludeInResults  bool   `json:"includeInResults"`
	GroupByField      bool   `json:"groupByField"`
	SplitGroupByField bool   `json:"splitGroupByField"`
	SortByField       bool   `json:"sortByField"`
}

// listSearchFields serves GET /rest/search/v2/fields.
func listSearchFields(*call) (any, error) {
	list := []searchField{}
	for _, f := range fields() {
		kind := map[string]string{"LONG": "LargeInteger", "DATE": "Date", "STRING": "LargeString"}[f.kind]
		list = append(list, searchField{
			Type: kind, Name: "@" + f.name, NativeName: f.name, Description: f.description,
			FieldType: kind, FieldSourceType: "Stored", IncludeInQuery: true, IncludeInResults: true,
			GroupByField: f.facet, SplitGroupByField: f.multi, SortByField: !f.multi,
		})
	}
	return map[string]any{"fields": list}, nil
}

// adminField is a field as the administration describes it, FieldModel.
type adminField struct {
	Name             string `json:"name"`
	Description      string `json:"description"`
	Type             string `json:"type"`
	IncludeInQuery   bool   `json:"includeInQuery"`
	IncludeInResults bool   `json:"includeInResults"`
	Facet            bool   `json:"facet"`
	MultiValueFacet  bool   `json:"multiValueFacet"`
	Sort             bool   `json:"sort"`
	System           bool   `json:"system"`
}

// listFieldPage serves GET …/indexes/page/fields, which only @coveo/platform-client
// knows.
func listFieldPage(c *call) (any, error) { return c.fieldPage("", c.pageOf()) }

// searchFields serves POST …/indexes/fields/search, which the OpenAPI document has.
func searchFields(c *call) (any, error) {
	var options struct {
		Page    int `json:"page"`
		PerPage int `json:"perPage"`
		Filters struct {
			Name string `json:"name"`
		} `json:"filters"`
	}
	if err := c.decode(&options); err != nil {
		return nil, err
	}
	return c.fieldPage(options.Filters.Name, newPage(options.Page, options.PerPage))
}

func (c *call) fieldPage(filter string, p page) (any, error) {
	list := []adminField{}
	for _, f := range fields() {
		if !strings.Contains(f.name, strings.ToLower(filter)) {
			continue
		}
		list = append(list, adminField{
			Name: f.name, Description: f.description, Type: f.kind, IncludeInQuery: true, IncludeInResults: true,
			Facet: f.facet && !f.multi, MultiValueFacet: f.facet && f.multi, Sort: !f.multi,
		})
	}
	return pageModel(list, p), nil
}
