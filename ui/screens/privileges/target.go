package privileges

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/components/formkit"
)

// openTarget opens the form for the resource that the current privilege is limited to.
func (s *Screen) openTarget() {
	_, p, ok := s.current()
	if !ok {
		return
	}
	s.targetID = p.TargetID
	s.target = formkit.New()
	s.target.SetSections([]formkit.Section{{Fields: []formkit.Field{{
		ID: "target", Label: "Target ID",
		Help: "The ID of the one resource that the token may touch, such as a pipeline's; * is any. Press enter to set it, esc to leave it.",
		Get:  func() string { return s.targetID },
		Set:  func(v string) { s.targetID = v },
		Check: func(value string) formkit.Message {
			switch trimmed := strings.TrimSpace(value); {
			case trimmed == "" || trimmed == coveoapi.AnyTarget:
				return formkit.Message{Text: "any resource"}
			case strings.ContainsAny(trimmed, " \t"):
				return formkit.Message{Level: formkit.Wrong, Text: "an ID has no spaces"}
			default:
				return formkit.Message{Level: formkit.Good, Text: "only this resource"}
			}
		},
	}}}})
}

// targetKey handles a key while the form is open. Setting a resource picks the
// privilege too.
func (s *Screen) targetKey(msg tea.KeyPressMsg) tea.Cmd {
	outcome, cmd := s.target.Update(msg)
	if outcome != formkit.Submitted || s.target.FirstWrong() != "" {
		return cmd
	}
	s.target = nil
	if key, _, ok := s.current(); ok {
		s.limit(key, strings.TrimSpace(s.targetID))
	}
	return cmd
}

// limit sets the resource of a privilege and picks it.
func (s *Screen) limit(key, target string) {
	if target == "" {
		target = coveoapi.AnyTarget
	}
	if target == s.offers.byKey[key].TargetID {
		delete(s.offers.targets, key)
	} else {
		s.offers.targets[key] = target
	}
	s.list.SetItems(s.items())
	s.list.SetSelected(append(s.list.Selected(), key))
	s.collect()
}
