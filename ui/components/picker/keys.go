package picker

import (
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Keys are the keys of a list.
type Keys struct {
	Up, Down, PageUp, PageDown, First, Last key.Binding
	Toggle, All, None                       key.Binding
	Filter, EndFilter                       key.Binding
	erase, eraseAll                         key.Binding
}

func defaultKeys() Keys {
	bind := func(help, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, does))
	}
	return Keys{
		Up:        bind("↑/k", "up", "up", "k"),
		Down:      bind("↓/j", "down", "down", "j"),
		PageUp:    bind("pgup", "page up", "pgup"),
		PageDown:  bind("pgdn", "page down", "pgdown"),
		First:     bind("home/g", "first", "home", "g"),
		Last:      bind("end/G", "last", "end", "G"),
		Toggle:    bind("space", "select", "space"),
		All:       bind("a", "select all shown", "a"),
		None:      bind("n", "select none shown", "n"),
		Filter:    bind("/", "filter", "/"),
		EndFilter: bind("enter", "keep filter", "enter"),
		erase:     bind("backspace", "erase", "backspace", "ctrl+h"),
		eraseAll:  bind("ctrl+u", "erase all", "ctrl+u", "ctrl+w"),
	}
}

// Bindings lists the keys that work now, for help and the palette.
func (p *Picker) Bindings() []key.Binding {
	moves := []key.Binding{p.keys.Up, p.keys.Down, p.keys.PageUp, p.keys.PageDown, p.keys.First, p.keys.Last}
	if p.filtering {
		return append(moves, p.keys.EndFilter)
	}
	if p.multi {
		moves = append(moves, p.keys.Toggle, p.keys.All, p.keys.None)
	}
	return append(moves, p.keys.Filter)
}

// Keys gives the bindings by name, for a footer that shows a few of them.
func (p *Picker) Keys() Keys { return p.keys }

// Update handles keys and pasted text. Everything is done at once; the command is
// always nil and there so that a screen may treat all components alike.
func (p *Picker) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		p.HandleKey(msg)
	case tea.PasteMsg:
		if p.filtering {
			p.setFilter(p.filter + printable(msg.Content))
		}
	}
	return nil
}

// HandleKey handles a key and reports whether it meant something to the list.
func (p *Picker) HandleKey(msg tea.KeyPressMsg) bool {
	if p.filtering {
		return p.filterKey(msg)
	}
	switch {
	case p.move(msg):
	case key.Matches(msg, p.keys.Filter):
		p.filtering = true
	case !p.multi:
		return false
	case key.Matches(msg, p.keys.Toggle):
		p.toggle()
	case key.Matches(msg, p.keys.All):
		p.pickShown(true)
	case key.Matches(msg, p.keys.None):
		p.pickShown(false)
	default:
		return false
	}
	return true
}

// filterKey handles a key while letters go into the filter. The space selects here
// too: fuzzy matching needs no spaces, and it saves leaving the filter.
func (p *Picker) filterKey(msg tea.KeyPressMsg) bool {
	switch {
	case p.multi && key.Matches(msg, p.keys.Toggle):
		p.toggle()
	case msg.Text != "":
		p.setFilter(p.filter + printable(msg.Text))
	case key.Matches(msg, p.keys.EndFilter):
		p.filtering = false
	case key.Matches(msg, p.keys.erase):
		_, last := utf8.DecodeLastRuneInString(p.filter)
		p.setFilter(p.filter[:len(p.filter)-last])
	case key.Matches(msg, p.keys.eraseAll):
		p.setFilter("")
	default:
		return p.move(msg)
	}
	return true
}

// move handles the keys that move the cursor.
func (p *Picker) move(msg tea.KeyPressMsg) bool {
	page := max(1, p.window()-1)
	switch {
	case key.Matches(msg, p.keys.Up):
		p.moveCursor(p.cursor - 1)
	case key.Matches(msg, p.keys.Down):
		p.moveCursor(p.cursor + 1)
	case key.Matches(msg, p.keys.PageUp):
		p.moveCursor(p.cursor - page)
	case key.Matches(msg, p.keys.PageDown):
		p.moveCursor(p.cursor + page)
	case key.Matches(msg, p.keys.First):
		p.moveCursor(0)
	case key.Matches(msg, p.keys.Last):
		p.moveCursor(len(p.shown) - 1)
	default:
		return false
	}
	return true
}

func (p *Picker) toggle() {
	if p.cursor < len(p.shown) {
		i := p.shown[p.cursor]
		p.pick(i, !p.entries[i].picked)
	}
}

func (p *Picker) pickShown(picked bool) {
	for _, i := range p.shown {
		p.pick(i, picked)
	}
}

// moveCursor puts the cursor on a shown entry, or on the nearest there is.
func (p *Picker) moveCursor(to int) {
	p.cursor = max(0, min(to, len(p.shown)-1))
	p.keepCursorVisible()
}

// printable leaves out what a filter cannot sensibly hold.
func printable(text string) string {
	runes := []rune{}
	for _, r := range text {
		if r != utf8.RuneError && unicode.IsPrint(r) {
			runes = append(runes, r)
		}
	}
	return string(runes)
}
