package picker

import (
	"fmt"
	"testing"

	"coveotoken/ui/theme"
)

func many(n int) []Item {
	items := make([]Item, n)
	for i := range items {
		items[i] = Item{
			Key: fmt.Sprint(i), Group: fmt.Sprintf("SERVICE_%d", i%8),
			Title:  fmt.Sprintf("Privilege %d of domain %d", i, i%97),
			Detail: fmt.Sprintf("SERVICE_%d/DOMAIN_%d:ENABLE", i%8, i%97),
		}
	}
	return items
}

func benchmarkSizes(b *testing.B, run func(b *testing.B, p *Picker)) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := NewMulti()
			p.SetSize(100, 40)
			p.SetItems(many(n))
			b.ReportAllocs()
			run(b, p)
		})
	}
}

// BenchmarkFilterKey types and erases one letter with the whole list filtered, and
// renders a frame each time.
func BenchmarkFilterKey(b *testing.B) {
	benchmarkSizes(b, func(b *testing.B, p *Picker) {
		s := theme.New(theme.Dark())
		press(p, "/")
		for b.Loop() {
			press(p, "d")
			p.View(s)
			press(p, "backspace")
			p.View(s)
		}
	})
}

// BenchmarkFilterWord types a word letter by letter and clears it.
func BenchmarkFilterWord(b *testing.B) {
	benchmarkSizes(b, func(b *testing.B, p *Picker) {
		s := theme.New(theme.Dark())
		press(p, "/")
		for b.Loop() {
			for _, letter := range []string{"d", "o", "m", "9", "3"} {
				press(p, letter)
				p.View(s)
			}
			p.setFilter("")
		}
	})
}

// BenchmarkMove moves the cursor and renders a frame.
func BenchmarkMove(b *testing.B) {
	benchmarkSizes(b, func(b *testing.B, p *Picker) {
		s := theme.New(theme.Dark())
		for b.Loop() {
			press(p, "down")
			p.View(s)
		}
	})
}
