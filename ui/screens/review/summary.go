package review

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/dustin/go-humanize"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/text"
)

// Fact is a part of what a request asks for, in words that may hold text from outside.
type Fact struct {
	Label  string
	Values []string
}

// Facts say in words what the session's draft asks for. There is an open connection.
func Facts(session *common.Session) []Fact {
	draft, connection := session.Draft, session.Connection
	target := connection.API.Target()
	facts := []Fact{
		{"Kind", []string{draft.Kind.String()}},
		{"Organization", []string{target.OrganizationID, host(draft.Kind, target.Endpoint)}},
	}
	if raw := draft.RawBody(); raw != nil {
		facts = append(facts, Fact{"Who, what", []string{fmt.Sprintf("as the body says that was edited by hand (%s)", humanize.Bytes(uint64(len(raw))))}})
	} else {
		facts = append(facts, Fact{"Who", who(draft)}, Fact{"What", what(draft)})
	}
	return append(
		facts,
		Fact{"Lives for", []string{lifetime(draft)}},
		Fact{"Minting key", []string{connection.Keys.Minting.Masked()}},
	)
}

// summary says in words what the request asks for.
func (s *Screen) summary() []string {
	var lines []string
	for _, fact := range Facts(s.session) {
		lines = append(lines, s.row(fact.Label, fact.Values...)...)
	}
	return append(lines, s.checkRows()...)
}

// row is a label with values, one on a line, wrapped beside the label. Values may
// come from outside.
func (s *Screen) row(label string, values ...string) []string {
	return s.styledRow(label, s.session.Styles.Text, values...)
}

func (s *Screen) styledRow(label string, style lipgloss.Style, values ...string) []string {
	var lines []string
	for _, value := range values {
		for _, line := range text.Wrap(safetext.Visible(value), max(1, s.width-labelWidth)) {
			lines = append(lines, text.Cut(s.session.Styles.Label.Render(text.Fit(label, labelWidth))+style.Render(line), s.width))
			label = ""
		}
	}
	return lines
}

func (s *Screen) checkRows() []string {
	styles := s.session.Styles
	label := "Allowed"
	var lines []string
	for _, c := range checks(s.session.Draft, s.session.Connection) {
		style := map[verdict]lipgloss.Style{held: styles.Good, missing: styles.Bad, unknown: styles.Warning}[c.verdict]
		lines = append(lines, s.styledRow(label, style, c.verdict.mark()+" "+c.text)...)
		label = ""
	}
	return lines
}

func host(kind common.TokenKind, endpoint coveoapi.Endpoint) string {
	if kind == common.PlatformToken {
		return endpoint.Platform
	}
	return endpoint.Search
}

// who is whom the token speaks for.
func who(draft *common.Draft) []string {
	var lines []string
	for _, id := range draft.UserIDs {
		if strings.TrimSpace(id.Name) == "" {
			continue
		}
		kind := id.Type
		if kind == "" {
			kind = coveoapi.IdentityUser
		}
		lines = append(lines, id.Name+" ("+id.Provider+", "+string(kind)+")")
	}
	if name := strings.TrimSpace(draft.DisplayName); name != "" {
		lines = append(lines, "shown as "+name)
	}
	if subject := strings.TrimSpace(draft.Subject); subject != "" && draft.Kind == common.PlatformToken {
		lines = append(lines, "subject "+subject)
	}
	if id := strings.TrimSpace(draft.AnalyticsUserID); id != "" && draft.Kind == common.PlatformToken {
		lines = append(lines, "analytics user "+id)
	}
	if len(lines) == 0 {
		return []string{"nobody in particular"}
	}
	return lines
}

// what is what the token may do or see.
func what(draft *common.Draft) []string {
	var lines []string
	if draft.Kind == common.PlatformToken {
		for _, p := range draft.Privileges {
			lines = append(lines, p.String())
		}
		if len(lines) == 0 {
			return []string{"no privileges yet"}
		}
		return lines
	}
	commerce := draft.Advanced.Commerce
	for _, part := range []struct{ name, value string }{
		{"groups ", draft.Groups},
		{"search hub ", draft.SearchHub},
		{"query pipeline ", draft.Pipeline},
		{"filter ", draft.Filter},
		{"sees the profiles of ", draft.Advanced.CanSeeUserProfileOf},
		{"dictionary context ", draft.Advanced.DictionaryFieldContext},
		{"dictionary keys ", draft.Advanced.AllowedDictionaryFieldKeys},
		{"commerce ", commerce.CatalogID + " " + commerce.Operation + " " + commerce.Filter},
	} {
		if value := strings.TrimSpace(part.value); value != "" {
			lines = append(lines, part.name+value)
		}
	}
	return append([]string{"run queries as that user"}, lines...)
}

// lifetime is how long the token will live, also as it is sent.
func lifetime(draft *common.Draft) string {
	if draft.Kind == common.SearchToken && draft.RawBody() != nil {
		return "as the body says (validFor), or 24 h"
	}
	typed := strings.TrimSpace(draft.Validity)
	if typed == "" {
		return "24 h, Coveo's default"
	}
	d, err := coveoapi.ParseValidity(typed)
	if err != nil {
		return typed
	}
	if draft.Kind == common.PlatformToken {
		return jwtview.FormatSeconds(int64(d.Seconds())) + " (validityPeriod=" + coveoapi.FormatISODuration(d) + ")"
	}
	return jwtview.FormatSeconds(int64(d.Seconds())) + " (validFor: " + strconv.FormatInt(d.Milliseconds(), 10) + " ms)"
}
