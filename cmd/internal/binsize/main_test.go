package main

import "testing"

func TestPackageOfASymbol(t *testing.T) {
	const tables = "(types, strings and tables)"
	for symbol, want := range map[string]string{
		"net/http.(*Client).Do":                      "net/http",
		"runtime.mheap_":                             "runtime",
		"charm.land/huh/v2.NewDefaultKeyMap":         "charm.land/huh/v2",
		"slices.SortFunc[go.shape.[]net/url.URL]":    "slices",
		"type:*coveotoken/ui.App":                    tables,
		"go:func.*":                                  tables,
		"_rt0_amd64_linux":                           tables,
		"coveotoken/coveoapi.(*Client).send.func1.2": "coveotoken/coveoapi",
	} {
		if got := packageOf(symbol); got != want {
			t.Errorf("packageOf(%q) = %q, want %q", symbol, got, want)
		}
	}
}
