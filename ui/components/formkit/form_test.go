package formkit

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"coveotoken/ui/theme"
)

// values is where the fields of a test form keep their values.
type values map[string]string

func (v values) field(id, label string) Field {
	return Field{
		ID: id, Label: label,
		Get: func() string { return v[id] },
		Set: func(value string) { v[id] = value },
	}
}

// sampleForm has a text, a choice, a hidden and a validated field.
func sampleForm(v values) *Form {
	name := v.field("name", "Name")
	name.Known = func() []string { return []string{"Email Security Provider", "Everyone"} }
	name.Help = "Who the token is for."
	kind := v.field("kind", "Type")
	kind.Choices = []Choice{{"User", "user"}, {"Group", "group"}}
	key := v.field("key", "API key")
	key.Hidden = true
	key.Tidy = func(value string) (string, string) {
		return strings.TrimPrefix(value, "Bearer "), "“Bearer ” was removed"
	}
	life := v.field("life", "Validity")
	life.Check = func(value string) Message {
		if value == "soon" {
			return Message{Wrong, "“soon” is no duration; did you mean 1h?"}
		}
		return Message{Good, "sent as " + value}
	}
	f := New()
	f.SetSections([]Section{{Heading: "Who", Fields: []Field{name, kind}}, {Heading: "What", Note: "all optional", Fields: []Field{key, life}}})
	f.SetSize(80, 20)
	return f
}

