package sandbox

import "strings"

// stem cuts the common endings of English words, so that "lamps", "lamp's" and
// "lamp" meet. It cuts little: a wrong meeting is worse than a missed one.
func stem(word string) string {
	if len(word) < 4 {
		return word
	}
	for _, ending := range [...][2]string{
		{"ies", "y"},
		{"sses", "ss"},
		{"xes", "x"},
		{"ches", "ch"},
		{"shes", "sh"},
		{"ing", ""},
		{"edly", ""},
		{"ed", ""},
	} {
		base, found := strings.CutSuffix(word, ending[0])
		switch {
		case !found || len(base) < 3:
		case ending[1] != "":
			return base + ending[1]
		default:
			return undouble(base)
		}
	}
	if strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") {
		word = word[:len(word)-1]
	}
	return strings.TrimSuffix(word, "e")
}

// undouble turns "resett" of "resetting" into "reset".
func undouble(base string) string {
	n := len(base)
	if n > 3 && base[n-1] == base[n-2] && !strings.ContainsRune("lsz", rune(base[n-1])) {
		return base[:n-1]
	}
	return strings.TrimSuffix(base, "e")
}
