// Package jq evaluates filters in the language of jq 1.7, as far as one picks values
// out of a document with them: paths, iteration, construction, conditions, variables,
// reduce, regular expressions, formats and the usual functions (Functions lists them).
//
// A whole implementation builds tables at the start of every run of the program, which
// takes a tenth as long as inspecting a token; this one costs nothing until it is used.
// Left out is what changes a document (assignments, del), what reads more than the
// document (input, env, modules), and definitions: every filter ends.
package jq

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// Filter is an expression that was understood.
type Filter struct{ run filter }

// Parse reads an expression. The error is a *SyntaxError.
func Parse(expression string) (*Filter, error) {
	p := &parser{text: expression, known: builtins()}
	run, err := p.whole()
	if err != nil {
		return nil, err
	}
	return &Filter{run}, nil
}

// Run gives every value that the filter makes of a document to emit, whose error ends
// it. Values are those of encoding/json: nil, bool, float64, string, []any and
// map[string]any, and json.Number for a number that float64 cannot hold. A value that
// the filter does not fit is a *ValueError.
func (f *Filter) Run(ctx context.Context, document any, emit func(any) error) error {
	return f.run(&scope{ctx: ctx}, document, emit)
}

// SyntaxError is an expression that cannot be understood.
type SyntaxError struct {
	// At is the offset in bytes.
	At     int
	Reason string
}

// Error implements error.
func (e *SyntaxError) Error() string { return fmt.Sprintf("%s at character %d", e.Reason, e.At+1) }

// ValueError is a value that a filter was not made for.
type ValueError struct {
	Reason string
	// value is what `error` was called with.
	value any
}

// Error implements error.
func (e *ValueError) Error() string { return e.Reason }

func mismatch(format string, arguments ...any) error {
	reason := fmt.Sprintf(format, arguments...)
	return &ValueError{reason, reason}
}

// filter gives the values that it makes of one value to emit.
type filter func(s *scope, in any, emit func(any) error) error

// scope holds the variables that a filter sees, the innermost first.
type scope struct {
	ctx   context.Context
	name  string
	value any
	outer *scope
}

func (s *scope) with(name string, value any) *scope { return &scope{s.ctx, name, value, s} }

func (s *scope) lookUp(name string) (any, bool) {
	for ; s != nil; s = s.outer {
		if s.outer != nil && s.name == name {
			return s.value, true
		}
	}
	return nil, false
}

// collect gives all values of a filter.
func collect(s *scope, f filter, in any) ([]any, error) {
	values := []any{}
	err := f(s, in, func(value any) error {
		values = append(values, value)
		return s.ctx.Err()
	})
	return values, err
}

// encode writes a value as compact JSON.
func encode(value any) string {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(value) != nil { // Values come from JSON, and numbers are kept finite.
		return "null"
	}
	return strings.TrimSuffix(text.String(), "\n")
}
