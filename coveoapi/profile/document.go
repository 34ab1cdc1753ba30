package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"coveotoken/coveoapi"
)

// document is the content of the file.
type document struct {
	Profiles []Profile `yaml:"profiles"`
	comments yaml.CommentMap
}

// FileError says what is wrong with the file of profiles.
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
	if err := decoder.Decode(&d); err != nil && !errors.Is(err, io.EOF) {
		return document{}, syntaxError(path, err)
	}
	seen := map[string]bool{}
	for i, p := range d.Profiles {
		if err := p.Check(); err != nil {
			return document{}, valueError(content, path, i, err)
		}
		if seen[p.Name] {
			return document{}, valueError(content, path, i, &coveoapi.InputError{
				Field: "name", Reason: "occurs twice", Remedy: "Give each profile a name of its own.",
			})
		}
		seen[p.Name] = true
	}
	return d, nil
}

func (d document) encode() ([]byte, error) {
	return yaml.MarshalWithOptions(d, yaml.WithComment(d.comments), yaml.IndentSequence(true))
}

// syntaxError describes what the YAML decoder complains about. The decoder's own
// text would quote the lines around, which may hold anything.
func syntaxError(path string, cause error) *FileError {
	e := &FileError{Path: path, Reason: "is not valid YAML", Remedy: "Mend it, or move it away."}
	var located yaml.Error
	if !errors.As(cause, &located) {
		return e
	}
	if token := located.GetToken(); token != nil {
		e.Line = token.Position.Line
	}
	var unknown *yaml.UnknownFieldError
	var wrongType *yaml.TypeError
	switch {
	case errors.As(cause, &wrongType):
		e.Reason = "has a list or a mapping where a text belongs"
		return e
	case !errors.As(cause, &unknown):
		e.Reason = "does not fit: " + located.GetMessage()
		return e
	}
	e.Reason = "has a key that is not known: " + unknown.GetMessage()
	e.Remedy = "A profile has the keys name, organizationId and endpoint."
	if regexp.MustCompile(`(?i)key"|token|secret`).MatchString(unknown.GetMessage()) {
		e.Remedy = "API keys and tokens are never kept in this file: take them out, and set COVEO_API_KEY instead."
	}
	return e
}

// valueError describes a value that a profile cannot have.
func valueError(content []byte, path string, index int, cause error) *FileError {
	e := &FileError{Path: path, Err: cause, Reason: "is wrong: " + cause.Error()}
	var input *coveoapi.InputError
	if !errors.As(cause, &input) {
		return e
	}
	key := input.Field
	if key == "organization" {
		key = "organizationId"
	}
	e.Reason, e.Remedy = fmt.Sprintf("is wrong: %s %s", key, input.Reason), input.Remedy
	e.Line = lineOf(content, fmt.Sprintf("$.profiles[%d].%s", index, key))
	if e.Line == 0 {
		e.Line = lineOf(content, fmt.Sprintf("$.profiles[%d].name", index))
	}
	return e
}

// lineOf is the line of the value at a path, or 0 when there is none.
func lineOf(content []byte, path string) int {
	at, err := yaml.PathString(path)
	if err != nil {
		return 0
	}
	node, err := at.ReadNode(bytes.NewReader(content))
	if err != nil || node.GetToken() == nil {
		return 0
	}
	return node.GetToken().Position.Line
}
