package picker

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"coveotoken/ui/theme"
)

// sample is a small list in two groups whose order of appearance is mixed.
func sample() []Item {
	return []Item{
		{Key: "exec", Group: "Search", Title: "Execute queries", Detail: "SEARCH_API/EXECUTE_QUERY"},
		{Key: "push", Group: "Analytics", Title: "Analytics data", Detail: "USAGE_ANALYTICS/ANALYTICS_DATA"},
		{Key: "imp", Group: "Search", Title: "Impersonate", Detail: "SEARCH_API/IMPERSONATE"},
		{Key: "aimp", Group: "Analytics", Title: "Impersonate", Detail: "USAGE_ANALYTICS/IMPERSONATE"},
		{Key: "all", Group: "Search", Title: "View all content", Detail: "SEARCH_API/VIEW_ALL_CONTENT"},
	}
}

func filled(width, height int) *Picker {
	p := NewMulti()
	p.SetSize(width, height)
	p.SetItems(sample())
	return p
}

func press(p *Picker, names ...string) {
	for _, name := range names {
		msg := tea.KeyPressMsg{}
		switch name {
		case "down":
			msg.Code = tea.KeyDown
		case "up":
			msg.Code = tea.KeyUp
		case "pgdown":
			msg.Code = tea.KeyPgDown
		case "pgup":
			msg.Code = tea.KeyPgUp
		case "home":
			msg.Code = tea.KeyHome
		case "end":
			msg.Code = tea.KeyEnd
		case "enter":
			msg.Code = tea.KeyEnter
		case "backspace":
			msg.Code = tea.KeyBackspace
		case "space":
			msg = tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
		default:
			msg = tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
		}
		p.Update(msg)
	}
}

func frame(p *Picker) string { return ansi.Strip(p.View(theme.New(theme.Dark()))) }

func currentKey(p *Picker) string {
	item, _ := p.Current()
	return item.Key
}

func TestViewGroupsItemsUnderHeadingsWithCounts(t *testing.T) {
	p := filled(60, 9)
	press(p, "down", "space")
	want := strings.Join([]string{
		"/ to filter                                    1 of 5 selected",
		"Search (3) · 1 selected",
		"  [ ] Execute queries   SEARCH_API/EXECUTE_QUERY",
		"▸ [x] Impersonate       SEARCH_API/IMPERSONATE",
		"  [ ] View all content  SEARCH_API/VIEW_ALL_CONTENT",
		"Analytics (2)",
		"  [ ] Analytics data    USAGE_ANALYTICS/ANALYTICS_DATA",
		"  [ ] Impersonate       USAGE_ANALYTICS/IMPERSONATE",
	}, "\n")
	p.SetSize(62, 9)
	if diff := cmp.Diff(want, trimmed(frame(p))); diff != "" {
		t.Errorf("frame (-want +got):\n%s", diff)
	}
}

