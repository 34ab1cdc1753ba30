package requestview

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/components/text"
)

// breakURL breaks a URL into lines, the first of at most first cells, the others of
// at most width: before "?" and "&" and after "/" where that fits, else anywhere.
func breakURL(url string, first, width int) []string {
	var lines []string
	line, room := "", first
	for _, piece := range pieces(url) {
		if line != "" && ansi.StringWidth(line)+ansi.StringWidth(piece) > room {
			lines = append(lines, line)
			line, room = "", width
		}
		if ansi.StringWidth(line)+ansi.StringWidth(piece) > room {
			chunks := text.Chunk(piece, room, max(1, width))
			lines = append(lines, chunks[:len(chunks)-1]...)
			piece, room = chunks[len(chunks)-1], width
		}
		line += piece
	}
	return append(lines, line)
}

// pieces are the parts of a URL that are kept together where possible.
func pieces(url string) []string {
	var parts []string
	start := 0
	for i := 1; i < len(url); i++ {
		if strings.ContainsRune("?&", rune(url[i])) || url[i-1] == '/' && url[i] != '/' {
			parts = append(parts, url[start:i])
			start = i
		}
	}
	return append(parts, url[start:])
}
