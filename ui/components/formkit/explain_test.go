package formkit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/ui/components/formkit"
)

func TestExplainTellsAllOfTheFieldWithTheFocus(t *testing.T) {
	var hubs []string
	for i := range 14 {
		hubs = append(hubs, fmt.Sprintf("h%d", i))
	}
	f := formkit.New()
	if title, sentences := f.Explain(); title != "" || sentences != nil {
		t.Errorf("a form without fields explains %q, %q", title, sentences)
	}
	f.SetSections([]formkit.Section{{Fields: []formkit.Field{
		{
			ID: "hub", Label: "Hub", Help: "The page.", Keys: "ctrl+f counts.", Placeholder: "such as h1", More: "Becomes a claim.",
			Get: func() string { return "x" }, Set: func(string) {},
			Known: func() []string { return hubs },
			Check: func(value string) formkit.Message { return formkit.Message{Text: value + " is not known"} },
		},
		{ID: "key", Label: "Key", Hidden: true, Get: func() string { return "secret" }, Set: func(string) {}},
	}}})
	title, sentences := f.Explain()
	want := []string{
		"The page.", "ctrl+f counts.", "Now: x is not known", "Write it such as h1.",
		"Known: h0 · h1 · h2 · h3 · h4 · h5 · h6 · h7 · h8 · h9 · h10 · h11 · and 2 more", "Becomes a claim.",
	}
	if diff := cmp.Diff(want, sentences); title != "Hub" || diff != "" {
		t.Errorf("%q (-want +got):\n%s", title, diff)
	}
	f.FocusOn("key")
	if title, sentences := f.Explain(); title != "Key" || strings.Contains(strings.Join(sentences, ""), "secret") {
		t.Errorf("of a hidden value it says %q, %q", title, sentences)
	}
}
