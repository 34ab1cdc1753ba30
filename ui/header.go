package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/expiry"
	"coveotoken/ui/components/text"
)

const product = "coveo-token"

// header renders the first line: the product and where it is connected, and at the
// right the open token with its countdown. What matters least goes first when there
// is no room: the kind of the token, then the product.
func (a *App) header(width int) string {
	brand, place := a.session.Styles.Strong.Render(product), a.place()
	if a.session.Presenting {
		place = a.session.Styles.Badge.Render(" PRESENTER ") + " " + place
	}
	kind, life := a.tokenFacts()
	full := brand + "  " + place
	for _, candidate := range [][2]string{{full, kind + life}, {full, life}, {place, life}} {
		if line, ok := justify(candidate[0], candidate[1], width); ok {
			return line
		}
	}
	room := width - ansi.StringWidth(life) - 1
	if life == "" {
		room = width
	}
	line, _ := justify(text.Cut(place, room), life, width)
	return line
}

// justify puts left and right at the ends of a line; ok says whether they fit.
func justify(left, right string, width int) (line string, ok bool) {
	gap := width - ansi.StringWidth(left) - ansi.StringWidth(right)
	ok = gap > 0 || gap == 0 && right == ""
	return left + strings.Repeat(" ", max(0, gap)) + right, ok
}

// place names the connection: profile and organization.
func (a *App) place() string {
	s, connection := a.session.Styles, a.session.Connection
	if connection == nil {
		return s.Muted.Render("not connected")
	}
	profile := safetext.Visible(connection.Profile.Name)
	organization := safetext.Visible(connection.API.Target().OrganizationID)
	if organization == "" || organization == profile {
		return s.Accent.Render(profile)
	}
	return s.Accent.Render(profile) + s.Muted.Render(" · "+organization)
}

// tokenFacts name the kind of the open token and say where it is in its life.
func (a *App) tokenFacts() (kind, life string) {
	token := a.session.Current
	if token == nil || token.Decoded == nil {
		return "", ""
	}
	s, times, now := a.session.Styles, token.Decoded.Life(), a.session.Now()
	kind = s.Muted.Render(string(token.Decoded.Kind()) + " · ")
	return kind, expiry.Style(s, times, now).Render(expiry.Words(times, now))
}
