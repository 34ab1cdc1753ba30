package sameas

import (
	"strconv"

	"coveotoken/coveoapi"
)

// Query is the command that runs a query with a token, which the command takes from
// COVEO_ACCESS_TOKEN: it is never part of the line.
func Query(query coveoapi.SearchQuery, in coveoapi.CredentialPlace, place Place) Line {
	line := Line{Args: []string{"query"}}
	place.addTo(&line)
	line.flag("results", strconv.Itoa(query.NumberOfResults))
	if query.FirstResult > 0 {
		line.flag("first", strconv.Itoa(query.FirstResult))
	}
	line.flag("aq", query.AQ)
	line.flag("cq", query.CQ)
	line.flag("sort", query.SortCriteria)
	line.flag("search-hub", query.SearchHub)
	line.flag("pipeline", query.Pipeline)
	if in == coveoapi.InAccessTokenParameter {
		line.Args = append(line.Args, "--as-parameter")
	}
	if query.Debug {
		line.Args = append(line.Args, "--debug")
	}
	if query.DQ != "" || query.Tab != "" || query.Locale != "" || len(query.FieldsToInclude) > 0 {
		line.note("dq, tab, locale and fieldsToInclude have no flag.")
	}
	line.text(query.Q)
	line.note("Set COVEO_ACCESS_TOKEN to the token first, or add --token-file FILE.")
	return line
}

// text adds what is searched for, as the last word.
func (l *Line) text(words string) {
	switch {
	case words == "":
	case looksSecret(words):
		l.note("The query is left out: it looks like a key or token.")
	default:
		l.Args = append(l.Args, "--", words)
	}
}

// ListPrivileges is the command that lists what may go into a platform token.
func ListPrivileges(place Place) Line {
	line := Line{Args: []string{"privileges"}}
	place.addTo(&line)
	return line
}

// JudgeKey is the command that says what the key of a connection is.
func JudgeKey(place Place) Line {
	line := Line{Args: []string{"doctor", "--key"}}
	place.addTo(&line)
	return line
}

// Inspect is the command that explains a token, which it reads from standard input.
func Inspect() Line {
	line := Line{Args: []string{"inspect"}}
	line.note("It asks for the token, or reads it from standard input.")
	return line
}
