package common_test

import (
	"reflect"
	"testing"

	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
)

func TestKeyPressIsNamedAsItWasMade(t *testing.T) {
	for _, name := range []string{
		"a", "Y", "?", "/", "+", "1", "é", "space", "enter", "esc", "tab", "shift+tab", "up", "pgdown", "end",
		"f1", "ctrl+p", "ctrl+c", "alt+1", "alt+enter", "ctrl+shift+up", "backspace", "delete", "ctrl++",
	} {
		press, ok := common.KeyPress(name)
		if !ok || press.String() != name {
			t.Errorf("KeyPress(%q) = %q, %v", name, press.String(), ok)
		}
	}
	for _, name := range []string{"", "nokey", "ctrl+", "ab", "hyper+x"} {
		if press, ok := common.KeyPress(name); ok {
			t.Errorf("KeyPress(%q) = %v", name, press)
		}
	}
	press, _ := common.KeyPress("Y")
	if press.Text != "Y" {
		t.Errorf("Y writes %q", press.Text)
	}
	if press, _ := common.KeyPress("ctrl+p"); press.Text != "" {
		t.Errorf("ctrl+p writes %q", press.Text)
	}
}

func TestCommandsTakesGroupsApart(t *testing.T) {
	one := func() tea.Msg { return 1 }
	two := func() tea.Msg { return 2 }
	for name, group := range map[string]tea.Cmd{"batch": tea.Batch(one, two), "sequence": tea.Sequence(one, two)} {
		msg := group()
		commands, regroup, ok := common.Commands(msg)
		if !ok || len(commands) != 2 || commands[0]() != 1 || commands[1]() != 2 {
			t.Errorf("%s: %d commands, %v", name, len(commands), ok)
			continue
		}
		if got := regroup(commands...)(); reflect.TypeOf(got) != reflect.TypeOf(msg) {
			t.Errorf("%s: regrouped to a %T, was a %T", name, got, msg)
		}
	}
	for _, msg := range []tea.Msg{nil, 1, "text", []int{1}, common.ConnectedMsg{}} {
		if _, _, ok := common.Commands(msg); ok {
			t.Errorf("%v is taken for a group", msg)
		}
	}
}
