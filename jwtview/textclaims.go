package jwtview

import (
	"strings"

	"coveotoken/jwtview/safetext"

	"github.com/charmbracelet/x/ansi"
)

const (
	// widestName is up to how many cells names are aligned.
	widestName = 24
	// longestInline is up to how many bytes an array or object stays on one line.
	longestInline = 60
	// nameMargin and textMargin stand before names and before what belongs to them.
	nameMargin, textMargin = "  ", "      "
)

// section writes the members of the header or of the claims.
func (r *report) section(title string, list []Explained) {
	r.heading(title)
	if len(list) == 0 {
		r.write(nameMargin + "(none)\n")
	}
	names := make([]string, len(list))
	width := 0
	for i, e := range list {
		names[i] = safetext.Visible(e.Path)
		if cells := ansi.StringWidth(names[i]); cells <= widestName {
			width = max(width, cells)
		}
	}
	for i, e := range list {
		if r.full() {
			return
		}
		r.member(e, names[i], width)
	}
}

// member writes one member: name and value, then its time, meaning and origin.
func (r *report) member(e Explained, name string, width int) {
	r.write(nameMargin)
	r.put(RoleName, name)
	r.write(strings.Repeat(" ", max(0, width-ansi.StringWidth(name))+2))
	r.value(e.Value)
	if !e.Known() {
		r.put(RoleMeaning, "  (unknown)")
	}
	if e.Duplicate {
		r.put(RoleProblem, "  (again)")
	}
	r.write("\n")
	if e.isTime() {
		r.moment(e)
	}
	if !e.Known() || r.told[e.Path] {
		return
	}
	r.told[e.Path] = true
	origin := e.Source
	if e.Field != "" {
		origin = "set by " + e.Field + "; " + origin
	}
	r.sentence(RoleMeaning, textMargin, e.Meaning+" ["+origin+"]")
}

// moment writes what a time claim says, if it can be read.
func (r *report) moment(e Explained) {
	at, fault := readTime(e.Value)
	if fault.bad() {
		return
	}
	text := DescribeTime(at, r.now)
	r.sentence(RoleValue, textMargin, text.Relative+" · "+text.Local+" · "+text.UTC)
	if e.Path == "iat" && (Life{IssuedAt: at}).IssuedAhead(r.now) {
		r.sentence(RoleProblem, textMargin, "That is still to come: the issuer's clock or this one is wrong.")
	}
}

// isTime reports whether the claim is a moment.
func (e Explained) isTime() bool {
	switch e.Path {
	case "exp", "iat", "nbf", "auth_time":
		return true
	}
	return false
}

// value writes a value as JSON, on one line if it is short.
func (r *report) value(v *Value) {
	p := printer{oneLine: true, bytes: true}
	if (v.is(Array) || v.is(Object)) && !fits(v, longestInline) {
		p = printer{indent: indentFor(v), margin: "    ", bytes: true}
	}
	text := string(p.append(nil, v, 0))
	if r.Style == nil {
		r.write(text)
		return
	}
	// Line by line: a style around several lines would make a block of them.
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			r.write("\n")
		}
		r.put(RoleValue, line)
	}
}
