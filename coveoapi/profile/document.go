package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
)

// document is the content of the file.
type document struct {
	Settings
	comments yaml.CommentMap
}

// FileError says what is wrong with the file of settings.
type FileError struct {
	Path string
	// Line is the line, from 1, or 0 when it is not about one.
	Line int
	// Reason is the end of a sentence that starts with the file; Remedy is a
	// sentence. They may quote the file's keys, never its values.
	Reason, Remedy string
	Err            error
}

// Error implements error.
func (e *FileError) Error() string {
	return strings.TrimSpace(e.Fault() + ". " + e.Remedy)
}

// Fault says where and what is wrong, without what to do about it.
func (e *FileError) Fault() string {
	place := e.Path
	if e.Line > 0 {
		place = fmt.Sprintf("%s, line %d", e.Path, e.Line)
	}
	return place + " " + e.Reason
}

// Unwrap gives the cause.
func (e *FileError) Unwrap() error { return e.Err }

// fileError is a failure of the file system. Its cause names the path already.
func fileError(path string, err error) *FileError {
	return &FileError{
		Path:   path,
		Reason: "cannot be used: " + err.Error(),
		Remedy: "Check its permissions and the free space, or set " + DirVariable + ".",
		Err:    err,
	}
}

// parse reads the file's content.
func parse(content []byte, path string) (document, error) {
	d := document{comments: yaml.CommentMap{}}
	decoder := yaml.NewDecoder(bytes.NewReader(content), yaml.Strict(), yaml.CommentToMap(d.comments))
	if err := decoder.Decode(&d.Settings); err != nil && !errors.Is(err, io.EOF) {
		return document{}, syntaxError(path, err)
	}
	d.source = source{path, content}
	if err := d.check(); err != nil {
		return document{}, err
	}
	return d, nil
}

func (d document) encode() ([]byte, error) {
	return yaml.MarshalWithOptions(d.Settings, yaml.WithComment(d.comments), yaml.IndentSequence(true))
}

// syntaxError describes what the YAML decoder complains about. The decoder's own
// text would quote the lines around, which may hold anything.
func syntaxError(path string, cause error) *FileError {
	e := &FileError{Path: path, Reason: "is not valid YAML", Remedy: "Mend it, or move it away."}
	var located yaml.Error
	if !errors.As(cause, &located) {
		return e
	}
	column := 0
	if token := located.GetToken(); token != nil {
		e.Line, column = token.Position.Line, token.Position.Column
	}
	var unknown *yaml.UnknownFieldError
	var wrongType *yaml.TypeError
	switch {
	case errors.As(cause, &wrongType):
		e.Reason = "has a list or a mapping where a text belongs, or the other way round"
	case errors.As(cause, &unknown):
		e.explainUnknown(unknown, column)
	default:
		e.Reason = "does not fit: " + located.GetMessage()
	}
	return e
}

// explainUnknown says which key was meant. Those of the settings start in the first
// column, those of a profile further in.
func (e *FileError) explainUnknown(unknown *yaml.UnknownFieldError, column int) {
	e.Reason = "has a key that is not known: " + unknown.GetMessage()
	name := unknown.Token.Value
	what, known := "The file has", keysOf(Settings{})
	if column > 1 {
		what, known = "A profile has", keysOf(Profile{})
	}
	switch near := lint.Nearest(name, known); {
	case near != "":
		e.Remedy = "Did you mean " + near + "?"
	case regexp.MustCompile(`(?i)key$|token|secret`).MatchString(name):
		e.Remedy = "API keys and tokens are never kept in this file: take it out, and run `coveo-token login`."
	default:
		e.Remedy = what + " the keys " + strings.Join(known[:len(known)-1], ", ") + " and " + known[len(known)-1] + "."
	}
}

// keysOf lists the keys of a structure in the file.
func keysOf(structure any) []string {
	var keys []string
	shape := reflect.TypeOf(structure)
	for i := range shape.NumField() {
		if key, _, _ := strings.Cut(shape.Field(i).Tag.Get("yaml"), ","); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// valueError describes a value that a profile cannot have.
func (s source) valueError(index int, cause error) *FileError {
	e := &FileError{Path: s.path, Err: cause, Reason: "is wrong: " + cause.Error()}
	var input *coveoapi.InputError
	if !errors.As(cause, &input) {
		return e
	}
	e.Reason, e.Remedy = fmt.Sprintf("is wrong: %s %s", input.Field, input.Reason), input.Remedy
	profile := func() *yaml.PathBuilder {
		return (&yaml.PathBuilder{}).Root().Child("profiles").Index(uint(index)) //nolint:gosec // An index is not negative.
	}
	e.Line = s.line(profile().Child(input.Field).Build())
	if e.Line == 0 {
		e.Line = s.line(profile().Child("name").Build())
	}
	return e
}

// line is the line of the value at a path, or 0 when there is none.
func (s source) line(at *yaml.Path) int {
	node, err := at.ReadNode(bytes.NewReader(s.content))
	if err != nil || node.GetToken() == nil {
		return 0
	}
	return node.GetToken().Position.Line
}
