package cli

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui"
	"coveotoken/ui/common"
	"coveotoken/ui/theme"
)

// screenOptions are what the screens are run with.
func (f *factory) screenOptions(session *common.Session) (ui.Options, error) {
	settings, err := f.settings()
	if err != nil {
		return ui.Options{}, err
	}
	palette, err := f.palette(settings)
	if err != nil {
		return ui.Options{}, err
	}
	if len(settings.KeyBindings) > 0 {
		session.Keys, err = bindings(settings)
	}
	if err != nil {
		return ui.Options{}, err
	}
	return ui.Options{
		Session: session, Screens: ui.NewScreens(session), Start: common.Connect,
		Palette: palette, ASCII: f.ascii(), Presenter: f.globals.presenter || settings.Presenter, Environ: os.Environ(),
	}, nil
}

// palette is the palette for the screens: one without colours where none are wanted,
// else that of --theme, else that of the settings.
func (f *factory) palette(settings profile.Settings) (string, error) {
	known := "Choose one of: " + strings.Join(theme.Names(), ", ") + "."
	switch {
	case f.globals.theme != "" && !slices.Contains(theme.Names(), f.globals.theme):
		return "", &coveoapi.InputError{Field: "--theme", Reason: fmt.Sprintf("%q is not known", f.globals.theme), Remedy: known}
	case settings.Theme != "" && !slices.Contains(theme.Names(), settings.Theme):
		return "", settings.Invalid("names no theme", known, "theme")
	case f.io.plain:
		return theme.Mono().Name, nil
	default:
		return firstOf(f.globals.theme, settings.Theme, theme.Auto), nil
	}
}

// ascii reports whether the terminal shows nothing but ASCII: the locale says so, or it
// is the Linux console, whose fonts lack most signs. A locale that is not set says
// nothing.
func (f *factory) ascii() bool {
	if f.env("TERM") == "linux" {
		return true
	}
	locale := strings.ToUpper(firstOf(f.env("LC_ALL"), f.env("LC_CTYPE"), f.env("LANG")))
	return locale != "" && !strings.Contains(locale, "UTF-8") && !strings.Contains(locale, "UTF8")
}
