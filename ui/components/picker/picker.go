// Package picker is a list from which one or several of many items are picked. It
// has group headings, a fuzzy filter that marks the letters it matched, and a cost
// per key and frame that hardly grows with the list: a frame renders only the lines
// in its window, and a filter key reads each item at most once.
package picker

import (
	"slices"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
)

// Item is one row. Its texts may come from outside; they are made safe here.
type Item struct {
	// Key names the item in selections; it must be unique.
	Key string
	// Group is the heading the item stands under. A list whose groups are all
	// empty has no headings.
	Group string
	// Sign stands before the title, such as "✓", or is empty. It is ours, of one
	// cell, and not looked at by the filter.
	Sign string
	// Title is the row's text; Detail, which may be empty, stands after it in
	// muted ink. The filter looks at both.
	Title, Detail string
}

// entry is an item as it is shown and matched.
type entry struct {
	Item
	group         int
	title, detail string // in lower case
	marks         mask   // the characters of both
	picked        bool
}

// group is a heading with what stands under it.
type group struct {
	name          string
	count, picked int
}

// Picker is the list. Use New.
type Picker struct {
	entries  []entry // by group
	groups   []group
	position map[string]int // key → entry
	picked   int
	multi    bool

	shown  []int  // the entries that pass the filter
	spans  []span // the groups of shown
	cursor int    // in shown
	top    int    // first visible line

	filter string
	terms  [][]rune
	// lookup may say which keys a filter means; only are these, or nil.
	lookup    func(filter string) map[string]bool
	only      map[string]bool
	filtering bool
	keys      Keys

	width, height int
	// titleWidth and detailWidth are those of the widest.
	titleWidth, detailWidth int
	ink                     ink
}

// New makes an empty list in which one item is chosen by moving to it.
func New() *Picker { return &Picker{keys: defaultKeys(), position: map[string]int{}} }

// NewMulti makes an empty list in which items are selected with checkboxes.
func NewMulti() *Picker {
	p := New()
	p.multi = true
	return p
}

// SetSize sets the size of the whole component in cells.
func (p *Picker) SetSize(width, height int) {
	p.width, p.height = max(0, width), max(0, height)
	p.keepCursorVisible()
}

// SetItems replaces the items. Groups keep the order in which they first appear;
// the filter, the cursor's item and the selection stay where they still apply.
func (p *Picker) SetItems(items []Item) {
	p.lookUp()
	current, _ := p.Current()
	selected := p.Selected()
	p.groups, p.entries = arrange(items)
	p.picked = 0
	p.position = make(map[string]int, len(items))
	p.titleWidth, p.detailWidth = 0, 0
	for i, e := range p.entries {
		p.position[e.Key] = i
		p.titleWidth = max(p.titleWidth, ansi.StringWidth(e.Title))
		p.detailWidth = max(p.detailWidth, ansi.StringWidth(e.Detail))
	}
	p.SetSelected(selected)
	p.match(nil)
	p.MoveTo(current.Key)
}

// arrange makes items safe to show and sorts them by group.
func arrange(items []Item) ([]group, []entry) {
	numbers := map[string]int{}
	groups := []group{}
	entries := make([]entry, len(items))
	for i, item := range items {
		number, known := numbers[item.Group]
		if !known {
			number = len(groups)
			numbers[item.Group] = number
			groups = append(groups, group{name: safetext.Visible(item.Group)})
		}
		groups[number].count++
		item.Title, item.Detail = safetext.Visible(item.Title), safetext.Visible(item.Detail)
		entries[i] = newEntry(item, number)
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return a.group - b.group })
	return groups, entries
}

// Len is how many items there are, shown or not.
func (p *Picker) Len() int { return len(p.entries) }

// Shown is how many items pass the filter.
func (p *Picker) Shown() int { return len(p.shown) }

// SelectedCount is how many items are selected, shown or not.
func (p *Picker) SelectedCount() int { return p.picked }

// Selected lists the keys of the selected items in the list's order.
func (p *Picker) Selected() []string {
	keys := make([]string, 0, p.picked)
	for i := range p.entries {
		if p.entries[i].picked {
			keys = append(keys, p.entries[i].Key)
		}
	}
	return keys
}

// SetSelected selects exactly the items with these keys; unknown keys are ignored.
func (p *Picker) SetSelected(keys []string) {
	for i := range p.entries {
		p.pick(i, false)
	}
	for _, key := range keys {
		if i, ok := p.position[key]; ok {
			p.pick(i, true)
		}
	}
}

// Current gives the item under the cursor; ok is false when nothing is shown.
func (p *Picker) Current() (item Item, ok bool) {
	if p.cursor >= len(p.shown) {
		return Item{}, false
	}
	return p.entries[p.shown[p.cursor]].Item, true
}

// MoveTo puts the cursor on the item with that key, if it is shown.
func (p *Picker) MoveTo(key string) {
	if i, ok := p.position[key]; ok {
		if at, found := slices.BinarySearch(p.shown, i); found {
			p.moveCursor(at)
		}
	}
}

// SetLookup lets a filter mean something else than its letters: for a filter that lookup
// gives keys for, the items with these keys are shown. It gives nil for every other.
func (p *Picker) SetLookup(lookup func(filter string) map[string]bool) { p.lookup = lookup }

// Filtering reports whether letters go into the filter.
func (p *Picker) Filtering() bool { return p.filtering }

// Filter is the filter's text.
func (p *Picker) Filter() string { return p.filter }

// ClearFilter shows all items again and ends typing into the filter. It reports
// whether there was anything to clear.
func (p *Picker) ClearFilter() bool {
	had := p.filtering || p.filter != ""
	current, _ := p.Current()
	p.filtering = false
	p.setFilter("")
	p.MoveTo(current.Key)
	return had
}

// pick sets whether an entry is selected and keeps the counts.
func (p *Picker) pick(index int, picked bool) {
	e := &p.entries[index]
	if e.picked == picked {
		return
	}
	e.picked = picked
	step := 1
	if !picked {
		step = -1
	}
	p.picked += step
	p.groups[e.group].picked += step
}
