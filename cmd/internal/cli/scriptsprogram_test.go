package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"coveotoken/ui/uitest"
)

// world is text in the scripts and signs that terminals measure differently: wide
// letters, emoji of several code points, combining marks, right to left.
const world = "日本語 👩‍👩‍👧 🇫🇷 ❤️ e\u0301a\u0308 שלום عالم"

// frameSizes are the sizes at which the frame has each of its shapes.
func frameSizes() []uitest.Size {
	return []uitest.Size{{Width: 40, Height: 12}, {Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 60}}
}

// straight fails the test unless the frame has its parts where the size puts them, the
// step's name in the bar and the key in the footer among them: a line that was wider
// than the terminal, or than the program takes it to be, would have moved them.
func (w *wholeProgram) straight(size uitest.Size, step, key string) {
	w.t.Helper()
	cells := w.term.Cells()
	if len(cells) != size.Height || len(cells[0]) != size.Width {
		w.t.Fatalf("the screen is %d×%d", len(cells[0]), len(cells))
	}
	line := func(y int) string { return strings.Join(cells[y], "") }
	if !strings.Contains(line(0), "coveo-token") || !strings.Contains(line(1), step) || !strings.Contains(line(size.Height-1), key) {
		w.t.Errorf("%s: the header, the steps or the footer are not on their rows:\n%s", size, w.term.Screen())
	}
	body := 2
	if size.Height >= 20 {
		if line(2) != strings.Repeat("─", size.Width) {
			w.t.Errorf("%s: the rule is broken: %q", size, line(2))
		}
		body++
	}
	border := slices.Index(cells[body], "│")
	if wide := size.Width >= 110; wide != (border >= 0) {
		w.t.Fatalf("%s: the side panel's border is at %d:\n%s", size, border, w.term.Screen())
	}
	for y := body; border >= 0 && y < size.Height-1; y++ {
		if at := slices.Index(cells[y], "│"); at != border {
			w.t.Errorf("%s: row %d has the border at %d, not at %d: %q", size, y, at, border, line(y))
		}
	}
}

// typeWorld fills the name, the display name, the hub and the pipeline.
func (w *wholeProgram) typeWorld() {
	w.t.Helper()
	w.do("3", "type a"+world, "tab", "tab", "tab", "type b"+world, "tab", "tab", "type c"+world, "tab", "type d"+world)
}

func TestEveryScriptKeepsTheFrameStraight(t *testing.T) {
	for _, size := range frameSizes() {
		t.Run(size.String(), func(t *testing.T) {
			w := startDemo(t, size)
			w.do("enter")
			w.typeWorld()
			w.see("日本語", "🇫🇷", "שלום")
			w.straight(size, "Details", "ctrl+s review")
			for range 8 {
				w.do("shift+tab")
				w.straight(size, "Details", "ctrl+s review")
			}
			w.quit()
		})
	}
}

func TestResizingWhileTypingKeepsTextAndFrame(t *testing.T) {
	sizes := frameSizes()
	w := startDemo(t, sizes[2])
	w.do("enter", "3", "type 日本")
	typed := "日本"
	for i, size := range slices.Concat(sizes, sizes[:2], sizes[3:]) {
		w.term.Resize(uitest.Size{Width: 20, Height: 5})
		w.see("needs 40×12")
		w.term.Resize(size)
		w.see(typed)
		w.do("type " + strconv.Itoa(i))
		typed += strconv.Itoa(i)
		w.straight(size, "Details", "ctrl+s review")
		w.see(typed)
	}
	w.see(fmt.Sprintf(`"name": %q`, typed))
	w.quit()
}

func TestResizingWhileACallHangsKeepsTextAndFrame(t *testing.T) {
	sizes := frameSizes()
	w, box := startFaulty(t, sizes[2])
	w.do("enter", "3", "type asmith@example.com", "tab", "tab", "tab", "type 日本語 👩‍👩‍👧", "ctrl+s")
	box.SetFaults(parseFaults(t, "hang")...)
	w.term.WhileBusy(func() {
		w.do("enter")
		for _, size := range slices.Concat(sizes, sizes[:2]) {
			w.term.Resize(size)
			w.straight(size, "Review", "esc cancel")
			w.see("Minting…")
		}
		w.do("esc")
	})
	box.SetFaults()
	w.term.Wait()
	w.do("3")
	w.see("asmith@example.com", "日本語")
	w.quit()
}
