package codeview

import "strings"

// kind is what a piece of code is, as far as it is told apart.
type kind int

const (
	plain kind = iota
	keyword
	literal
	number
	comment
)

// delimiters are how a string literal of a language starts and ends.
type delimiters struct {
	open, close string
	// escape is the character that makes the next one ordinary, or 0.
	escape byte
}

// syntax is what is needed to tell the pieces of a language's code apart.
type syntax struct {
	// comments start a comment that ends with the line, blocks one that ends with its
	// second part.
	comments []string
	blocks   [][2]string
	// strings are tried in their order: longer ones come first.
	strings  []delimiters
	keywords map[string]bool
}

func words(text string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(text) {
		set[word] = true
	}
	return set
}

// syntaxOf is the syntax of a language of package snippet. What is not known has only
// plain pieces.
func syntaxOf(language string) syntax {
	double, single := delimiters{`"`, `"`, '\\'}, delimiters{"'", "'", '\\'}
	known := syntax{keywords: keywordsOf(language)}
	switch language {
	case "curl":
		known.strings = []delimiters{double, {"'", "'", 0}}
		return known
	case "python", "http":
		known.comments, known.strings = []string{"#"}, []delimiters{double, single}
		return known
	case "node", "platform-client", "headless":
		known.strings = []delimiters{double, single, {"`", "`", '\\'}}
	case "java":
		known.strings = []delimiters{{`"""`, `"""`, '\\'}, double, single}
	case "csharp":
		known.strings = []delimiters{{`@"`, `"`, 0}, double, single}
	case "go":
		known.strings = []delimiters{{"`", "`", 0}, double, single}
	case "php":
		known.strings = []delimiters{double, single}
	case "apex":
		known.strings = []delimiters{single}
	default:
		return syntax{}
	}
	known.comments, known.blocks = []string{"//"}, [][2]string{{"/*", "*/"}}
	return known
}

// keywordsOf are the keywords that the programs in a language use.
func keywordsOf(language string) map[string]bool {
	switch language {
	case "curl":
		return words("curl")
	case "node", "platform-client", "headless":
		return words("async await catch const else export false for from function if import let new null return throw true try")
	case "python":
		return words("as def else except False for from if import in None not or and return True try with")
	case "java":
		return words("class else final if import int new null private public return static throws void")
	case "csharp":
		return words("async await catch class const else get if int namespace new private public return set static string try using var")
	case "go":
		return words("const defer else for func if import nil package range return struct var")
	case "php":
		return words("echo else exit false function getenv if new null return string true void")
	case "apex":
		return words("catch class else extends false if new null private public return sharing static throw true try with")
	case "http":
		return words("GET POST PUT DELETE true false null")
	default:
		return nil
	}
}