func typeText(f *Form, text string) {
	for _, r := range text {
		f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func press(f *Form, codes ...rune) (last Outcome) {
	for _, code := range codes {
		last, _ = f.Update(tea.KeyPressMsg{Code: code})
	}
	return last
}

func frame(f *Form) string {
	lines := strings.Split(ansi.Strip(f.View(theme.New(theme.Dark()))), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

func TestEveryKeyReachesTheBoundValueAtOnce(t *testing.T) {
	v := values{"kind": "User"}
	f := sampleForm(v)
	typeText(f, "as")
	if v["name"] != "as" {
		t.Errorf("name is %q after two keys", v["name"])
	}
	press(f, tea.KeyBackspace)
	if v["name"] != "a" {
		t.Errorf("name is %q after backspace", v["name"])
	}
	press(f, tea.KeyTab, tea.KeyRight)
	if v["kind"] != "Group" {
		t.Errorf("kind is %q after the right arrow", v["kind"])
	}
}

func TestFocusGoesRoundAndBySection(t *testing.T) {
	f := sampleForm(values{"kind": "User"})
	var visited []string
	for range 5 {
		visited = append(visited, f.Focused())
		press(f, tea.KeyTab)
	}
	if diff := cmp.Diff([]string{"name", "kind", "key", "life", "name"}, visited); diff != "" {
		t.Errorf("tab order (-want +got):\n%s", diff)
	}
	f.FocusOn("name")
	press(f, tea.KeyPgDown)
	if f.Focused() != "key" {
		t.Errorf("page down goes to %q, want the next section", f.Focused())
	}
	press(f, tea.KeyPgUp)
	if f.Focused() != "name" {
		t.Errorf("page up goes to %q", f.Focused())
	}
	f.Update(tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift})
	if f.Focused() != "life" {
		t.Errorf("shift+tab goes to %q", f.Focused())
	}
}

func TestEnterSubmitsOnlyOnTheLastField(t *testing.T) {
	f := sampleForm(values{"kind": "User"})
	if got := press(f, tea.KeyEnter); got != Used || f.Focused() != "kind" {
		t.Errorf("enter on the first field: %v, focus on %q", got, f.Focused())
	}
	f.FocusOn("life")
	if got := press(f, tea.KeyEnter); got != Submitted {
		t.Errorf("enter on the last field: %v", got)
	}
	f.FocusOn("name")
	if got, _ := f.Update(tea.KeyPressMsg{Code: 's', Mod: tea.ModCtrl}); got != Submitted {
		t.Errorf("ctrl+s: %v", got)
	}
	if got := press(f, tea.KeyEscape); got != Ignored {
		t.Errorf("esc: %v; it belongs to the screen", got)
	}
}

func TestNoFieldReturnsACommand(t *testing.T) {
	f := sampleForm(values{"kind": "User"})
	for _, msg := range []tea.Msg{
		tea.KeyPressMsg{Code: tea.KeyTab},
		tea.KeyPressMsg{Code: tea.KeyEnter},
		tea.KeyPressMsg{Code: 'x', Text: "x"},
		tea.PasteMsg{Content: "y\n"},
	} {
		if _, cmd := f.Update(msg); cmd != nil {
			t.Errorf("%v returns a command; huh's own would move other forms", msg)
		}
	}
}

func TestTypingIsAboutTheFocusedField(t *testing.T) {
	f := sampleForm(values{"kind": "User"})
	if !f.Typing() {
		t.Error("a text field takes no text")
	}
	f.FocusOn("kind")
	if f.Typing() {
		t.Error("a choice takes text")
	}
}

func TestPasteIsCleanedAndNewlinesAreInert(t *testing.T) {
	for _, test := range []struct{ name, field, paste, want, note string }{
		{"surrounding space", "name", "\n alice@example.com \r\n", "alice@example.com", ""},
		{"line break inside", "name", "a\nb", "a b", ""},
		{"control characters", "name", "a\x1b[2Jb\u202ec\u200b", "a[2Jbc", "3 invisible characters were left out of what was pasted"},
		{"a tower of marks", "name", "e\u0301\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301\u0301", "2 invisible characters"},
		{"tidied", "key", "Bearer xxSECRET\n", "xxSECRET", "“Bearer ” was removed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := values{"kind": "User"}
			f := sampleForm(v)
			f.FocusOn(test.field)
			f.Update(tea.PasteMsg{Content: test.paste})
			if v[test.field] != test.want || f.Focused() != test.field {
				t.Errorf("value %q, focus %q; want %q", v[test.field], f.Focused(), test.want)
			}
			if shown := frame(f); test.note != "" && !strings.Contains(shown, test.note) {
				t.Errorf("the frame does not say %q:\n%s", test.note, shown)
			}
		})
	}
}

func TestAnEndlessPasteIsCut(t *testing.T) {
	v := values{"kind": "User"}
	f := sampleForm(v)
	f.Update(tea.PasteMsg{Content: strings.Repeat("é", maxLength)})
	if len(v["name"]) > maxLength || !strings.Contains(frame(f), "only the first") {
		t.Errorf("%d bytes were kept:\n%s", len(v["name"]), frame(f))
	}
}

func TestValuesFromElsewhereReachTheTerminalOnlyVisible(t *testing.T) {
	v := values{"kind": "User\x07", "name": "a\x1b]0;x\x07\u202eb", "life": "\x9b2J"}
	f := sampleForm(v)
	for _, id := range []string{"name", "kind", "key", "life"} {
		f.FocusOn(id)
		view := f.View(theme.New(theme.Mono()))
		for _, bad := range []string{"\x1b]", "\x07", "\u202e", "\x9b"} {
			if strings.Contains(view, bad) {
				t.Errorf("with the focus on %s the frame holds %q", id, bad)
			}
		}
	}
}

func TestAHiddenValueIsNeverShown(t *testing.T) {
	v := values{"kind": "User", "key": "xxCANARY-0123456789"}
	f := sampleForm(v)
	for _, id := range []string{"name", "key"} {
		f.FocusOn(id)
		for _, part := range []string{"xxCA", "CANARY", "6789"} {
			if strings.Contains(frame(f), part) {
				t.Errorf("with the focus on %s the frame shows %q:\n%s", id, part, frame(f))
			}
		}
	}
}

func TestCompletionKeepsTheCaseOfWhatIsKnown(t *testing.T) {
	v := values{"kind": "User"}
	f := sampleForm(v)
	if !strings.Contains(frame(f), "Known: Email Security Provider · Everyone") {
		t.Errorf("the known values are not named:\n%s", frame(f))
	}
	typeText(f, "em")
	if !strings.Contains(frame(f), "→ completes to Email Security Provider") {
		t.Errorf("the completion is not offered:\n%s", frame(f))
	}
	press(f, tea.KeyRight)
	if v["name"] != "Email Security Provider" {
		t.Errorf("completed to %q", v["name"])
	}
	typeText(f, "!")
	if v["name"] != "Email Security Provider!" {
		t.Errorf("the cursor is not at the end: %q", v["name"])
	}
	press(f, tea.KeyEnd)
	v["name"] = "ev"
	f.Refresh()
	press(f, tea.KeyLeft, tea.KeyRight)
	if v["name"] != "ev" {
		t.Errorf("the arrow completes inside the value: %q", v["name"])
	}
	press(f, tea.KeyEnd)
	if v["name"] != "Everyone" {
		t.Errorf("end does not complete: %q", v["name"])
	}
}

func TestRowsMayComeAndGo(t *testing.T) {
	v := values{"kind": "User", "b": "two"}
	f := sampleForm(v)
	f.FocusOn("life")
	f.SetSections([]Section{{Fields: []Field{v.field("a", "A"), v.field("b", "B")}}})
	if f.Focused() != "b" {
		t.Errorf("focus on %q, want the last field", f.Focused())
	}
	typeText(f, "!")
	f.SetSections([]Section{{Fields: []Field{v.field("b", "B")}}})
	if f.Focused() != "b" || v["b"] != "two!" {
		t.Errorf("focus on %q, value %q", f.Focused(), v["b"])
	}
	f.SetSections(nil)
	if f.Focused() != "" || press(f, tea.KeyTab) != Ignored {
		t.Error("an empty form takes keys")
	}
	f.View(theme.New(theme.Mono()))
}

func TestAChoiceThatIsUnknownIsKept(t *testing.T) {
	v := values{"kind": "Role"}
	f := sampleForm(v)
	f.FocusOn("kind")
	if v["kind"] != "Role" || !strings.Contains(frame(f), "Role") {
		t.Errorf("showing the form changed the value to %q", v["kind"])
	}
}

func TestFirstWrongFindsTheField(t *testing.T) {
	v := values{"kind": "User"}
	f := sampleForm(v)
	if got := f.FirstWrong(); got != "" {
		t.Errorf("FirstWrong is %q in a form without mistakes", got)
	}
	f.FocusOn("life")
	typeText(f, "soon")
	if got := f.FirstWrong(); got != "life" || f.MessageOf("life").Level != Wrong {
		t.Errorf("FirstWrong is %q, its message %+v", got, f.MessageOf("life"))
	}
}
