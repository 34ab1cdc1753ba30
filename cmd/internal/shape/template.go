package shape

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"text/template"
	"time"

	"coveotoken/jwtview"
)

// Function is a function that templates have beside those of Go.
type Function struct{ Name, Meaning string }

// Functions lists them.
func Functions() []Function {
	return []Function{
		{"timeago TIME", "how long ago a moment was, or how long it is until then"},
		{"join SEPARATOR LIST", "the texts of a list as one"},
		{"pluck NAME LIST", "that attribute of every object of a list"},
		{"truncate LENGTH TEXT", "the first characters of a text"},
		{"json VALUE", "the value as JSON"},
		{"tablerow CELL…", "a row of a table, which is printed aligned where it ends"},
		{"tablerender", "the rows so far; rows that are left come at the end"},
	}
}

// Template makes a filter of a text in the language of Go's text/template. now is the
// clock that timeago reads. The error says what in the text cannot be understood.
func Template(text string, now func() time.Time) (Filter, error) {
	parsed, err := template.New("template").Option("missingkey=zero").Funcs(functions(new(columns), now)).Parse(text)
	if err != nil {
		return nil, err
	}
	return func(_ context.Context, document []byte) ([]byte, error) {
		value, err := decode(document, whole)
		if err != nil {
			return nil, err
		}
		rows := new(columns)
		var out bytes.Buffer
		if err := parsed.Funcs(functions(rows, now)).Execute(&out, value); err != nil {
			return nil, err
		}
		out.WriteString(rows.render())
		if out.Len() > 0 && out.Bytes()[out.Len()-1] != '\n' {
			out.WriteByte('\n')
		}
		return visible(out.String()), nil
	}, nil
}

// whole is a number that templates can compare: an integer where it is one.
func whole(text json.Number) any {
	if i, err := text.Int64(); err == nil {
		return int(i)
	}
	if !strings.ContainsAny(text.String(), ".eE") {
		return text // longer than any integer
	}
	f, _ := text.Float64()
	return f
}

func functions(rows *columns, now func() time.Time) template.FuncMap {
	return template.FuncMap{
		"timeago":     func(moment any) (string, error) { return timeAgo(moment, now()) },
		"join":        join,
		"pluck":       pluck,
		"truncate":    truncate,
		"json":        jsonText,
		"tablerow":    rows.add,
		"tablerender": rows.render,
	}
}

// timeAgo says how far a moment is away: RFC 3339, or seconds since 1970 as in claims.
func timeAgo(moment any, now time.Time) (string, error) {
	var t time.Time
	switch moment := moment.(type) {
	case nil:
		return "", nil
	case int:
		t = time.Unix(int64(moment), 0)
	case string:
		var err error
		if t, err = time.Parse(time.RFC3339, moment); err != nil {
			return "", fmt.Errorf("%q is not a moment such as 2026-03-14T09:00:00Z", moment)
		}
	default:
		return "", fmt.Errorf("%v is not a moment", moment)
	}
	return jwtview.DescribeTime(t, now).Relative, nil
}

func join(separator string, list []any) string {
	texts := make([]string, len(list))
	for i, value := range list {
		texts[i] = text(value)
	}
	return strings.Join(texts, separator)
}

func pluck(name string, list []any) []any {
	plucked := []any{}
	for _, value := range list {
		if object, ok := value.(map[string]any); ok {
			plucked = append(plucked, object[name])
		}
	}
	return plucked
}

func truncate(length int, value any) string {
	letters := []rune(text(value))
	if length < 1 || len(letters) <= length {
		return string(letters)
	}
	return string(letters[:length-1]) + "…"
}

func jsonText(value any) (string, error) {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return strings.TrimSuffix(out.String(), "\n"), err
}

// text is a value as a template prints it; nothing for one that is missing.
func text(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}
