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
	slashes, block := []string{"//"}, [][2]string{{"/*", "*/"}}
	switch language {
	case "curl":
		return syntax{strings: []delimiters{double, {"'", "'", 0}}, keywords: words("curl")}
	case "node", "platform-client", "headless":
		return syntax{
			comments: slashes, blocks: block, strings: []delimiters{double, single, {"`", "`", '\\'}},
			keywords: words("async await catch const else export false for from function if import let new null return throw true try"),
		}
	case "python":
		return syntax{
			comments: []string{"#"}, strings: []delimiters{double, single},
			keywords: words("as def else except False for from if import in None not or and return True try with"),
		}
	case "java":
		return syntax{
			comments: slashes, blocks: block, strings: []delimiters{{`"""`, `"""`, '\\'}, double, single},
			keywords: words("class else final if import int new null private public return static throws void"),
		}
	case "csharp":
		return syntax{
			comments: slashes, blocks: block, strings: []delimiters{{`@"`, `"`, 0}, double, single},
			keywords: words("async await catch class const else get if int namespace new private public return set static string try using var"),
		}
	case "go":
		return syntax{
			comments: slashes, blocks: block, strings: []delimiters{{"`", "`", 0}, double, single},
			keywords: words("const defer else for func if import nil package range return struct var"),
		}
	case "php":
		return syntax{
			comments: append(slashes, "#"), blocks: block, strings: []delimiters{double, single},
			keywords: words("echo else exit false function getenv if new null return string true void"),
		}
	case "apex":
		return syntax{
			comments: slashes, blocks: block, strings: []delimiters{single},
			keywords: words("catch class else extends false if new null private public return sharing static throw true try with"),
		}
	case "http":
		return syntax{comments: []string{"#"}, strings: []delimiters{double}, keywords: words("GET POST PUT DELETE true false null")}
	default:
		return syntax{}
	}
}
