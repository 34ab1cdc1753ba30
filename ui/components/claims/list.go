// Package claims lists the claims and header parameters of a token, one on a line,
// and explains the one under the cursor. It keeps every row ready and renders only
// those in view, so that a token of a megabyte moves like a small one.
package claims

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"coveotoken/jwtview"
)

// List is a list of claims with a cursor. Make one with New.
type List struct {
	keys          keyMap
	rows          []row
	widest        int // cells of the widest path
	width, height int
	cursor, top   int
	origins       map[string]Origin
}

// Origin is what the form in which a token is asked for has to do with a claim.
type Origin struct {
	// Set says that the form set the claim.
	Set bool
	// Now says what stands in the form's field now, as the end of a sentence, or "".
	// It may hold text from outside.
	Now string
}

// SetOrigins says what the form has to do with claims, by their paths.
func (l *List) SetOrigins(origins map[string]Origin) { l.origins = origins }

// New is a list without rows.
func New() *List { return &List{keys: newKeyMap()} }

// SetToken lists the token's claims and then its header, and puts the cursor on the
// first claim.
func (l *List) SetToken(token *jwtview.Token) {
	l.rows = makeRows(token)
	l.widest = widestPath(l.rows)
	l.cursor, l.top = 0, 0
	l.settle(1)
}

// SetSize sets the size that View fills, explanation included.
func (l *List) SetSize(width, height int) {
	l.width, l.height = max(0, width), max(0, height)
	l.settle(1)
}

// Current is the claim under the cursor; ok is false when there is none.
func (l *List) Current() (claim jwtview.Explained, ok bool) {
	if l.cursor >= len(l.rows) {
		return jwtview.Explained{}, false
	}
	return l.rows[l.cursor].claim, !l.rows[l.cursor].heading
}

// Update moves the cursor and reports whether it used the key.
func (l *List) Update(msg tea.KeyPressMsg) bool {
	switch {
	case key.Matches(msg, l.keys.up):
		l.move(-1)
	case key.Matches(msg, l.keys.down):
		l.move(1)
	case key.Matches(msg, l.keys.pageUp):
		l.move(-max(1, l.listHeight()-1))
	case key.Matches(msg, l.keys.pageDown):
		l.move(max(1, l.listHeight()-1))
	case key.Matches(msg, l.keys.first):
		l.move(-len(l.rows))
	case key.Matches(msg, l.keys.last):
		l.move(len(l.rows))
	default:
		return false
	}
	return true
}

// move moves the cursor by rows and off headings, onwards where it can.
func (l *List) move(by int) {
	l.cursor += by
	direction := 1
	if by < 0 {
		direction = -1
	}
	l.settle(direction)
}

// settle brings the cursor to a claim that exists and the window to the cursor.
func (l *List) settle(direction int) {
	last := len(l.rows) - 1
	l.cursor = min(max(0, l.cursor), max(0, last))
	for i := l.cursor; i >= 0 && i <= last; i += direction {
		if !l.rows[i].heading {
			l.cursor = i
			break
		}
	}
	for l.cursor <= last && l.rows[l.cursor].heading && l.cursor < last {
		l.cursor++
	}
	height := l.listHeight()
	l.top = min(l.top, l.cursor)
	if l.cursor <= 1 {
		l.top = 0 // the heading above the first claim stays in view
	}
	l.top = max(l.top, l.cursor-height+1)
	l.top = min(max(0, l.top), max(0, len(l.rows)-height))
}

// listHeight is how many rows are in view; the explanation has the rest.
func (l *List) listHeight() int {
	return max(1, l.height-detailHeight(l.height))
}

type keyMap struct{ up, down, pageUp, pageDown, first, last key.Binding }

func newKeyMap() keyMap {
	return keyMap{
		up:       key.NewBinding(key.WithKeys("up", "k")),
		down:     key.NewBinding(key.WithKeys("down", "j")),
		pageUp:   key.NewBinding(key.WithKeys("pgup")),
		pageDown: key.NewBinding(key.WithKeys("pgdown")),
		first:    key.NewBinding(key.WithKeys("home")),
		last:     key.NewBinding(key.WithKeys("end")),
	}
}
