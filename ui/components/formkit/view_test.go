package formkit

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"coveotoken/ui/theme"
)

func TestWideFormsHaveALineForEachField(t *testing.T) {
	v := values{"kind": "User", "key": "xxSANDBOX-key", "life": "1h"}
	f := sampleForm(v)
	f.SetSize(80, 14)
	typeText(f, "alice")
	f.FocusOn("life")
	want := strings.Join([]string{
		"Who",
		"  Name      alice",
		"  Type      user",
		"",
		"What — all optional",
		"  API key   •••••••• (13 characters)",
		"▸ Validity  1h                                  ✓ sent as 1h",
	}, "\n")
	if diff := cmp.Diff(want, frame(f)); diff != "" {
		t.Errorf("frame (-want +got):\n%s", diff)
	}
}

func TestNarrowFormsStackLabelFieldAndMessage(t *testing.T) {
	v := values{"kind": "User", "life": "soon"}
	f := sampleForm(v)
	f.SetSize(32, 9)
	f.FocusOn("life")
	got := frame(f)
	for _, want := range []string{"▸ Validity\n  soon\n  ✗ “soon” is no duration; did\n  you mean 1h?"} {
		if !strings.Contains(got, want) {
			t.Errorf("the frame lacks %q:\n%s", want, got)
		}
	}
}

func TestAMessageTooLongForItsColumnGoesBelow(t *testing.T) {
	v := values{"kind": "User", "life": "soon"}
	f := sampleForm(v)
	f.SetSize(64, 20)
	if got := frame(f); !strings.Contains(got, "Validity  soon\n            ✗ “soon” is no duration; did you mean 1h?") {
		t.Errorf("the message does not stand below:\n%s", got)
	}
}

func TestTheFocusIsAlwaysVisible(t *testing.T) {
	v := values{"kind": "User"}
	f := New()
	var fields []Field
	for i := range 30 {
		id := fmt.Sprintf("f%d", i)
		field := v.field(id, "Field "+id)
		field.Help = "A sentence."
		fields = append(fields, field)
	}
	f.SetSections([]Section{{Heading: "Many", Fields: fields}})
	for _, size := range [][2]int{{80, 6}, {40, 6}, {40, 3}} {
		f.SetSize(size[0], size[1])
		for _, code := range []rune{tea.KeyTab, tea.KeyUp} {
			for range 31 {
				press(f, code)
				if !strings.Contains(frame(f), "▸ Field "+f.Focused()+"\n") && !strings.Contains(frame(f)+"\n", "▸ Field "+f.Focused()+" ") {
					t.Fatalf("at %v the field %s is not visible:\n%s", size, f.Focused(), frame(f))
				}
			}
		}
	}
}

func TestEverySizeFits(t *testing.T) {
	v := values{"kind": "User", "life": "soon", "name": strings.Repeat("宽e\u0301", 40), "key": "xxSANDBOX"}
	f := sampleForm(v)
	for _, palette := range []theme.Palette{theme.Dark(), theme.Mono()} {
		s := theme.New(palette)
		for width := 0; width <= 120; width += 1 + width/60 {
			for _, height := range []int{0, 1, 2, 4, 8, 16} {
				f.SetSize(width, height)
				press(f, tea.KeyTab)
				lines := strings.Split(f.View(s), "\n")
				if len(lines) > max(1, height) {
					t.Fatalf("%dx%d: %d lines", width, height, len(lines))
				}
				for _, line := range lines {
					if w := ansi.StringWidth(line); w > width {
						t.Fatalf("%dx%d with the focus on %s: line of %d cells: %q", width, height, f.Focused(), w, line)
					}
				}
			}
		}
	}
}

func TestMonoHasNoColour(t *testing.T) {
	f := sampleForm(values{"kind": "User", "life": "soon"})
	for _, id := range []string{"name", "kind", "key", "life"} {
		f.FocusOn(id)
		if view := f.View(theme.New(theme.Mono())); strings.Contains(view, "38;") || strings.Contains(view, "48;") {
			t.Errorf("with the focus on %s the frame has colours: %q", id, view)
		}
	}
}

// FuzzPaste pastes anything into a text field: nothing hidden may reach the frame.
func FuzzPaste(f *testing.F) {
	f.Add("alice@example.com\n")
	f.Add("\x1b]52;c;eHg=\x07\u202e\xff")
	f.Fuzz(func(t *testing.T, content string) {
		v := values{"kind": "User"}
		form := sampleForm(v)
		form.Update(tea.PasteMsg{Content: content})
		if v["name"] != clean(v["name"]) || len(v["name"]) > maxLength {
			t.Errorf("the value holds what a field cannot show: %q", v["name"])
		}
		for _, line := range strings.Split(form.View(theme.New(theme.Mono())), "\n") {
			if w := ansi.StringWidth(line); w > 80 {
				t.Errorf("line of %d cells: %q", w, line)
			}
		}
	})
}

func BenchmarkKeyAndFrame(b *testing.B) {
	f := sampleForm(values{"kind": "User"})
	s := theme.New(theme.Dark())
	b.ReportAllocs()
	for b.Loop() {
		typeText(f, "x")
		f.View(s)
		press(f, tea.KeyBackspace)
		f.View(s)
	}
}

func TestAFoldedSectionIsItsHeading(t *testing.T) {
	v := values{}
	f := New()
	var many []Field
	for i := range 20 {
		id := fmt.Sprintf("f%d", i)
		many = append(many, v.field(id, "Field "+id))
	}
	f.SetSections([]Section{{Heading: "First", Fields: []Field{v.field("a", "A")}}, {Heading: "Folded", Note: "opens"}, {Heading: "Second", Fields: many}})
	f.SetSize(60, 12)
	for _, want := range []string{"First\n", "Folded — opens\n", "Second\n"} {
		if !strings.Contains(frame(f), want) {
			t.Errorf("the frame lacks %q:\n%s", want, frame(f))
		}
	}
	f.FocusOn("f0")
	press(f, tea.KeyTab)
	if f.Focused() != "f1" {
		t.Errorf("tab goes to %q", f.Focused())
	}
	f.FocusAtTop("f0")
	if lines := strings.Split(frame(f), "\n"); !strings.HasPrefix(lines[0], "Second") {
		t.Errorf("the section does not start the frame:\n%s", frame(f))
	}
}

func TestExpression(t *testing.T) {
	for typed, want := range map[string]Level{"": Hint, "  ": Hint, "@source==Wiki": Good, "@source==": Warning, "(": Warning} {
		if m := Expression(typed); m.Level != want || want == Warning && !strings.Contains(m.Text, "column ") {
			t.Errorf("%q: %+v", typed, m)
		}
	}
}
