package uitest

import (
	"github.com/charmbracelet/x/ansi"
)

// Resize gives the terminal another size, tells the program in band, and waits.
func (term *Terminal) Resize(size Size) {
	term.t.Helper()
	term.mu.Lock()
	term.emulator.Resize(size.Width, size.Height)
	term.mu.Unlock()
	term.input.add(ansi.InBandResize(size.Height, size.Width, 0, 0))
	term.Wait()
}

// Cells are the characters on the screen by row and column, a space where there is
// none. The columns that a wide character covers after its first are "".
func (term *Terminal) Cells() [][]string {
	term.mu.Lock()
	defer term.mu.Unlock()
	rows := make([][]string, term.emulator.Height())
	for y := range rows {
		rows[y] = make([]string, term.emulator.Width())
		for x := range rows[y] {
			rows[y][x] = " "
			if cell := term.emulator.CellAt(x, y); cell != nil {
				rows[y][x] = cell.Content
			}
		}
	}
	return rows
}
