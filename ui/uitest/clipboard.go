package uitest

import (
	"reflect"

	tea "charm.land/bubbletea/v2"
)

// clipboardText gives the text of the message of tea.SetClipboard, whose type is not
// exported.
func clipboardText(msg tea.Msg) (text string, ok bool) {
	if reflect.TypeOf(msg) != reflect.TypeOf(tea.SetClipboard("")()) {
		return "", false
	}
	return reflect.ValueOf(msg).String(), true
}
