// Package strictyaml reads the YAML files that people write for this program and share
// with others: strictly, so that a key which is misspelt is not silently ignored; all
// faults at once, each with its line and what to do; and only the part of YAML that
// such files need, because a file may come from anywhere.
package strictyaml

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// The bounds of a file. A policy of a thousand checks fits well.
const (
	MaxFileBytes = 256 << 10
	// maxNesting is how deep brackets may nest, and how many list dashes may stand on
	// one line.
	maxNesting = 8
)

// quoteRemedy helps with the characters that YAML keeps for itself, which Coveo's
// expressions and identities begin with.
const quoteRemedy = `Put a text that begins with @, *, &, !, %, [ or { between quotes, for example '@source==KnowledgeBase'.`

// File is a kind of file, as faults speak of it.
type File struct {
	// Name is what one of them is called, such as "policy".
	Name string
	// Help is a sentence that says where to see the form; Start one that says how to
	// begin.
	Help, Start string
}

// Read reads the one YAML document of a file. What such a file has no use for is
// refused before a tree is built of it: anchors and aliases, with which a few lines
// expand to gigabytes, tags, and nesting without end.
//
// The entry is the document's, for the reader. The error is a *FormatError.
func (f File) Read(content []byte) (*Reader, Entry, error) {
	root, fault := f.parse(content)
	if fault != nil {
		return nil, Entry{}, formatError([]Fault{*fault})
	}
	return &Reader{kind: f}, Entry{"the " + f.Name, LineOf(root, 1), root}, nil
}

func (f File) parse(content []byte) (ast.Node, *Fault) {
	switch {
	case len(content) > MaxFileBytes:
		return nil, &Fault{Reason: fmt.Sprintf("the file is longer than %d KB", MaxFileBytes>>10), Remedy: "Make several files of it."}
	case !utf8.Valid(content):
		return nil, &Fault{Reason: "the file is not UTF-8 text", Remedy: "Save it as UTF-8."}
	}
	tokens := lexer.Tokenize(strings.TrimPrefix(string(content), "\ufeff"))
	if fault := f.guard(tokens); fault != nil {
		return nil, fault
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, syntaxFault(err)
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, &Fault{Reason: "the file is empty", Remedy: f.Start}
	}
	return file.Docs[0].Body, nil
}

// guard refuses what is YAML but has no place in such a file.
func (f File) guard(tokens token.Tokens) *Fault {
	depth, line, dashes, content := 0, 0, 0, false
	for _, t := range tokens {
		at := t.Position.Line
		if at != line {
			line, dashes = at, 0
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.DirectiveType:
			return &Fault{at, "anchors, aliases, tags and directives are not taken", quoteRemedy}
		case token.MappingKeyType:
			return &Fault{at, "a key that “?” announces is not taken", "Write it as key: value."}
		case token.DocumentHeaderType:
			if content {
				return &Fault{at, "a second document begins here", "Keep one " + f.Name + " to a file."}
			}
		case token.SequenceEntryType:
			dashes++
		case token.MappingStartType, token.SequenceStartType:
			depth++
		case token.MappingEndType, token.SequenceEndType:
			depth--
		}
		content = content || t.Type != token.CommentType && t.Type != token.DocumentHeaderType
		if max(depth, dashes) > maxNesting {
			return &Fault{at, "lists or mappings lie too deep in one another", f.Help}
		}
	}
	return nil
}

// syntaxFault describes what the YAML parser complains about, without the lines that
// it quotes.
func syntaxFault(cause error) *Fault {
	fault := &Fault{Reason: "this is not valid YAML", Remedy: "Check the indentation, the quotes and the colons."}
	var located yaml.Error
	if !errors.As(cause, &located) {
		return fault
	}
	if t := located.GetToken(); t != nil {
		fault.Line = t.Position.Line
	}
	message := located.GetMessage()
	fault.Reason = "this is not valid YAML: " + message
	if strings.Contains(message, "reserved character") {
		fault.Remedy = quoteRemedy
	}
	return fault
}
