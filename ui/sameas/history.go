package sameas

// ShowHistory is the command that shows what was kept of a token.
func ShowHistory(fingerprint string) Line {
	return Line{Args: []string{"history", "show", fingerprint}}
}
