package uitest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// Golden compares a frame with testdata/<name of the test>.golden, which the flag
// -update writes. Spaces at the ends of lines do not count.
func Golden(t testing.TB, frame string) {
	t.Helper()
	lines := strings.Split(frame, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	golden.RequireEqual(t, strings.Join(lines, "\n")+"\n")
}

// Size is a size of terminal or body.
type Size struct{ Width, Height int }

// String names the size in the name of a subtest.
func (s Size) String() string { return fmt.Sprintf("%dx%d", s.Width, s.Height) }

// GoldenSizes are the sizes at which every screen has a golden.
func GoldenSizes() []Size { return []Size{{80, 24}, {40, 12}, {120, 40}} }
