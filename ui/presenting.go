package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/presenter"
)

const (
	// mostPressed is how many pressed keys are shown.
	mostPressed = 5
	// typed stands for the characters of a text, which may be a secret.
	typed = "typing"
)

// present switches presenter mode on or off.
func (a *App) present() tea.Cmd {
	a.session.Presenting = !a.session.Presenting
	a.pressed = nil
	a.resize(a.width, a.height)
	if a.session.Presenting {
		return a.showNotice("Presenter mode: keys, tokens, e-mail addresses and users are masked. What is copied is not.")
	}
	return a.showNotice("Presenter mode is off: names and addresses are shown again.")
}

// notePressed remembers a key for those who look on. The characters of a text are not
// told apart.
func (a *App) notePressed(msg tea.KeyPressMsg) {
	if !a.session.Presenting {
		return
	}
	name := common.ShownKey(msg.String())
	if msg.Text != "" && (a.overlay != nil || a.typing()) {
		name = typed
	}
	if name == typed && len(a.pressed) > 0 && a.pressed[len(a.pressed)-1] == typed {
		return
	}
	a.pressed = append(a.pressed, name)
	a.pressed = a.pressed[max(0, len(a.pressed)-mostPressed):]
}

// pressedKeys are the keys that were pressed last, where a third of the footer is enough
// for them, the last at least.
func (a *App) pressedKeys(width int) string {
	if !a.session.Presenting || len(a.pressed) == 0 {
		return ""
	}
	shown := a.pressed
	for len(shown) > 1 && len(strings.Join(shown, " ")) > width/3 {
		shown = shown[1:]
	}
	return a.session.Styles.Badge.Render(" " + strings.Join(shown, " ") + " ")
}

// personal is what presenter mode masks: the session's credentials, and the people that
// the form, the tokens and the visible screen name.
func (a *App) personal() []presenter.Value {
	var known []presenter.Value
	add := func(kind presenter.Kind, text string) {
		if v := (presenter.Value{Kind: kind, Text: text}); text != "" && !slices.Contains(known, v) {
			known = append(known, v)
		}
	}
	for _, secret := range secrets(a.session) {
		kind := presenter.Key
		if strings.HasPrefix(secret, "eyJ") {
			kind = presenter.Token
		}
		add(kind, secret)
	}
	for _, id := range a.session.Draft.UserIDs {
		if id.Type == coveoapi.IdentityUser || id.Type == "" || id.Type == coveoapi.IdentityUnknown {
			add(presenter.User, id.Name)
		}
	}
	add(presenter.User, a.session.Draft.DisplayName)
	if token := a.session.Current; token != nil && token.Decoded != nil {
		for _, name := range people(token.Decoded.Claims) {
			add(presenter.User, name)
		}
	}
	if screen, ok := a.visible().(common.Personal); ok {
		for _, text := range screen.Persons() {
			add(presenter.User, text)
		}
	}
	return known
}

// people are the names in claims: those of identities, and what is shown of a user.
func people(v *jwtview.Value) []string {
	if v == nil {
		return nil
	}
	var names []string
	for _, item := range v.Items {
		names = append(names, people(item)...)
	}
	for _, m := range v.Members {
		switch strings.ToLower(m.Name) {
		case "name", "userdisplayname", "displayname", "email", "user", "username", "sub", "preferred_username":
			names = append(names, m.Value.Text)
		}
		names = append(names, people(m.Value)...)
	}
	return names
}
