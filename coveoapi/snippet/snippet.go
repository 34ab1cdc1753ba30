// Package snippet writes a built request as something that can be run elsewhere.
// The credential is never part of it: it is taken from an environment variable.
package snippet

import (
	"net/http"
	"strings"

	"coveotoken/coveoapi"
)

// The environment variables from which snippets take the credential.
const (
	APIKeyVariable      = "COVEO_API_KEY"
	AccessTokenVariable = "COVEO_ACCESS_TOKEN"
)

// Curl writes the request as a POSIX shell command that takes the credential from
// the named environment variable, and a token that the request asks about from
// COVEO_ACCESS_TOKEN, and never holds them. Every value, however hostile,
// reaches curl as it is. A credential that goes into the URL must need no escaping
// there, which is so for Coveo's keys and tokens.
func Curl(request coveoapi.Request, variable string) string {
	command := "curl"
	if strings.ContainsAny(request.URL, "[]{}") {
		command += " --globoff" // These would be patterns to curl.
	}
	if request.Method != http.MethodGet || request.Body != nil {
		command += " -X " + quote(request.Method)
	}
	lines := []string{command + " " + curlURL(request, variable)}
	if request.Place == coveoapi.InAuthorizationHeader {
		lines = append(lines, `-H "Authorization: Bearer $`+variable+`"`)
	}
	for _, field := range request.Header {
		lines = append(lines, "-H "+quote(headerArgument(field)))
	}
	switch {
	case !request.Tested.IsZero() && request.TestedPlace == coveoapi.TestedInForm:
		lines = append(lines, `--data-urlencode "token=$`+AccessTokenVariable+`"`)
	case request.Body != nil:
		lines = append(lines, "--data-raw "+quote(string(request.Body)))
	}
	return strings.Join(lines, " \\\n  ")
}

// curlURL writes the URL, with the variables of the credentials that go into it
// between its quoted parts.
func curlURL(request coveoapi.Request, variable string) string {
	var text strings.Builder
	rest, separator := request.URL, "?"
	if strings.Contains(rest, "?") {
		separator = "&"
	}
	add := func(parameter, variable string) {
		text.WriteString(quote(rest+separator+parameter+"=") + `"$` + variable + `"`)
		rest, separator = "", "&"
	}
	if request.Place == coveoapi.InAccessTokenParameter {
		add("access_token", variable)
	}
	if !request.Tested.IsZero() && request.TestedPlace == coveoapi.TestedInQuery {
		add("accessToken", AccessTokenVariable)
	}
	if text.Len() == 0 {
		return quote(rest)
	}
	return text.String()
}

// headerArgument writes a header for curl, which takes "Name:" as the wish to send
// no such header, and "Name;" as an empty one.
func headerArgument(field coveoapi.HeaderField) string {
	if field.Value == "" {
		return field.Name + ";"
	}
	return field.Name + ": " + field.Value
}

// quote makes one word of text for a POSIX shell: between single quotes everything
// but a single quote stands for itself.
func quote(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
