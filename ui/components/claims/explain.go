package claims

import (
	"time"

	"charm.land/lipgloss/v2"

	"coveotoken/jwtview"
	"coveotoken/ui/theme"
)

// sentence is something that is known of a claim; it may hold text from outside.
type sentence struct {
	words string
	style lipgloss.Style
}

// sentences tell of the claim under the cursor what set it, what it means, when it is,
// what it changes and where that is written.
func (l *List) sentences(styles *theme.Styles, claim jwtview.Explained, now time.Time) []sentence {
	var said []sentence
	if field := l.field(claim); field != "" {
		said = append(said, sentence{field, styles.Accent})
	}
	if claim.Known() {
		said = append(said, sentence{claim.Meaning, styles.Text})
	} else {
		said = append(said, sentence{"A claim that is not known to us. It is shown as it stands in the token.", styles.Warning})
	}
	if at := l.rows[l.cursor].at; !at.IsZero() {
		moment := jwtview.DescribeTime(at, now)
		said = append(said, sentence{moment.Local + "  ·  " + moment.UTC + "  ·  " + moment.Relative, styles.Strong})
	}
	if claim.Effect != "" {
		said = append(said, sentence{"In a query: " + claim.Effect, styles.Text})
	}
	if claim.Source != "" {
		said = append(said, sentence{"Source: " + claim.Source + ".", styles.Muted})
	}
	return said
}

// Explain tells of the claim under the cursor all that View may have no room for: its
// path, then what is known of it. Both may hold text from outside. The path is "" when
// there is no claim. now is the moment that times are told relative to.
func (l *List) Explain(now time.Time) (path string, sentences []string) {
	claim, ok := l.Current()
	if !ok {
		return "", nil
	}
	for _, s := range l.sentences(&theme.Styles{}, claim, now) {
		sentences = append(sentences, s.words)
	}
	path, _ = cut(claim.Path, pathBytes)
	return path, sentences
}
