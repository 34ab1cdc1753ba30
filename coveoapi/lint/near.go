package lint

import (
	"slices"
	"strings"
	"unicode"

	"coveotoken/coveoapi/queryexpr"
)

const (
	// mostEdits is how many letters may be wrong, one in four of a short name.
	mostEdits = 2
	// shortestPrefix is from how many letters on the start of a name is taken for it.
	shortestPrefix = 5
)

// Nearest is the known name that a name was probably meant to be: one that differs
// only in capitals, spaces or hyphens, in a letter or two, or that goes on. It is ""
// when there is none or the name is itself known.
func Nearest(name string, known []string) string {
	if slices.Contains(known, name) {
		return ""
	}
	wanted := squeeze(name)
	for _, like := range []func(candidate string) bool{
		func(candidate string) bool { return candidate == wanted },
		func(candidate string) bool {
			edits := queryexpr.EditDistance(wanted, candidate)
			return edits <= mostEdits && 4*edits <= len(candidate)
		},
		func(candidate string) bool {
			return len(wanted) >= shortestPrefix && strings.HasPrefix(candidate, wanted)
		},
	} {
		for _, candidate := range known {
			if squeezed := squeeze(candidate); squeezed != "" && wanted != "" && like(squeezed) {
				return candidate
			}
		}
	}
	return ""
}

// squeeze leaves the letters and digits of a name, in lower case.
func squeeze(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// few names the first of some names.
func few(names []string) string {
	const most = 5
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
