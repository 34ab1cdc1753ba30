package cli

import (
	"slices"
	"strings"
	"unicode"

	"coveotoken/jwtview/safetext"
)

// refuseSecrets refuses a command line that holds a credential: other users of the
// machine see it in the list of processes, and the shell keeps it in its history.
// A token may be an argument of inspect, which reads tokens that people were given.
func refuseSecrets(args []string) error {
	inspecting := slices.Contains(args, "inspect")
	for _, argument := range args {
		if inspecting && strings.Contains(argument, "eyJ") {
			continue
		}
		if holdsSecret(argument) {
			return usageError(
				"a key or token was given on the command line, where other users of this machine and your shell's history can see it",
				"Treat it as exposed: replace a key, let a token expire. Then use "+keyVariable+", "+tokenVariable+
					", --key-file FILE or --token-file FILE (- reads standard input).")
		}
	}
	return nil
}

// holdsSecret reports whether a word of the argument looks like an API key or a
// token. The words are looked at one by one, so that a query for "bearer
// authentication" is none.
func holdsSecret(argument string) bool {
	var patterns safetext.Redactor
	words := strings.FieldsFunc(argument, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`:=&"'`, r) })
	return slices.ContainsFunc(words, func(word string) bool { return patterns.Redact(word) != word })
}

// wantsJSON reports whether --json is among the arguments without a filter, for errors
// that come before flags are parsed.
func wantsJSON(args []string) bool {
	wanted := false
	for _, argument := range args {
		name, _, _ := strings.Cut(argument, "=")
		switch {
		case argument == "--":
			return wanted
		case name == "--jq" || name == "--template":
			return false
		case argument == "--json" || argument == "--json=true":
			wanted = true
		}
	}
	return wanted
}
