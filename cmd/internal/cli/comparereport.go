package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"coveotoken/coveoapi/compare"
	"coveotoken/ui/components/text"
)

const (
	// maxComparedRows is how many items are listed on a terminal.
	maxComparedRows = 50
	// maxSourceWidth leaves room for the titles beside the sources.
	maxSourceWidth = 20
	// maxLabelWidth leaves room for the numbers beside the names.
	maxLabelWidth = 34
	// privateFile is the mode of files that may hold what not everybody may see.
	privateFile = 0o600
)

// reportComparison prints what came out and says how the command ends: with the first
// failure, and else with what was expected.
func (o *compareOptions) reportComparison(c compare.Comparison) error {
	failure := comparisonFailure(c)
	if !anyAnswered(c) {
		return failure
	}
	if err := o.printComparison(c); err != nil {
		return err
	}
	switch {
	case failure != nil && o.globals.json: // the document holds it
		return &exitError{o.finishSilently(failure)}
	case failure != nil:
		return failure
	case o.expectSame && !c.Same(): // also where that could not be found out
		return &exitError{exitCheck}
	default:
		return nil
	}
}

// comparisonFailure is the first failure that is not a cancellation, or else that.
func comparisonFailure(c compare.Comparison) error {
	for _, column := range c.Columns {
		if column.Err != nil && !errors.Is(column.Err, context.Canceled) {
			return column.Err
		}
	}
	return c.Err()
}

// finishSilently is the exit code of a failure that has been reported.
func (o *compareOptions) finishSilently(failure error) int {
	if errors.Is(failure, context.Canceled) {
		return exitInterrupted
	}
	return exitCode(explain(failure).Kind)
}

func anyAnswered(c compare.Comparison) bool {
	for _, column := range c.Columns {
		if column.Answered {
			return true
		}
	}
	return false
}

// printComparison writes the comparison in the forms that were asked for.
func (o *compareOptions) printComparison(c compare.Comparison) error {
	if o.csvFile != "" {
		if err := o.writeCSV(c); err != nil {
			return err
		}
	}
	switch {
	case o.globals.json:
		return o.writeJSON(c.Document())
	case o.csvFile == "-":
		o.noteComparison(c)
		return nil
	case o.io.forPeople():
		return o.io.write([]byte(o.columnTable(c) + "\n" + o.comparedTable(c, o.io.textWidth()) + "\n" + o.verdict(c, o.io.textWidth())))
	default:
		o.noteComparison(c)
		return o.io.write([]byte(o.comparedTable(c, 0)))
	}
}

// noteComparison tells on standard error what people need to know of items that go
// elsewhere.
func (o *compareOptions) noteComparison(c compare.Comparison) {
	_, _ = fmt.Fprint(o.io.err, o.columnTable(c)+o.verdict(c, 0))
}

// writeCSV writes the items to the file of --csv.
func (o *compareOptions) writeCSV(c compare.Comparison) error {
	var items bytes.Buffer
	if err := c.WriteCSV(&items); err != nil {
		return err
	}
	content := []byte(o.redactor.Redact(items.String()))
	if o.csvFile == "-" {
		return o.io.write(content)
	}
	if err := os.WriteFile(o.csvFile, content, privateFile); err != nil {
		return fmt.Errorf("the file of --csv cannot be written: %s", fileReason(err))
	}
	o.note("%d items are in %s.", len(c.Rows), o.csvFile)
	return nil
}

// columnTable says what each persona got.
func (o *compareOptions) columnTable(c compare.Comparison) string {
	t := &table{header: []string{"", "AS", "RESULTS", "ONLY", "TIME", "PIPELINE"}}
	var failures strings.Builder
	for i, column := range c.Columns {
		label := o.fit(column.Persona.Label, maxLabelWidth)
		if !column.Answered {
			t.add(columnLetter(i), label, "-", "-", "-", "-")
		} else {
			t.add(columnLetter(i), label, strconv.Itoa(column.Total), strconv.Itoa(len(c.OnlyIn(i))),
				milliseconds(column.Duration), o.fit(firstOf(column.Pipeline, "none"), maxLabelWidth))
		}
		if column.Err != nil {
			fmt.Fprintf(&failures, "✗ %s: %s\n", columnLetter(i), o.safe(explain(column.Err).Title))
		}
	}
	width := o.io.textWidth()
	if width == 0 {
		width = defaultWidth
	}
	return t.render(width, o.io.strong) + failures.String()
}

// fit makes text from outside safe and cuts it to a width, on terminals only.
func (o *compareOptions) fit(outside string, width int) string {
	if o.io.textWidth() == 0 {
		return o.safe(outside)
	}
	return o.cut(outside, o.io.textWidth()-width)
}

// columnLetter names a column in the list of items.
func columnLetter(i int) string { return string(rune('A' + i)) }

// comparedTable lists the items for a width in cells, those first that not everybody
// finds; 0 gives all of them, tab-separated, with their addresses.
func (o *compareOptions) comparedTable(c compare.Comparison, width int) string {
	t := &table{}
	for i := range c.Columns {
		t.header = append(t.header, columnLetter(i))
	}
	t.header = append(t.header, "ONLY", "SOURCE", "TITLE")
	for i, row := range c.Rows {
		if width > 0 && i == maxComparedRows {
			break
		}
		cells := placeCells(row, c.Number)
		if width > 0 {
			t.add(append(cells, o.fit(row.Source, maxSourceWidth), o.safe(row.Title))...)
		} else {
			t.add(append(cells, o.safe(row.Source), o.safe(row.Title), o.safe(row.URI))...)
		}
	}
	list := t.render(width, o.io.strong)
	if left := len(c.Rows) - maxComparedRows; width > 0 && left > 0 {
		list += fmt.Sprintf("… and %d more; --csv and --json have all\n", left)
	}
	return list
}

// placeCells says where each persona finds an item, of so many results that were
// compared, and whether only one does.
func placeCells(row compare.Row, number int) []string {
	var cells []string
	for _, cell := range row.Cells {
		switch cell.Place {
		case compare.Ranked:
			cells = append(cells, strconv.Itoa(cell.Rank))
		case compare.Beyond:
			cells = append(cells, ">"+strconv.Itoa(number))
		case compare.Absent:
			cells = append(cells, "-")
		default:
			cells = append(cells, "?")
		}
	}
	if only, ok := row.OnlyIn(); ok {
		return append(cells, "only "+columnLetter(only))
	}
	return append(cells, "")
}

// verdict says in sentences what came out, and what it cannot tell.
func (o *compareOptions) verdict(c compare.Comparison, width int) string {
	var out strings.Builder
	for _, sentence := range append(c.Sentences(), notCompared(c)...) {
		line := o.safe(sentence)
		if width > 0 {
			wrapped := text.Wrap(line, width)
			for i := range wrapped {
				wrapped[i] = strings.TrimRight(wrapped[i], " ")
			}
			line = strings.Join(wrapped, "\n")
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

// notCompared says whose results were not all compared.
func notCompared(c compare.Comparison) []string {
	var names []string
	for i, column := range c.Columns {
		if column.Answered && !column.Complete() {
			names = append(names, fmt.Sprintf("%d of %d of %s", column.Fetched, column.Total, columnLetter(i)))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Not all results were compared: %s. --number compares up to %d.", strings.Join(names, ", "), compare.MaxNumber)}
}
