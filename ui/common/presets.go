package common

import (
	"reflect"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/preset"
)

// PresetShelf is where filled forms are kept; see preset.Store.
type PresetShelf interface {
	List() ([]preset.Saved, error)
	Load(nameOrFile string) (preset.Preset, error)
	Save(name string, p preset.Preset, overwrite bool) error
}

// SavePresetMsg asks for the name under which the form is kept.
type SavePresetMsg struct{}

// SavePreset is a command that asks for the name under which the form is kept.
func SavePreset() tea.Msg { return SavePresetMsg{} }

// PickPresetMsg opens the choice of a preset to fill the form in from.
type PickPresetMsg struct{}

// PickPreset is a command that opens the choice of a preset.
func PickPreset() tea.Msg { return PickPresetMsg{} }

// PresetOpenedMsg says that a preset was opened which has a query; it goes to every
// screen.
type PresetOpenedMsg struct{ Query preset.Query }

func (PresetOpenedMsg) broadcast() {}

// OpenPreset fills the form in from a preset and tells the screens. The form as it was
// can be had back with ReplaceDraft.
func (s *Session) OpenPreset(name string, p preset.Preset) tea.Cmd {
	cmds := []tea.Cmd{s.ReplaceDraft(*DraftOf(p))}
	s.PresetName = name
	if p.Query != nil {
		cmds = append(cmds, message(PresetOpenedMsg{*p.Query}))
	}
	return tea.Sequence(cmds...)
}

// ReplaceDraft puts another form in the place of the one that is being filled in, which
// is kept in Before unless nothing is filled in.
func (s *Session) ReplaceDraft(d Draft) tea.Cmd {
	if before := *s.Draft; !reflect.DeepEqual(&before, NewDraft()) && !reflect.DeepEqual(before, d) {
		s.Before = &before
	}
	*s.Draft = d
	s.PresetName = ""
	return message(DraftChangedMsg{})
}

// Complete reports whether nothing is missing in a form that was never sent.
func (d *Draft) Complete() bool {
	if d.RawBody() != nil {
		return true
	}
	if d.Kind == PlatformToken {
		request, err := d.PlatformRequest()
		return err == nil && len(request.Privileges) > 0
	}
	request, err := d.SearchRequest()
	return err == nil && len(request.UserIDs) > 0
}
