package queryexpr

import (
	"fmt"
	"strings"
)

// dump writes the shape of a tree without positions.
func dump(node any) string {
	switch n := node.(type) {
	case *Empty:
		return "empty"
	case *And:
		return "and(" + dumpAll(n.Terms) + ")"
	case *Or:
		return "or(" + dumpAll(n.Terms) + ")"
	case *Not:
		return "not(" + dump(n.Term) + ")"
	case *Near:
		return fmt.Sprintf("near(%s %v)", dumpAll(n.Terms), n.Distances)
	case *Word:
		return fmt.Sprintf("word(%q exact=%t)", n.Text, n.Exact)
	case *Phrase:
		return fmt.Sprintf("phrase(%q)", n.Text)
	case *FieldExists:
		return "exists(" + n.Name + ")"
	case *Field:
		return fmt.Sprintf("field(%s %s %s short=%t)", n.Name, n.Op, dump(n.Value), n.Short)
	case *Nested:
		return fmt.Sprintf("nested(%s %s)", n.Field, dump(n.Query))
	case *Extension:
		args := make([]string, len(n.Args))
		for i, a := range n.Args {
			args[i] = fmt.Sprintf("%s:%t:%q:%s", a.Name, a.Quoted, a.Text, dump(a.Expr))
		}
		return "ext(" + n.Name + " " + strings.Join(args, ", ") + ")"
	case *Object:
		return "object(" + n.Name + ")"
	case *Text:
		return fmt.Sprintf("text(%q quoted=%t)", n.Value, n.Quoted)
	case *Number:
		return fmt.Sprintf("number(%v)", n.Value)
	case *Date:
		return "date(" + n.Source + ")"
	case *Range:
		return "range(" + dump(n.From) + " " + dump(n.To) + ")"
	case *List:
		return fmt.Sprintf("list(%d %v)", len(n.Items), dumpTexts(n.Items))
	case nil:
		return "nil"
	default:
		return fmt.Sprintf("UNKNOWN %T", node)
	}
}

func dumpAll(terms []Expr) string {
	parts := make([]string, len(terms))
	for i, term := range terms {
		parts[i] = dump(term)
	}
	return strings.Join(parts, " ")
}

func dumpTexts(items []Text) []string {
	parts := make([]string, len(items))
	for i := range items {
		parts[i] = dump(&items[i])
	}
	return parts
}
