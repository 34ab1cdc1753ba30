package snippet

import (
	"net/http"
	"net/url"
	"strings"

	"coveotoken/coveoapi"
)

// Language is a form in which a request can be written.
type Language struct {
	// ID is what a command line calls it; Name is for people.
	ID, Name string
	// File is how a file with the code may be called.
	File string
	// Needs says what runs it.
	Needs string
	// Aliases are other words for ID.
	Aliases []string

	write  func(Language, coveoapi.Request, string) string
	offers func(coveoapi.Request) bool
	quote  func(string) string
	// literals writes the body as values of the language; without it the body is a
	// text, which bodyText writes.
	literals *literals
	bodyText func(json string) string
}

// Languages are all of them, in the order in which they are offered.
func Languages() []Language {
	anything := func(coveoapi.Request) bool { return true }
	program := func(l Language) Language {
		l.write = writeProgram
		if l.offers == nil {
			l.offers = anything
		}
		return l
	}
	return []Language{
		{ID: "curl", Name: "curl", File: "request.sh", Needs: "a POSIX shell and curl", Aliases: []string{"sh", "shell", "bash"}, write: writeCurl, offers: anything},
		program(Language{ID: "node", Name: "Node", File: "request.mjs", Needs: "Node 18 or later", Aliases: []string{"javascript", "js", "fetch"}, quote: quoteJavaScript, literals: javaScriptLiterals()}),
		program(Language{ID: "platform-client", Name: "platform-client", File: "request.mjs", Needs: "Node 20 or later and the package @coveo/platform-client", offers: platformClientCan, quote: quoteJavaScript, literals: javaScriptLiterals()}),
		program(Language{ID: "python", Name: "Python", File: "request.py", Needs: "Python 3.6 or later", Aliases: []string{"py", "python3"}, quote: quotePython, literals: pythonLiterals()}),
		program(Language{ID: "java", Name: "Java", File: "CoveoRequest.java", Needs: "Java 17 or later", quote: quoteJava, bodyText: javaTextBlock}),
		program(Language{ID: "csharp", Name: "C#", File: "CoveoRequest.cs", Needs: ".NET 6 or later, .NET Framework 4.7 or Mono", Aliases: []string{"cs", "c#", "dotnet"}, quote: quoteCSharp, bodyText: verbatimCSharp}),
		program(Language{ID: "go", Name: "Go", File: "main.go", Needs: "Go", Aliases: []string{"golang"}, quote: quoteGo, bodyText: rawGo}),
		program(Language{ID: "php", Name: "PHP", File: "request.php", Needs: "PHP 7.3 or later", quote: quotePHP, literals: phpLiterals()}),
		program(Language{ID: "apex", Name: "Apex", File: "CoveoRequest.cls", Needs: "a Salesforce organization", Aliases: []string{"salesforce"}, quote: quoteApex, literals: apexLiterals()}),
		program(Language{ID: "http", Name: "HTTP", File: "request.http", Needs: "an editor that sends .http files (REST Client of Visual Studio Code)", Aliases: []string{"rest"}, offers: isObjectOrNone, quote: plainHTTP, bodyText: bodyHTTP}),
		program(Language{ID: "headless", Name: "Headless", File: "engine.mjs", Needs: "the package @coveo/headless, and your own GET /token", offers: headlessCan, quote: quoteJavaScript, literals: javaScriptLiterals()}),
	}
}

// Find gives the language of an ID or another word for it, in any case.
func Find(name string) (Language, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, l := range Languages() {
		if l.ID == name {
			return l, true
		}
		for _, alias := range l.Aliases {
			if alias == name {
				return l, true
			}
		}
	}
	return Language{}, false
}

// Offers reports whether the language can send a request. Coveo's own libraries only
// have some of the calls.
func (l Language) Offers(request coveoapi.Request) bool { return l.offers(request) }

// Write gives a whole program that sends a request and prints what it is for: the
// token, how many items a query found, or the reply. The credential is taken from the
// environment variable when the program runs. Every value reaches Coveo as it is, but
// for secrets in the body (such as superUserToken), which are masked. Characters that
// cannot be seen or act on a terminal are written as the language's escapes.
func (l Language) Write(request coveoapi.Request, variable string) string {
	request.Body = showable(request.Body)
	return l.write(l, request, variable)
}

func writeCurl(_ Language, request coveoapi.Request, variable string) string {
	return Curl(request, variable) + "\n"
}

// platformClientCan reports whether @coveo/platform-client has the call: it creates
// search tokens and runs queries on version 2, with the credential in a header.
func platformClientCan(request coveoapi.Request) bool {
	u, err := url.Parse(request.URL)
	if err != nil || request.Place != coveoapi.InAuthorizationHeader || request.Method != http.MethodPost {
		return false
	}
	path := u.Path == searchPath || u.Path == searchPath+"/token"
	return path && organizationOf(u) != "" && isObjectOrNone(request) && request.Body != nil
}

// headlessCan reports whether the request is of use for a search page: Headless runs
// queries with a search token.
func headlessCan(request coveoapi.Request) bool {
	u, err := url.Parse(request.URL)
	if err != nil || organizationOf(u) == "" {
		return false
	}
	return request.Operation == coveoapi.OperationMintSearchToken || request.Operation == coveoapi.OperationSearch
}

// searchPath is where queries of version 2 go (OpenAPI, Search API).
const searchPath = "/rest/search/v2"

// organizationOf is the organization that the URL of a Search API call names, or "".
func organizationOf(u *url.URL) string { return u.Query().Get("organizationId") }
