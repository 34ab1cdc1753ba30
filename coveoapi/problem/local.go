package problem

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/queryexpr"
	"coveotoken/jwtview"
)

const (
	malformedRemedy           = "Give the whole token: three parts of letters, digits, “-” and “_”, joined by dots. Its first letters are usually e, y and J."
	malformedExpressionRemedy = "Mend it at that column; a field comparison looks like @source==\"KnowledgeBase\"."
)

func noCredential() Problem {
	return Problem{
		ID:       "credential-missing",
		Kind:     Credential,
		Title:    "There is no API key or access token for this call.",
		Evidence: "Nothing was sent.",
		Remedy:   "Enter the key, or set COVEO_API_KEY (to create tokens) or COVEO_ACCESS_TOKEN (to run queries).",
	}
}

func explainInput(e *coveoapi.InputError) Problem {
	p := Problem{
		ID:       "input-" + e.Field,
		Kind:     Input,
		Title:    sentence(subject(e.Field) + " " + e.Reason),
		Evidence: "Nothing was sent.",
		Remedy:   sentence(e.Remedy),
	}
	if e.Field == "credential" {
		p.Kind = Credential
	}
	if p.Remedy == "" {
		p.Remedy = "Change it and try again."
	}
	return p
}

// subject is a field's name at the start of a sentence: a capital letter for a word
// such as organization, none for an identifier such as validFor.
func subject(field string) string {
	for _, r := range field {
		if r < 'a' || r > 'z' {
			return field
		}
	}
	if field == "" {
		return "The input"
	}
	return strings.ToUpper(field[:1]) + field[1:]
}

func explainSyntax(e *jwtview.SyntaxError) Problem {
	p := Problem{
		ID:       "token-malformed",
		Kind:     Input,
		Title:    "This is not a JSON web token.",
		Evidence: e.Error(),
		Remedy:   malformedRemedy,
		Source:   "RFC 7519, section 7.2",
		Code:     e.ID,
	}
	if e.ID == "api_key" {
		p.Title = "This is an API key, not a token."
		p.Remedy = "An API key holds no claims to read. Use it on the Connect step to create a token; if others saw it here, replace it in the Administration Console."
	}
	return p
}

func explainExpression(e *queryexpr.SyntaxError) Problem {
	return Problem{
		ID:       "expression-malformed",
		Kind:     Input,
		Title:    "This is not a query expression that Coveo can read.",
		Evidence: e.Error(),
		Remedy:   malformedExpressionRemedy,
		Source:   docQuerySyntax,
	}
}

func explainSettings(e *profile.FileError) Problem {
	p := Problem{
		ID:       "settings-file",
		Kind:     Input,
		Title:    "The file of profiles cannot be used.",
		Evidence: e.Fault() + ".",
		Remedy:   sentence(e.Remedy),
	}
	if errors.Is(e, syscall.ENOSPC) {
		p.Kind = Unexpected
	}
	if p.Remedy == "" {
		p.Remedy = "Mend it, or move it away."
	}
	return p
}

func explainFile(e *fs.PathError) Problem {
	p := Problem{
		ID:       "file",
		Kind:     Unexpected,
		Title:    "A file could not be used: " + e.Path + ".",
		Evidence: e.Error(),
		Remedy:   "Check its name and its permissions.",
	}
	switch {
	case errors.Is(e, fs.ErrNotExist):
		p.ID, p.Kind, p.Title = "file-missing", Input, "There is no file "+e.Path+"."
		p.Remedy = "Check its name, and the directory you are in."
	case errors.Is(e, fs.ErrPermission):
		p.ID, p.Kind, p.Title = "file-permission", Input, "This program may not use the file "+e.Path+"."
		p.Remedy = "Change its permissions, or name another file."
	case errors.Is(e, syscall.ENOSPC):
		p.ID, p.Title = "disk-full", "There is no space left where "+e.Path+" is."
		p.Remedy = "Make room and try again. What was there before is unchanged."
	}
	return p
}
