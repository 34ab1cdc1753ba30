package details

import (
	"fmt"

	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// fold is a section that is closed at first.
type fold int

const (
	advanced fold = iota
	internal
	foldCount
)

// folds are the sections of the draft's kind of token that can be closed.
func (s *Screen) folds() []formkit.Section {
	if s.session.Draft.Kind == common.PlatformToken {
		return []formkit.Section{advanced: {Heading: "Advanced", Note: "ctrl+o", Fields: []formkit.Field{s.subjectField()}}}
	}
	return []formkit.Section{
		advanced: {Heading: "Advanced", Note: "ctrl+o", Fields: s.advancedFields()},
		internal: {Heading: "Internal", Note: "Coveo asks not to set these by hand · ctrl+x", Fields: s.internalFields()},
	}
}

// foldedSections are the same with the fields of those that are open.
func (s *Screen) foldedSections() []formkit.Section {
	sections := s.folds()
	for i := range sections {
		section := &sections[i]
		if s.opened[i] {
			section.Note += " closes"
			continue
		}
		section.Note += " opens"
		if set := countSet(section.Fields); firstWrong(section.Fields) != "" {
			section.Note += " · ✗ wrong"
		} else if set > 0 {
			section.Note += fmt.Sprintf(" · %d set", set)
		}
		section.Fields = nil
	}
	return sections
}

// toggle opens or closes a section, if the draft's kind of token has it.
func (s *Screen) toggle(which fold) {
	sections := s.folds()
	if int(which) >= len(sections) {
		return
	}
	s.opened[which] = !s.opened[which]
	s.rebuild()
	if s.opened[which] {
		s.form.FocusAtTop(sections[which].Fields[0].ID)
	} else {
		s.form.FocusOn(ValidityField)
	}
}

// hiddenWrong is the first field that is wrong in a section that is closed, or "".
func (s *Screen) hiddenWrong() (in fold, field string) {
	if s.session.Draft.RawBody() != nil {
		return 0, ""
	}
	for i, section := range s.folds() {
		if wrong := firstWrong(section.Fields); wrong != "" && !s.opened[i] {
			return fold(i), wrong
		}
	}
	return 0, ""
}

// countSet counts the fields that are not as they are at first.
func countSet(fields []formkit.Field) int {
	set := 0
	for _, f := range fields {
		unset := ""
		if len(f.Choices) > 0 {
			unset = f.Choices[0].Value
		}
		if f.Get() != unset {
			set++
		}
	}
	return set
}

func firstWrong(fields []formkit.Field) string {
	for _, f := range fields {
		if f.Check != nil && f.Check(f.Get()).Level == formkit.Wrong {
			return f.ID
		}
	}
	return ""
}
