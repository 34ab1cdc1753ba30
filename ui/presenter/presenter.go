// Package presenter makes a frame fit for a projector: credentials and people in it
// become masks of the same width that say what they stand for. It works on the finished
// frame, so that no screen can forget it, and knows values also where they were wrapped,
// cut or scrolled out of sight in part.
package presenter

import (
	"fmt"
	"slices"
	"strings"
)

// Kind is what a mask stands for.
type Kind string

// The kinds.
const (
	Email Kind = "e-mail"
	User  Kind = "user"
	Token Kind = "token"
	Key   Kind = "key"
)

// Value is something that is known to be in need of a mask. A user's name of the form
// of an e-mail address is one.
type Value struct {
	Kind Kind
	Text string
}

// shortest is how many characters a value must have to be found by what it is: shorter
// ones would be found everywhere.
const shortest = 3

// Masker masks frames. It numbers the people it meets, so that viewers can tell them
// apart. Make one with New.
type Masker struct {
	met      map[Kind][]string
	patterns []pattern
}

// New makes a masker that has met nobody yet.
func New() *Masker { return &Masker{met: map[Kind][]string{}, patterns: patterns()} }

// Emails finds the e-mail addresses in a text, each once.
func Emails(text string) []Value {
	var found []Value
	for _, address := range emails().FindAllString(text, -1) {
		if v := (Value{Email, address}); !slices.Contains(found, v) {
			found = append(found, v)
		}
	}
	return found
}

func isEmail(text string) bool {
	return strings.Count(text, "@") == 1 && !strings.ContainsAny(text, " \t")
}

// Frame masks what is known and what looks like a credential or an e-mail address in a
// frame, whose lines may be styled. Every line keeps its width.
func (m *Masker) Frame(frame string, known []Value) string {
	lines := strings.Split(frame, "\n")
	g := newGrid(lines)
	s := search{masker: m, known: m.prepare(known)}
	for _, r := range g.regions {
		s.region(r)
	}
	return g.render()
}

// prepared is a known value without its spaces, which are lost where it is wrapped.
type prepared struct {
	Value
	bare  string
	label string
}

func (m *Masker) prepare(known []Value) []prepared {
	var all []prepared
	for _, v := range known {
		if v.Kind == User && isEmail(v.Text) {
			v.Kind = Email
		}
		if bare := strings.Join(strings.Fields(v.Text), ""); len([]rune(bare)) >= shortest {
			all = append(all, prepared{v, bare, m.label(v.Kind, bare)})
		}
	}
	return all
}

// label names what a mask stands for; people have numbers.
func (m *Masker) label(kind Kind, text string) string {
	if kind == Token || kind == Key {
		return string(kind)
	}
	at := slices.Index(m.met[kind], text)
	if at < 0 {
		at = len(m.met[kind])
		m.met[kind] = append(m.met[kind], text)
	}
	return fmt.Sprintf("%s%d", kind, at+1)
}
