package details

import (
	"strings"
	"testing"

	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// TestEveryFieldThatSetsAClaimCanBeFocused goes through the fields of either form and
// asks for those that jwtview knows, by the label that it has for them.
func TestEveryFieldThatSetsAClaimCanBeFocused(t *testing.T) {
	for kind, claims := range map[common.TokenKind]jwtview.Kind{
		common.SearchToken: jwtview.KindSearch, common.PlatformToken: jwtview.KindPlatform,
	} {
		_, screen, pump := open(t, kind, usual())
		becoming := 0
		for _, field := range allFields(screen) {
			claim, ok := jwtview.ClaimOf(claims, field.ID)
			if !ok {
				continue
			}
			becoming++
			pump.Send(common.FocusFieldMsg{Field: field.ID})
			if screen.form.Focused() != field.ID {
				t.Errorf("%s: %q has the focus, not %q", kind, screen.form.Focused(), field.ID)
			}
			if field.Label != claim.Field.Label && !strings.HasPrefix(field.Label, "· ") {
				t.Errorf("%s: %q is called %q in the form and %q beside its claim", kind, field.ID, field.Label, claim.Field.Label)
			}
		}
		if want := map[common.TokenKind]int{common.SearchToken: 20, common.PlatformToken: 4}[kind]; becoming != want {
			t.Errorf("%s: %d fields become claims, want %d", kind, becoming, want)
		}
		pump.Send(common.FocusFieldMsg{Field: jwtview.FieldUsers})
		if screen.form.Focused() != userField(0, "name") {
			t.Errorf("%s: %q has the focus", kind, screen.form.Focused())
		}
	}
}

// allFields are those of the form, closed sections included.
func allFields(s *Screen) []formkit.Field {
	var fields []formkit.Field
	for _, section := range append(s.sections(), s.folds()...) {
		fields = append(fields, section.Fields...)
	}
	return fields
}

func TestAFieldThatIsNotThereIsExplained(t *testing.T) {
	_, screen, pump := open(t, common.PlatformToken, usual())
	pump.Send(common.FocusFieldMsg{Field: "filter"})
	frames.Has(t, noticed(pump), "The form of a platform token has no such field")
	screen.session.Draft.SetRawBody([]byte("{}"))
	pump.Send(common.DraftChangedMsg{})
	pump.Send(common.FocusFieldMsg{Field: "displayName"})
	frames.Has(t, noticed(pump), "edited by hand")
}

// noticed is the last notice.
func noticed(p *uitest.Pump) string {
	text := ""
	for _, msg := range p.Sent() {
		if notice, ok := msg.(common.NoticeMsg); ok {
			text = notice.Text
		}
	}
	return text
}
