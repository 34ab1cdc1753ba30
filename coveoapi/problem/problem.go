// Package problem turns failures into what a person needs: what happened, how we
// know, and what to do next.
//
// Known failures are rows of tables, one row a problem; the first that fits speaks.
// What no row knows still gets a title, its evidence and a remedy.
package problem

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/queryexpr"
	"coveotoken/jwtview"
)

// Kind classifies a problem; the command line derives its exit code from it.
type Kind string

// The kinds of problem.
const (
	Input        Kind = "input"        // wrong usage or refused input; nothing was created
	Credential   Kind = "credential"   // credential needed or rejected
	Privilege    Kind = "privilege"    // good credential, missing privilege
	Expired      Kind = "expired"      // token expired
	Organization Kind = "organization" // paused, read-only or not found here
	RateLimited  Kind = "rate_limited"
	Network      Kind = "network"
	Canceled     Kind = "canceled"
	Unexpected   Kind = "unexpected"
)

// Problem is a failure as people need it. Its texts may hold text from outside;
// show them through safetext.
type Problem struct {
	// ID is stable, such as "token-expired".
	ID   string
	Kind Kind
	// Title says what happened, in one sentence.
	Title string
	// Evidence says how we know: status, code and the server's own message.
	Evidence string
	// Remedy says what to do next.
	Remedy string
	// Source names where this is documented, or "".
	Source    string
	Status    int
	Code      string
	RequestID string
}

// Explained is an error that brings its own description, which says more than that of
// its cause.
type Explained interface {
	error
	Problem() Problem
}

// Explain describes any error of this program. It never returns an empty Title or
// Remedy.
func Explain(err error) Problem {
	var explained Explained
	var api *coveoapi.APIError
	var network *coveoapi.NetworkError
	var input *coveoapi.InputError
	var syntax *jwtview.SyntaxError
	var expression *queryexpr.SyntaxError
	var settings *profile.FileError
	var file *fs.PathError
	switch {
	case errors.As(err, &explained):
		return explained.Problem()
	case errors.As(err, &api):
		return explainAPI(api)
	case errors.As(err, &network):
		return explainNetwork(network)
	case errors.As(err, &input):
		return explainInput(input)
	case errors.Is(err, coveoapi.ErrNoCredential):
		return noCredential()
	case errors.As(err, &syntax):
		return explainSyntax(syntax)
	case errors.As(err, &expression):
		return explainExpression(expression)
	case errors.As(err, &settings):
		return explainSettings(settings)
	case errors.Is(err, context.Canceled):
		return networkProblem(coveoapi.NetworkCanceled, "")
	case errors.Is(err, context.DeadlineExceeded):
		return networkProblem(coveoapi.NetworkTimeout, "")
	case errors.As(err, &file):
		return explainFile(file)
	default:
		return unexpected(err)
	}
}

func unexpected(err error) Problem {
	evidence := ""
	if err != nil {
		evidence = err.Error()
	}
	return Problem{
		ID:       "unexpected",
		Kind:     Unexpected,
		Title:    "Something went wrong that this program has no explanation for.",
		Evidence: evidence,
		Remedy:   "Try again. If it stays, report it with the evidence.",
	}
}

// sentence ends a clause with a full stop, where it has no end of its own.
func sentence(clause string) string {
	clause = strings.TrimSpace(clause)
	if clause != "" && !strings.ContainsAny(clause[len(clause)-1:], ".!?") {
		clause += "."
	}
	return clause
}