func trimmed(frame string) string {
	lines := strings.Split(frame, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

func TestFilterNarrowsFuzzilyAndJumpsToTheBestMatch(t *testing.T) {
	for _, test := range []struct {
		filter  string
		shown   int
		current string
	}{
		{"imp", 2, "imp"},
		{"search imp", 1, "imp"}, // both words, in the title or in the detail
		{"imp search", 1, "imp"},
		{"ana", 3, "push"},
		{"vimp", 0, ""}, // not across title and detail
		{"vac", 1, "all"},
		{"zzz", 0, ""},
		{"IMP", 2, "imp"},
	} {
		t.Run(test.filter, func(t *testing.T) {
			p := filled(60, 10)
			p.multi = false // so that spaces go into the filter
			press(p, "/")
			for _, r := range test.filter {
				if r == ' ' {
					press(p, "space")
				} else {
					press(p, string(r))
				}
			}
			if p.Shown() != test.shown || currentKey(p) != test.current {
				t.Errorf("shown %d, current %q; want %d, %q\n%s", p.Shown(), currentKey(p), test.shown, test.current, frame(p))
			}
		})
	}
}

func TestFilterMarksTheMatchedLetters(t *testing.T) {
	p := filled(60, 10)
	press(p, "/", "v", "a", "c")
	styles := theme.New(theme.Mono())
	press(p, "enter")
	p.View(styles)
	row := p.row(styles, 0)
	for _, letter := range []string{"V", "a", "c"} {
		if mark := styles.Selected.Underline(true).Render(letter); !strings.Contains(row, mark) {
			t.Errorf("row %q does not mark %q", row, letter)
		}
	}
}

func TestErasingTheFilterShowsMoreAgain(t *testing.T) {
	p := filled(60, 10)
	press(p, "/", "i", "m", "p", "s")
	press(p, "backspace", "backspace", "backspace", "backspace")
	if p.Shown() != 5 || p.Filter() != "" || !p.Filtering() {
		t.Errorf("shown %d, filter %q, filtering %v; want all, none, true", p.Shown(), p.Filter(), p.Filtering())
	}
	press(p, "x", "enter", "j")
	if p.Filtering() || p.Filter() != "x" {
		t.Errorf("enter does not keep the filter: %q, filtering %v", p.Filter(), p.Filtering())
	}
	if !p.ClearFilter() || p.Shown() != 5 || p.ClearFilter() {
		t.Errorf("ClearFilter: shown %d; want all, and nothing left to clear", p.Shown())
	}
}

func TestClearingTheFilterKeepsTheCursorsItem(t *testing.T) {
	p := filled(60, 4)
	press(p, "/", "v", "a", "c")
	p.ClearFilter()
	if currentKey(p) != "all" {
		t.Errorf("current is %q, want all", currentKey(p))
	}
}

func TestSelectionIsInTheListsOrderAndSurvivesFilterAndNewItems(t *testing.T) {
	p := filled(60, 10)
	press(p, "/", "i", "m", "p", "enter", "a")
	if diff := cmp.Diff([]string{"imp", "aimp"}, p.Selected()); diff != "" {
		t.Errorf("all shown (-want +got):\n%s", diff)
	}
	p.ClearFilter()
	p.SetItems(sample()[1:4])
	if diff := cmp.Diff([]string{"aimp", "imp"}, p.Selected()); diff != "" {
		t.Errorf("after new items (-want +got):\n%s", diff)
	}
	press(p, "n")
	if p.SelectedCount() != 0 || len(p.Selected()) != 0 {
		t.Errorf("n leaves %d selected", p.SelectedCount())
	}
	p.SetSelected([]string{"push", "unknown", "push"})
	if p.SelectedCount() != 1 {
		t.Errorf("SetSelected counts %d, want 1", p.SelectedCount())
	}
}

func TestSpaceSelectsWhileFiltering(t *testing.T) {
	p := filled(60, 10)
	press(p, "/", "v", "a", "c", "space")
	if diff := cmp.Diff([]string{"all"}, p.Selected()); diff != "" || p.Filter() != "vac" {
		t.Errorf("filter %q, selected (-want +got):\n%s", p.Filter(), diff)
	}
}

func TestSingleChoiceHasNoCheckboxesAndIgnoresSelectionKeys(t *testing.T) {
	p := New()
	p.SetSize(40, 6)
	p.SetItems([]Item{{Key: "a", Title: "One"}, {Key: "b", Title: "Two"}})
	if p.HandleKey(tea.KeyPressMsg{Code: 'a', Text: "a"}) {
		t.Error("a means something in a list without selection")
	}
	press(p, "down", "down")
	if got := trimmed(frame(p)); currentKey(p) != "b" || got != "/ to filter\n  One\n▸ Two" {
		t.Errorf("current %q in\n%s", currentKey(p), got)
	}
}

func TestTheFirstVisibleLineIsTheHeadingOfTheRowsBelow(t *testing.T) {
	p := filled(60, 4)
	press(p, "end")
	want := "Analytics (2)"
	if lines := strings.Split(trimmed(frame(p)), "\n"); lines[1] != want || !strings.HasPrefix(lines[3], "▸") {
		t.Errorf("line 1 is %q, want %q, and the cursor on the last:\n%s", lines[1], want, frame(p))
	}
	press(p, "home")
	if lines := strings.Split(trimmed(frame(p)), "\n"); lines[1] != "Search (3)" || !strings.HasPrefix(lines[2], "▸") {
		t.Errorf("home does not show the first group:\n%s", frame(p))
	}
}

func TestOutsideTextIsMadeSafe(t *testing.T) {
	p := NewMulti()
	p.SetSize(60, 5)
	p.SetItems([]Item{{Key: "k", Group: "G\x1b[2J", Title: "T\u202eitle", Detail: "D\x07"}})
	press(p, "/")
	p.Update(tea.PasteMsg{Content: "t\x1b]52;c;x\x07\u202e"})
	view := p.View(theme.New(theme.Mono()))
	for _, bad := range []string{"\x1b[2J", "\u202e", "\x07", "\x1b]"} {
		if strings.Contains(view, bad) {
			t.Errorf("the frame holds %q", bad)
		}
	}
}

// FuzzFilter types any filter into a list of any texts: nothing may panic or outgrow
// the frame.
func FuzzFilter(f *testing.F) {
	f.Add("imp", "Impersonate")
	f.Add("ß", "STRASSE ß")
	f.Add("K", "kelvin K")
	f.Fuzz(func(t *testing.T, filter, title string) {
		p := New()
		p.SetSize(30, 5)
		p.SetItems([]Item{{Key: "a", Title: title}, {Key: "b", Group: "g", Title: "Impersonate", Detail: title}})
		p.filtering = true
		p.Update(tea.PasteMsg{Content: filter})
		for _, line := range strings.Split(p.View(theme.New(theme.Mono())), "\n") {
			if w := ansi.StringWidth(line); w > 30 {
				t.Errorf("line of %d cells: %q", w, line)
			}
		}
	})
}

func TestEverySizeFits(t *testing.T) {
	for _, palette := range []theme.Palette{theme.Dark(), theme.Mono()} {
		s := theme.New(palette)
		for width := 0; width <= 90; width++ {
			for height := 0; height <= 12; height++ {
				p := filled(width, height)
				press(p, "end", "space", "/", "i")
				lines := strings.Split(p.View(s), "\n")
				if len(lines) > max(1, height) {
					t.Fatalf("%dx%d: %d lines", width, height, len(lines))
				}
				for _, line := range lines {
					if w := ansi.StringWidth(line); w > width {
						t.Fatalf("%dx%d: line of %d cells: %q", width, height, w, line)
					}
				}
			}
		}
	}
}
