package compare_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"coveotoken/coveoapi/compare"
)

func TestCSVIsHarmless(t *testing.T) {
	hostile := []string{`=cmd|' /C calc'!A0`, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\x1b[2Jx", "a\u202eb", "two\nlines", `"quoted", with comma`, "＝1", "plain"}
	client := &fakeClient{items: map[string][]string{"=a": hostile, "b": hostile[:1]}}
	c := compare.Run(context.Background(), client.plan(0, "=a", "b"), nil)
	var out bytes.Buffer
	if err := c.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != len(hostile)+1 || records[0][5] != "rank =a" {
		t.Fatalf("%d records, header %q", len(records), records[0])
	}
	for _, record := range records {
		for _, field := range record {
			checkHarmless(t, field)
		}
	}
	if only := records[1][4]; only != "'=a" {
		t.Errorf("the only one is %q", only)
	}
}

// checkHarmless fails on a field that a spreadsheet or a terminal would act on.
func checkHarmless(t *testing.T, field string) {
	t.Helper()
	if trimmed := strings.TrimSpace(field); trimmed != "" && strings.ContainsAny(trimmed[:1], "=+-@") {
		t.Errorf("%q is taken for a formula", field)
	}
	if strings.ContainsAny(field, "\x1b\t\r\n\u202e") {
		t.Errorf("%q holds what cannot be seen", field)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("=1")
	f.Add("\u00a0=1")
	f.Add("\x00\t-1,\"\n")
	f.Fuzz(func(t *testing.T, name string) {
		c := compare.Comparison{
			Columns: make([]compare.Column, 1),
			Rows:    []compare.Row{{Title: name, Cells: []compare.Cell{{Place: compare.Ranked, Rank: 1}}}},
		}
		var out bytes.Buffer
		if err := c.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(&out).ReadAll()
		if err != nil || len(records) != 2 {
			t.Fatalf("%d records, %v", len(records), err)
		}
		checkHarmless(t, records[1][0])
	})
}

func TestTheDocumentHoldsNoToken(t *testing.T) {
	client := &fakeClient{items: map[string][]string{"CANARY-user-name": {"one"}, "b": nil}}
	c := compare.Run(context.Background(), client.plan(0, "CANARY-user-name", "b"), nil)
	// The fake client makes the token, and the request ID, of the user's name.
	c.Columns[0].Persona.Label, c.Columns[0].Persona.UserIDs, c.Columns[0].RequestID = "a", nil, ""
	text, err := json.Marshal(c.Document())
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte("CANARY")) {
		t.Errorf("the token of the first column is in %s", text)
	}
	for _, want := range []string{`"schema":"coveo-token/compare/v1"`, `"only_in":0`, `"relation":"more"`, `"user_ids":[]`, `"error":null`, `{"place":"absent","rank":null}`} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("%s is missing in %s", want, text)
		}
	}
}
