package common

import (
	"reflect"

	tea "charm.land/bubbletea/v2"
)

// Commands gives the commands that a message of tea.Batch or tea.Sequence stands
// for, and the function that makes such a message's command again. ok is false for
// every other message. The type of a sequence is not exported, hence reflection.
func Commands(msg tea.Msg) (commands []tea.Cmd, regroup func(...tea.Cmd) tea.Cmd, ok bool) {
	if batch, ok := msg.(tea.BatchMsg); ok {
		return batch, tea.Batch, true
	}
	value, list := reflect.ValueOf(msg), reflect.TypeFor[[]tea.Cmd]()
	if value.Kind() != reflect.Slice || !value.CanConvert(list) {
		return nil, nil, false
	}
	return value.Convert(list).Interface().([]tea.Cmd), tea.Sequence, true
}
