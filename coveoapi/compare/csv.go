package compare

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"coveotoken/jwtview/safetext"
)

// WriteCSV writes the rows as comma-separated values with a header (RFC 4180): an item
// a line, and for each persona its rank, or "beyond", "absent" or "unknown" as Place
// has them. Texts from outside are made visible, and those that a spreadsheet would
// take for a formula are quoted with an apostrophe.
func (c Comparison) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	header := []string{"title", "source", "uri", "unique_id", "only"}
	for _, column := range c.Columns {
		header = append(header, cellText("rank "+column.Persona.Label))
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for _, row := range c.Rows {
		if err := out.Write(c.record(row)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (c Comparison) record(row Row) []string {
	only := ""
	if column, ok := row.OnlyIn(); ok {
		only = c.Columns[column].Persona.Label
	}
	record := []string{cellText(row.Title), cellText(row.Source), cellText(row.URI), cellText(row.Key), cellText(only)}
	for _, cell := range row.Cells {
		if cell.Place == Ranked {
			record = append(record, strconv.Itoa(cell.Rank))
		} else {
			record = append(record, string(cell.Place))
		}
	}
	return record
}

// cellText makes outside text harmless in a spreadsheet, which takes what begins with
// one of these characters for a formula, even after white space.
func cellText(outside string) string {
	text := safetext.Visible(outside)
	if trimmed := strings.TrimLeft(text, " "); trimmed != "" && strings.ContainsRune("=+-@|%＝＋－＠", []rune(trimmed)[0]) {
		return "'" + text
	}
	return text
}
