package snippet

import (
	"embed"
	"net/url"
	"strings"
	"text/template"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// programs are the programs' texts, one for each language, named by its ID. Their
// actions stand in [[ ]], because the languages use braces.
//
//go:embed programs
var programs embed.FS

// program is what a program's text is filled in with.
type program struct {
	language Language
	request  coveoapi.Request
	// Variable is the environment variable with the credential, Credential what that is.
	Variable, Credential string
	// URL ends in "access_token=" when InURL says that the credential follows it.
	URL    string
	InURL  bool
	Method string
	Header []coveoapi.HeaderField
	// HasBody says that there is a body, Literal that it is a value of the language
	// and not a text.
	HasBody, Literal bool
	body             value
	// Token and Total say what the reply is wanted for; when neither is set it is
	// printed whole.
	Token, Total bool
	parsed       *url.URL
}

// writeProgram fills in a language's program. A text that cannot be filled in is a
// mistake in this package, which its tests find: what could be written is given.
func writeProgram(l Language, request coveoapi.Request, variable string) string {
	text, _ := programs.ReadFile("programs/" + l.ID + ".tmpl")
	p := newProgram(l, request, variable)
	functions := template.FuncMap{"quote": l.quote, "body": p.Body, "plain": plainHTTP, "visible": safetext.Visible, "property": javaScriptName}
	var b strings.Builder
	filled, err := template.New(l.ID).Delims("[[", "]]").Funcs(functions).Parse(string(text))
	if err == nil {
		err = filled.Execute(&b, p)
	}
	if err != nil {
		return b.String() + err.Error()
	}
	return b.String()
}

func newProgram(l Language, request coveoapi.Request, variable string) program {
	p := program{
		language: l, request: request, Variable: variable, Credential: "the API key",
		URL: request.URL, Method: request.Method, Header: request.Header, HasBody: request.Body != nil,
		InURL: request.Place == coveoapi.InAccessTokenParameter,
		Token: request.Operation == coveoapi.OperationMintSearchToken || request.Operation == coveoapi.OperationMintPlatformToken,
		Total: request.Operation == coveoapi.OperationSearch,
	}
	if variable == AccessTokenVariable {
		p.Credential = "the access token"
	}
	p.parsed, _ = url.Parse(request.URL)
	if p.parsed == nil {
		p.parsed = &url.URL{}
	}
	if p.InURL {
		joint := "?"
		if strings.Contains(p.URL, "?") {
			joint = "&"
		}
		p.URL += joint + "access_token="
	}
	if l.literals != nil {
		p.body, p.Literal = parseBody(request.Body)
	}
	return p
}

// Body is the body as the language writes it, in lines of which all but the first are
// indented by indent.
func (p program) Body(indent string) string {
	switch {
	case p.Literal:
		return p.language.literals.program(p.body, indent)
	case p.language.bodyText != nil:
		return p.language.bodyText(indented(p.request.Body))
	default:
		return p.language.quote(string(p.request.Body))
	}
}

// What is what the program does, in a few words.
func (p program) What() string {
	switch {
	case p.request.Operation == coveoapi.OperationMintSearchToken:
		return "Creates a Coveo search token and prints it."
	case p.request.Operation == coveoapi.OperationMintPlatformToken:
		return "Creates a Coveo platform token and prints it."
	case p.Total:
		return "Runs a query on Coveo and prints how many items it found."
	default:
		return "Sends a request to Coveo and prints the reply."
	}
}

// Needs is what the program needs to run.
func (p program) Needs() string { return p.language.Needs }

// File is how the program's file may be called.
func (p program) File() string { return p.language.File }

// Organization is the organization that the URL names.
func (p program) Organization() string { return organizationOf(p.parsed) }

// Host is where the request goes, without a path.
func (p program) Host() string { return p.parsed.Scheme + "://" + p.parsed.Host }

// Path is the path and the query of the URL.
func (p program) Path() string { return strings.TrimPrefix(p.URL, p.Host()) }

// OrganizationHost reports whether the host is the organization's own, which Coveo's
// search libraries find by themselves.
func (p program) OrganizationHost() bool { return p.parsed.Host == p.Organization()+".org.coveo.com" }

// Attribute is a text attribute of the body, or "".
func (p program) Attribute(name string) string {
	members, _ := p.body.(object)
	for _, m := range members {
		if text, ok := m.value.(string); ok && m.name == name {
			return text
		}
	}
	return ""
}

// SearchBase is the URL of the Search API, which Headless adds its paths to.
func (p program) SearchBase() string { return p.Host() + searchPath }

// Callout is the URL as Salesforce calls it through a named credential.
func (p program) Callout() string { return "callout:Coveo" + p.Path() }

// ContentType is the type of the body.
func (p program) ContentType() string {
	for _, field := range p.Header {
		if field.Name == "Content-Type" {
			return field.Value
		}
	}
	return "application/octet-stream"
}
