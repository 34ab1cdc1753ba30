package sameas

import "coveotoken/ui/common"

// SavePreset is the command that keeps a draft as a preset of a name and mints nothing.
func SavePreset(draft common.Draft, place Place, name string) Line {
	line := Mint(draft, place)
	line.flag("save-preset", name)
	line.Args = append(line.Args, "--dry-run")
	return line
}

// OpenPreset is the command that mints what a preset asks for. kind is that of its
// token.
func OpenPreset(name string, kind common.TokenKind, place Place) Line {
	line := Line{Args: []string{"mint", kindWord(kind)}}
	place.addTo(&line)
	line.flag("preset", name)
	return line
}

// kindWord is the subcommand of mint for a kind of token.
func kindWord(kind common.TokenKind) string {
	if kind == common.PlatformToken {
		return "platform"
	}
	return "search"
}
