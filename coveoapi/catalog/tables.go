package catalog

import (
	_ "embed" // for the tables
	"slices"
	"strings"
	"sync"

	"coveotoken/coveoapi"
)

//go:embed privileges.tsv
var privilegesTable string

//go:embed operations.tsv
var operationsTable string

//go:embed unrecorded.tsv
var unrecordedTable string

// domain is a kind of resource: what a privilege is about, without its type.
type domain struct{ owner, name string }

type privilegeRow struct {
	types                  []string
	service, name, meaning string
}

type privilegeIndex struct {
	byDomain  map[domain]privilegeRow
	reference []coveoapi.Privilege
}

// privileges reads the table of privileges, once.
var privileges = sync.OnceValue(func() privilegeIndex {
	index := privilegeIndex{byDomain: map[domain]privilegeRow{}}
	for columns := range rows(privilegesTable) {
		owner, name := columns[0], columns[1]
		row := privilegeRow{types: strings.Split(columns[2], ","), service: columns[3], name: columns[4], meaning: columns[5]}
		if row.service == "" {
			row.service = serviceOf(owner)
		}
		if row.name == "" {
			row.name = humanize(name)
		}
		index.byDomain[domain{owner, name}] = row
		for _, t := range row.types {
			index.reference = append(index.reference, coveoapi.Privilege{
				Type: t, TargetDomain: name, TargetID: coveoapi.AnyTarget, Owner: owner, Level: coveoapi.LevelNormal,
			})
		}
	}
	slices.SortFunc(index.reference, func(a, b coveoapi.Privilege) int { return strings.Compare(a.String(), b.String()) })
	return index
})

// rows gives the columns of a table's lines, without its comments.
func rows(table string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}
