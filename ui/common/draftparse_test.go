package common_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
)

// requireInput fails unless the error is the verdict on a field.
func requireInput(t *testing.T, err error, field string) {
	t.Helper()
	var input *coveoapi.InputError
	if !errors.As(err, &input) || input.Field != field || input.Reason == "" || input.Remedy == "" {
		t.Errorf("the error is %#v, want an *coveoapi.InputError for %q", err, field)
	}
}

func TestParsePairs(t *testing.T) {
	for text, want := range map[string]map[string]string{
		"":                           nil,
		" , ":                        nil,
		"a=1":                        {"a": "1"},
		" a = 1 , b=x=y,c=":          {"a": "1", "b": "x=y", "c": ""},
		` {"a, b":"1","c":"\u0000"}`: {"a, b": "1", "c": "\x00"},
	} {
		got, err := common.ParsePairs("infos", text)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got):\n%s", text, err, diff)
		}
	}
	for _, text := range []string{"a", "=1", "a=1, b", "{", `{"a":1}`, `{"a":"b"} x`} {
		got, err := common.ParsePairs("infos", text)
		requireInput(t, err, "infos")
		if got != nil {
			t.Errorf("%q gives %v", text, got)
		}
	}
}

func TestParseDictionaryContext(t *testing.T) {
	for text, want := range map[string]map[string]any{
		"":                                   nil,
		"price=eur, stock=berlin":            {"price": "eur", "stock": "berlin"},
		`{"price":9007199254740993,"x":[1]}`: {"price": json.Number("9007199254740993"), "x": []any{json.Number("1")}},
	} {
		got, err := common.ParseDictionaryContext(text)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got):\n%s", text, err, diff)
		}
	}
	for _, text := range []string{"price", "{", `{"a":}`} {
		_, err := common.ParseDictionaryContext(text)
		requireInput(t, err, "dictionaryFieldContext")
	}
}

func TestParseDictionaryKeys(t *testing.T) {
	for text, want := range map[string]map[string][]string{
		"":                          nil,
		"price, stock = * ,size=":   {"price": {"*"}, "stock": {"*"}, "size": {"*"}},
		"price=a, price=b":          {"price": {"a", "b"}},
		`{"price":["*"],"size":[]}`: {"price": {"*"}, "size": {}},
	} {
		got, err := common.ParseDictionaryKeys(text)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got):\n%s", text, err, diff)
		}
	}
	for _, text := range []string{"=*", "{", `{"price":"*"}`} {
		_, err := common.ParseDictionaryKeys(text)
		requireInput(t, err, "allowedDictionaryFieldKeys")
	}
}

func TestParseScope(t *testing.T) {
	for text, want := range map[string]int32{"": 0, " 7 ": 7, "-1": -1, "2147483647": 1<<31 - 1} {
		if got, err := common.ParseScope(text); err != nil || got != want {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"x", "1.5", "2147483648"} {
		_, err := common.ParseScope(text)
		requireInput(t, err, "scope")
	}
}

// FuzzDraftTexts feeds the readers of what is typed.
func FuzzDraftTexts(f *testing.F) {
	for _, text := range []string{"a=1, b", `{"a":"b"}`, "{", "=", ","} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		context, err := common.ParseDictionaryContext(text)
		if err == nil && context != nil {
			if _, err := json.Marshal(context); err != nil {
				t.Errorf("%q cannot be sent: %v", text, err)
			}
		}
		_, _ = common.ParseDictionaryKeys(text)
		_, _ = common.ParseScope(text)
	})
}
