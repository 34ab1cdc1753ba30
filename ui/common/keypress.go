package common

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// namedKeys are the keys of bindings that do not write a character.
func namedKey(name string) (code rune, ok bool) {
	switch name {
	case "up":
		return tea.KeyUp, true
	case "down":
		return tea.KeyDown, true
	case "left":
		return tea.KeyLeft, true
	case "right":
		return tea.KeyRight, true
	case "pgup":
		return tea.KeyPgUp, true
	case "pgdown":
		return tea.KeyPgDown, true
	case "home":
		return tea.KeyHome, true
	case "end":
		return tea.KeyEnd, true
	case "tab":
		return tea.KeyTab, true
	case "enter":
		return tea.KeyEnter, true
	case "esc":
		return tea.KeyEscape, true
	case "backspace":
		return tea.KeyBackspace, true
	case "delete":
		return tea.KeyDelete, true
	case "space":
		return tea.KeySpace, true
	case "insert":
		return tea.KeyInsert, true
	}
	return functionKey(name)
}

// functionKey gives the keys from f1 to f12.
func functionKey(name string) (code rune, ok bool) {
	const last = 12
	digits, found := strings.CutPrefix(name, "f")
	n, err := strconv.Atoi(digits)
	if !found || err != nil || n < 1 || n > last || strconv.Itoa(n) != digits {
		return 0, false
	}
	return tea.KeyF1 + rune(n-1), true
}

// KeyPress is the message of a key that a binding names, such as "ctrl+p", "Y" or
// "shift+tab": its String is the name again. ok is false for a name it does not know.
func KeyPress(name string) (press tea.KeyPressMsg, ok bool) {
	var mod tea.KeyMod
	rest := name
	for {
		switch {
		case len(rest) > len("ctrl+") && strings.HasPrefix(rest, "ctrl+"):
			mod, rest = mod|tea.ModCtrl, rest[len("ctrl+"):]
		case len(rest) > len("alt+") && strings.HasPrefix(rest, "alt+"):
			mod, rest = mod|tea.ModAlt, rest[len("alt+"):]
		case len(rest) > len("shift+") && strings.HasPrefix(rest, "shift+"):
			mod, rest = mod|tea.ModShift, rest[len("shift+"):]
		default:
			press, ok = bareKey(rest, mod)
			return press, ok && press.String() == name
		}
	}
}

func bareKey(name string, mod tea.KeyMod) (tea.KeyPressMsg, bool) {
	code, named := namedKey(name)
	if !named {
		r, size := utf8.DecodeRuneInString(name)
		if size != len(name) || r == utf8.RuneError {
			return tea.KeyPressMsg{}, false
		}
		code = r
	}
	press := tea.KeyPressMsg{Code: code, Mod: mod}
	if mod == 0 && (!named || code == tea.KeySpace) {
		press.Text = string(code)
	}
	if mod == 0 && unicode.IsUpper(code) {
		press.Code, press.ShiftedCode, press.Mod = unicode.ToLower(code), code, tea.ModShift
	}
	return press, true
}
