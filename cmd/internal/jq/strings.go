package jq

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"html"
	"net/url"
	"strings"
)

// quoted reads a string; what is inside \( ) in it goes through the format.
func (p *parser) quoted(format func(any) (string, error)) (filter, error) {
	p.at++
	made := constant("")
	start := p.at
	for p.at < len(p.text) {
		switch {
		case p.text[p.at] == '"':
			piece, err := p.unquote(start)
			p.at++
			return join(made, piece), err
		case strings.HasPrefix(p.text[p.at:], `\(`):
			piece, err := p.unquote(start)
			if err != nil {
				return nil, err
			}
			p.at++
			inside, err := p.enclosed()
			if err != nil {
				return nil, err
			}
			made = join(join(made, piece), mapped(inside, format))
			start = p.at
		case p.text[p.at] == '\\':
			p.at += 2
		default:
			p.at++
		}
	}
	p.at = len(p.text)
	return nil, p.fail("the string does not end")
}

// unquote reads the piece of a string from start to here.
func (p *parser) unquote(start int) (filter, error) {
	literal := strings.NewReplacer("\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(p.text[start:p.at])
	var piece string
	if json.Unmarshal([]byte(`"`+literal+`"`), &piece) != nil {
		return nil, p.fail("the string holds an escape that is none")
	}
	return constant(piece), nil
}

// join gives the texts of two filters as one.
func join(left, right filter) filter { return combine("+", left, right) }

// mapped puts what a filter makes through a function.
func mapped[T any](f filter, change func(any) (T, error)) filter {
	return func(s *scope, in any, emit func(any) error) error {
		return f(s, in, func(value any) error {
			changed, err := change(value)
			if err != nil {
				return err
			}
			return emit(changed)
		})
	}
}

// formatted reads @name, alone or before a string.
func (p *parser) formatted() (filter, error) {
	p.at++
	name := p.word()
	format := formats()[name]
	if format == nil {
		return nil, p.fail("there is no format @%s", name)
	}
	if p.space(); p.at < len(p.text) && p.text[p.at] == '"' {
		return p.quoted(format)
	}
	return mapped(identity, format), nil
}

// formats are the ways to write a value into text.
func formats() map[string]func(any) (string, error) {
	escape := func(change func(string) string) func(any) (string, error) {
		return func(value any) (string, error) {
			plain, err := text(value)
			return change(plain), err
		}
	}
	return map[string]func(any) (string, error){
		"text":   text,
		"json":   func(value any) (string, error) { return encode(value), nil },
		"csv":    commaSeparated,
		"tsv":    tabSeparated,
		"html":   escape(html.EscapeString),
		"uri":    escape(func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }),
		"sh":     escape(func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }),
		"base64": escape(func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }),
		"base64d": func(value any) (string, error) {
			encoded, _ := text(value)
			decoded, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(encoded, "="))
			if err != nil {
				return "", mismatch("%s is not base64", shown(value))
			}
			return string(decoded), nil
		},
	}
}

// text gives a text as it is and everything else as JSON.
func text(value any) (string, error) {
	if plain, ok := value.(string); ok {
		return plain, nil
	}
	return encode(value), nil
}

// cells gives the texts of a row.
func cells(value any, format string) ([]string, error) {
	row, ok := value.([]any)
	if !ok {
		return nil, mismatch("@%s needs a list, not %s", format, shown(value))
	}
	texts := make([]string, len(row))
	for i, cell := range row {
		switch cell.(type) {
		case nil:
		case []any, map[string]any:
			return nil, mismatch("@%s cannot write %s into one cell", format, shown(cell))
		default:
			texts[i], _ = text(cell)
		}
	}
	return texts, nil
}

func tabSeparated(value any) (string, error) {
	texts, err := cells(value, "tsv")
	escape := strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	for i := range texts {
		texts[i] = escape.Replace(texts[i])
	}
	return strings.Join(texts, "\t"), err
}

func commaSeparated(value any) (string, error) {
	texts, err := cells(value, "csv")
	if err != nil {
		return "", err
	}
	var line strings.Builder
	writer := csv.NewWriter(&line)
	_ = writer.Write(texts)
	writer.Flush()
	return strings.TrimSuffix(line.String(), "\n"), nil
}
