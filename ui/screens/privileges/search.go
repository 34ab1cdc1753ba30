package privileges

import (
	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi/catalog"
)

// searchPage says what a search token can do and what making one takes.
func (s *Screen) searchPage() []string {
	styles := s.session.Styles
	var lines []string
	say := func(style lipgloss.Style, sentences ...string) {
		for _, sentence := range sentences {
			lines = append(lines, s.wrap(style, sentence, max(1, s.width))...)
		}
	}
	style, verdict := s.searchVerdict()
	say(style, verdict)
	lines = append(lines, "")
	say(styles.Strong, "What every search token can do")
	say(styles.Good,
		"✓ run queries as the users and groups that you name in it",
		"✓ send the analytics events of those queries")
	say(styles.Muted, "✗ nothing else: it has no privileges to pick")
	lines = append(lines, "")
	say(styles.Strong, "What limits it")
	say(styles.Text, "In Details you may fix its search hub, query pipeline, filter and life (15 minutes to 24 hours).")
	lines = append(lines, "")
	say(styles.Strong, "What your key needs to create one (either is enough)")
	for _, p := range catalog.NeededForSearchToken() {
		style := styles.Muted
		if s.holds(p) == held {
			style = styles.Good
		}
		entry := catalog.Describe(p)
		say(style, s.sign(p)+" "+entry.Service+" – "+entry.Name+"  "+p.String())
	}
	return lines
}

// searchVerdict says whether the key can create search tokens.
func (s *Screen) searchVerdict() (lipgloss.Style, string) {
	styles := s.session.Styles
	c := s.session.Connection
	switch {
	case c == nil:
		return styles.Muted, "You are not connected yet, so it is not known whether your key holds it. Press 1 to connect."
	case c.HeldUnknown != nil:
		return styles.Warning, "? What your key holds could not be asked; minting will show it."
	case s.mayMintSearch():
		return styles.Good, "✓ Your key can create search tokens."
	default:
		return styles.Bad, "✗ Your key cannot create search tokens. Press 1 and connect with a key of the Authenticated search template."
	}
}
