// Package queryexpr reads Coveo query expressions, such as the filter of a search
// token or the aq and cq of a query: it parses them with positions, says what is
// wrong with them, prints them back and evaluates them.
//
// The grammar is that of Coveo's query syntax reference (docs.coveo.com/en/1552,
// 1814 and 1897). What the reference leaves open is decided thus: AND binds tighter
// than OR, NEAR without a number means within ten words, and the printer sets
// parentheses wherever a reader could doubt.
package queryexpr
