package routing_test

import (
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/queryexpr"
	"coveotoken/coveoapi/routing"
)

func TestEffective(t *testing.T) {
	for _, c := range []struct {
		query            coveoapi.SearchQuery
		filter, pipeline string
		want             string
	}{
		{coveoapi.SearchQuery{}, "", "", ""},
		{coveoapi.SearchQuery{}, "@source==KB", "", "@source==KB"},
		{coveoapi.SearchQuery{Q: "reset", EnableQuerySyntax: true}, "", "", "reset"},
		{coveoapi.SearchQuery{Q: "a", AQ: "b", DQ: "c", CQ: "d", EnableQuerySyntax: true}, "e", "f", "(((a b) OR c) d) AND e AND f"},
		{coveoapi.SearchQuery{Q: "reset password", AQ: "@year>=2020", EnableQuerySyntax: true}, "@source==KB OR @source==Wiki", "NOT @source==Archive", "((reset password) @year>=2020) AND (@source==KB OR @source==Wiki) AND NOT @source==Archive"},
		{coveoapi.SearchQuery{Q: `a OR "b c`, EnableQuerySyntax: true}, "", "", "a OR b c"},
		{coveoapi.SearchQuery{Q: "x", AQ: "@year>", EnableQuerySyntax: true}, "", "", "x (@year>)"},
	} {
		if got := routing.Effective(c.query, c.filter, c.pipeline).Text; got != c.want {
			t.Errorf("%+v: %s, not %s", c.query, got, c.want)
		}
	}
}

func TestEffectiveSaysWhereEachPartIsFrom(t *testing.T) {
	e := routing.Effective(coveoapi.SearchQuery{Q: "lamp", AQ: "@year>"}, "@source==KB", "NOT @source==Archive")
	want := []routing.Origin{routing.Typed, routing.Typed, routing.OfTheKey, routing.Pipeline}
	if len(e.Parts) != len(want) {
		t.Fatalf("%d parts", len(e.Parts))
	}
	for i, part := range e.Parts {
		if part.Origin != want[i] || (part.Problem != "") != (part.Name == "aq") {
			t.Errorf("%+v", part)
		}
	}
}

// What is put together from parts that can be read can be read, and means the same
// when it is read and written once more.
func FuzzEffective(f *testing.F) {
	f.Add("reset OR lamp", "@a==b", "c NEAR d", "@source==KB OR x")
	f.Add("", "-a", "(b)", "")
	f.Fuzz(func(t *testing.T, q, aq, dq, filter string) {
		for _, source := range []string{q, aq, dq, filter} {
			if queryexpr.Check(source) != nil {
				return
			}
		}
		query := coveoapi.SearchQuery{Q: q, AQ: aq, DQ: dq, EnableQuerySyntax: true}
		whole := routing.Effective(query, filter, "").Text
		if len(whole) > queryexpr.MaxBytes {
			return
		}
		if err := queryexpr.Check(whole); err != nil {
			t.Errorf("%q: %v", whole, err)
		}
	})
}
