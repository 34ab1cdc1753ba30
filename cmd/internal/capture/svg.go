package main

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// The geometry of a picture in pixels.
const (
	cellWidth  = 8.4
	cellHeight = 18.0
	margin     = 12.0
	fontSize   = 14
)

// The colours of the pictured terminal where a cell has none of its own.
const (
	background = "#10151d"
	foreground = "#e6edf3"
)

// run is a stretch of a line in one style.
type run struct {
	column, width int
	text          strings.Builder
	style         uv.Style
}

// writeSVG draws the emulator's screen.
func writeSVG(w io.Writer, screen *vt.Emulator, title string) error {
	columns, rows := screen.Width(), screen.Height()
	width, height := float64(columns)*cellWidth+2*margin, float64(rows)*cellHeight+2*margin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">`+"\n", width, height, escape(title))
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", background)
	fmt.Fprintf(&b, `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="%d" xml:space="preserve">`+"\n", fontSize)
	for row := range rows {
		for _, r := range lineRuns(screen, row, columns) {
			r.draw(&b, row)
		}
	}
	b.WriteString("</g>\n</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func lineRuns(screen *vt.Emulator, row, columns int) []*run {
	var runs []*run
	var current *run
	for column := 0; column < columns; {
		cell := screen.CellAt(column, row)
		if cell == nil || cell.Width == 0 {
			column++
			continue
		}
		if current == nil || !current.style.Equal(&cell.Style) {
			current = &run{column: column, style: cell.Style}
			runs = append(runs, current)
		}
		current.text.WriteString(cell.Content)
		current.width += cell.Width
		column += cell.Width
	}
	return runs
}

func (r *run) draw(b *strings.Builder, row int) {
	ink, paper := hex(r.style.Fg, foreground), hex(r.style.Bg, "")
	if r.style.Attrs&uv.AttrReverse != 0 {
		ink, paper = hex(r.style.Bg, background), hex(r.style.Fg, foreground)
	}
	x, y := margin+float64(r.column)*cellWidth, margin+float64(row)*cellHeight
	width := float64(r.width) * cellWidth
	if paper != "" {
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`+"\n", x, y, width, cellHeight, paper)
	}
	text := r.text.String()
	if strings.TrimSpace(text) == "" {
		return
	}
	attributes := ""
	if r.style.Attrs&uv.AttrBold != 0 {
		attributes += ` font-weight="bold"`
	}
	if r.style.Underline != 0 {
		attributes += ` text-decoration="underline"`
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" fill="%s" textLength="%.1f" lengthAdjust="spacingAndGlyphs"%s>%s</text>`+"\n",
		x, y+cellHeight-4.5, ink, width, attributes, escape(text))
}

func hex(c color.Color, fallback string) string {
	if c == nil {
		return fallback
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}
