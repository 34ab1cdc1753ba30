// Package lazypane is a pane whose lines are made when they are first seen, and
// beside the update loop when that takes long, so that no key waits for them.
package lazypane

import (
	tea "charm.land/bubbletea/v2"

	"coveotoken/ui/common"
	"coveotoken/ui/components/pane"
)

// atOnceBytes is the most source text whose lines are made at once: laying out that
// much JSON takes about a millisecond.
const atOnceBytes = 16 << 10

// Pane is a pane with the source of its lines. Make one with New.
type Pane struct {
	pane.Pane
	owner common.ID
	name  string
	// made is what the lines stand for, run the making of them: lines of older
	// runs are dropped.
	made  any
	run   int
	ready bool
}

// LinesMsg brings lines that were made beside the update loop.
type LinesMsg struct {
	owner common.ID
	name  string
	run   int
	lines []string
}

// Owner implements common.Addressed.
func (m LinesMsg) Owner() common.ID { return m.owner }

// New makes an empty pane of a screen. name tells it from the screen's other panes.
func New(owner common.ID, name string) *Pane { return &Pane{owner: owner, name: name} }

// Ready reports whether the lines are there.
func (p *Pane) Ready() bool { return p.ready }

// Forget drops the lines.
func (p *Pane) Forget() {
	p.run++
	p.made, p.ready = nil, false
	p.SetLines(nil)
}

// Prepare has the lines made unless those for the same key are there or under way.
// key is comparable and holds all that the lines depend on; bytes is the size of
// their source. build runs outside the update loop when that is large: it must use
// only what it captured by value.
func (p *Pane) Prepare(key any, bytes int, build func() []string) tea.Cmd {
	if p.made == key {
		return nil
	}
	if bytes <= atOnceBytes {
		p.PrepareNow(key, build)
		return nil
	}
	p.Forget()
	p.made = key
	msg := LinesMsg{owner: p.owner, name: p.name, run: p.run}
	return func() tea.Msg {
		msg.lines = build()
		return msg
	}
}

// PrepareNow is Prepare at once, whatever the size, for where no command can be
// handed out.
func (p *Pane) PrepareNow(key any, build func() []string) {
	if p.made == key && p.ready {
		return
	}
	p.run++ // drops the lines that are under way
	p.made, p.ready = key, true
	p.SetLines(build())
}

// Accept takes the lines that a command of Prepare brought; those of other panes
// and older runs are left alone.
func (p *Pane) Accept(msg LinesMsg) {
	if msg.owner == p.owner && msg.name == p.name && msg.run == p.run {
		p.SetLines(msg.lines)
		p.ready = true
	}
}
