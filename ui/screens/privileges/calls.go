package privileges

import (
	"charm.land/lipgloss/v2"
	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// unlocking gives the keys of the offers that a call needs, for a filter that is a path,
// and nil for every other filter.
func (s *Screen) unlocking(filter string) map[string]bool {
	if !catalog.IsCall(filter) {
		return nil
	}
	needed := map[coveoapi.Privilege]bool{}
	for _, operation := range catalog.FindAsTyped(filter) {
		for _, p := range operation.Privileges {
			p.TargetID = ""
			needed[p] = true
		}
	}
	keys := map[string]bool{}
	for key, offer := range s.offers.byKey {
		for p := range needed {
			p.TargetID = offer.TargetID
			if offer.Covers(p) {
				keys[key] = true
				break
			}
		}
	}
	return keys
}

// callLines say what the call needs whose path is in the filter.
func (s *Screen) callLines() []string {
	filter := s.list.Filter()
	if !catalog.IsCall(filter) {
		return nil
	}
	style, sentence := s.callSentence(catalog.FindAsTyped(filter))
	lines := s.wrap(style, sentence, max(1, s.width))
	const most = 2
	return lines[:min(len(lines), most)]
}

func (s *Screen) callSentence(operations []catalog.Operation) (lipgloss.Style, string) {
	styles := s.session.Styles
	switch {
	case len(operations) == 0:
		return styles.Warning, "No such call is in the catalogue; it may exist, and need a privilege, all the same."
	case len(operations) > 1:
		return styles.Muted, "Shown are the privileges that unlock " + english.Plural(len(operations), "call", "") + " with this path."
	}
	operation := operations[0]
	name := operation.Method + " " + operation.Path
	switch {
	case len(operation.Privileges) == 0:
		return styles.Warning, "What " + name + " needs is not recorded. That does not mean that it needs nothing."
	case len(operation.Privileges) == 1:
		return styles.Muted, name + " needs this privilege."
	case operation.AnyOf:
		return styles.Muted, "Any one of these is enough for " + name + "."
	default:
		return styles.Muted, name + " needs all of these."
	}
}
