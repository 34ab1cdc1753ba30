package privileges

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/ui/components/picker"
)

// elsewhere is the heading of picked privileges that the list does not offer.
const elsewhere = "Picked, but not in this list"

// offers are the privileges of the list, as the server gave them, and the resource
// IDs that were typed for some of them.
type offers struct {
	privileges []coveoapi.Privilege
	extra      []coveoapi.Privilege // picked, but not offered
	byKey      map[string]coveoapi.Privilege
	targets    map[string]string
}

// keyOf names a privilege in the list.
func keyOf(p coveoapi.Privilege) string { return p.String() + "#" + p.Level }

// refer shows the built-in list, unless there is a live one from before. err is why,
// or nil when nobody was asked.
func (s *Screen) refer(err error) {
	s.failure = err
	if s.liveAt.IsZero() {
		s.show(catalog.Reference())
	}
}

// show fills the list and picks in it what the draft holds.
func (s *Screen) show(privileges []coveoapi.Privilege) {
	s.offers.privileges = privileges
	s.offers.targets = map[string]string{}
	s.adopt()
}

// adopt makes the list show what the draft holds. What is not offered is listed
// apart, so that changing the connection loses nothing.
func (s *Screen) adopt() {
	o := &s.offers
	o.byKey = map[string]coveoapi.Privilege{}
	for _, p := range o.privileges {
		o.byKey[keyOf(p)] = p
	}
	o.extra = nil
	var selected []string
	if len(o.privileges) == 0 {
		s.list.SetItems(nil)
		return
	}
	for _, picked := range s.session.Draft.Privileges {
		key, offered := o.find(picked)
		if !offered {
			key = "extra " + keyOf(picked)
			o.extra = append(o.extra, picked)
			o.byKey[key] = picked
		} else if picked.TargetID != o.byKey[key].TargetID {
			o.targets[key] = picked.TargetID
		}
		selected = append(selected, key)
	}
	s.list.SetItems(s.items())
	s.list.SetSelected(selected)
}

// find looks for the offer that a picked privilege was made from: the same, or the
// same but for the resource.
func (o *offers) find(picked coveoapi.Privilege) (key string, ok bool) {
	if _, same := o.byKey[keyOf(picked)]; same {
		return keyOf(picked), true
	}
	for _, p := range o.privileges {
		if p.Owner == picked.Owner && p.TargetDomain == picked.TargetDomain && p.EffectiveType() == picked.EffectiveType() {
			return keyOf(p), true
		}
	}
	return "", false
}

// items are the rows of the list.
func (s *Screen) items() []picker.Item {
	items := make([]picker.Item, 0, len(s.offers.privileges)+len(s.offers.extra))
	add := func(key, group string, p coveoapi.Privilege) {
		p = s.offers.limited(key, p)
		entry := catalog.Describe(p)
		if group == "" {
			group = entry.Service + " — " + p.Owner
		}
		items = append(items, picker.Item{Key: key, Group: group, Sign: s.sign(p), Title: NameOf(entry, p), Detail: p.String()})
	}
	for _, p := range s.offers.extra {
		add("extra "+keyOf(p), elsewhere, p)
	}
	for _, p := range s.offers.privileges {
		add(keyOf(p), "", p)
	}
	return items
}

// NameOf is what the console calls a privilege, such as "Query pipelines – View".
func NameOf(entry catalog.Entry, p coveoapi.Privilege) string {
	level := p.EffectiveType()
	if level == coveoapi.TypeEnable {
		return entry.Name
	}
	return entry.Name + " – " + level[:1] + strings.ToLower(level[1:])
}

// limited is the privilege with the resource that was typed for it.
func (o *offers) limited(key string, p coveoapi.Privilege) coveoapi.Privilege {
	if target, typed := o.targets[key]; typed {
		p.TargetID = target
	}
	return p
}

// collect writes what is picked in the list into the draft, once there is a list.
func (s *Screen) collect() {
	if len(s.offers.privileges) == 0 {
		return
	}
	var picked []coveoapi.Privilege
	for _, key := range s.list.Selected() {
		picked = append(picked, s.offers.limited(key, s.offers.byKey[key]))
	}
	s.session.Draft.Privileges = picked
}

// current is the privilege under the cursor, limited as typed.
func (s *Screen) current() (key string, p coveoapi.Privilege, ok bool) {
	item, ok := s.list.Current()
	if !ok {
		return "", coveoapi.Privilege{}, false
	}
	return item.Key, s.offers.limited(item.Key, s.offers.byKey[item.Key]), true
}

// holding is what is known about whether the key holds a privilege.
type holding int

const (
	unknown holding = iota
	held
	notHeld
)

// held tells whether the minting key holds a privilege: a token can have no more
// than the key that makes it.
func (s *Screen) holds(p coveoapi.Privilege) holding {
	c := s.session.Connection
	evaluation, evaluated := s.evaluations.of(p)
	switch {
	case evaluated && evaluation.Approved:
		return held
	case evaluated:
		return notHeld
	case c == nil || c.HeldUnknown != nil:
		return unknown
	case p.CoveredBy(c.Held):
		return held
	default:
		return notHeld
	}
}

func (s *Screen) sign(p coveoapi.Privilege) string {
	switch s.holds(p) {
	case held:
		return "✓"
	case notHeld:
		return "✗"
	default:
		return "?"
	}
}

// lacking are the picked privileges that the key does not hold.
func (s *Screen) lacking() []coveoapi.Privilege {
	return slices.DeleteFunc(slices.Clone(s.session.Draft.Privileges), func(p coveoapi.Privilege) bool {
		return s.holds(p) != notHeld
	})
}

// mayMintSearch reports whether the key holds what creating search tokens needs.
func (s *Screen) mayMintSearch() bool {
	return slices.ContainsFunc(catalog.NeededForSearchToken(), func(p coveoapi.Privilege) bool {
		return s.holds(p) == held
	})
}
