package footer_test

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"coveotoken/ui/components/footer"
	"coveotoken/ui/theme"
)

type keyMap []key.Binding

func (k keyMap) ShortHelp() []key.Binding  { return k }
func (k keyMap) FullHelp() [][]key.Binding { return [][]key.Binding{k} }

func bindings(n int) keyMap {
	k := keyMap{key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "off"), key.WithDisabled())}
	for _, letter := range strings.Split("abcdefghi"[:n], "") {
		k = append(k, key.NewBinding(key.WithKeys(letter), key.WithHelp(letter, "do "+letter)))
	}
	return k
}

func TestTheFooterShowsWhatWorksNow(t *testing.T) {
	s := theme.New(theme.Mono())
	tests := []struct {
		name   string
		keys   keyMap
		notice string
		width  int
		want   string
	}{
		{"keys that are off are left out", bindings(2), "", 80, "a do a · b do b"},
		{"at most six", bindings(9), "", 80, "a do a · b do b · c do c · d do d · e do e · f do f"},
		{"only whole ones", bindings(3), "", 22, "a do a · b do b"},
		{"a notice instead", bindings(3), "Token sent", 80, "Token sent"},
		{"a notice is cut", nil, "a long notice", 6, "a lon…"},
		{"a notice is made visible", nil, "x\x1b\n", 80, `x\u{001B}⏎`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := ansi.Strip(footer.View(s, test.keys, test.notice, test.width)); got != test.want {
				t.Errorf("the footer is %q, want %q", got, test.want)
			}
		})
	}
}
