package details

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/jsonview"
	"coveotoken/ui/components/text"
)

const (
	// airy is the height from which the introduction is set apart by an empty line.
	airy = 14
	// besideRows is the height of the form beside a body that was edited by hand:
	// two fields with their messages, and help where there is room for it.
	besideRows, besideRowsLow = 7, 4
)

// SetSideShown implements common.SideAware: beside the live request this screen need
// not show a body that was edited by hand.
func (s *Screen) SetSideShown(shown bool) { s.sideShown = shown }

// layOut gives the form its size.
func (s *Screen) layOut() {
	height := max(0, s.height-len(s.head()))
	if s.session.Draft.RawBody() != nil {
		height = min(height, s.besideHeight())
	}
	s.form.SetSize(s.width, height)
}

func (s *Screen) besideHeight() int {
	if s.height < airy {
		return besideRowsLow
	}
	return besideRows
}

// View implements common.Screen.
func (s *Screen) View() string {
	if s.width == 0 || s.height == 0 {
		return ""
	}
	lines := append(s.head(), strings.Split(s.form.View(s.session.Styles), "\n")...)
	if s.session.Draft.RawBody() != nil && !s.sideShown {
		lines = append(lines, s.body(s.height-len(lines))...)
	}
	return strings.Join(lines[:min(len(lines), s.height)], "\n")
}

// head says in its first line what to do here, and then what became of the body when
// it was edited by hand.
func (s *Screen) head() []string {
	lines := text.Style(s.session.Styles.Muted, text.Wrap(s.introduction(), max(1, s.width)))
	notes := s.editing.Lines(max(1, s.width))
	if err := s.invalidBody(); err != nil {
		wrong := text.Wrap("✗ "+safetext.Visible(err.Error()), max(1, s.width))
		notes = append(text.Style(s.session.Styles.Bad, wrong), notes...)
	}
	if len(notes) > 0 && s.height < airy {
		lines = nil // what is wrong matters more
	}
	if lines = append(lines, notes...); s.height >= airy {
		lines = append(lines, "")
	}
	return lines
}

func (s *Screen) introduction() string {
	what := "Say as whom queries run and what they may find. ctrl+s goes on to Review."
	switch {
	case s.session.Draft.RawBody() != nil:
		what = "ctrl+e edits the body again, ctrl+s goes on to Review."
	case s.session.Draft.Kind == common.PlatformToken:
		what = "Say as whom the token acts; all of it is optional. ctrl+s goes on to Review."
	}
	if s.height < airy && ansi.StringWidth(what) > s.width {
		what = "Fill this in, then press ctrl+s."
	}
	return what
}

// invalidBody is what is wrong with the body that was edited by hand, or nil.
func (s *Screen) invalidBody() error {
	if s.session.Draft.RawBody() == nil {
		return nil
	}
	_, err := s.session.Draft.Call(coveoapi.Target{})
	var input *coveoapi.InputError
	if errors.As(err, &input) && input.Field == "body" {
		return err
	}
	return nil
}

// body shows the body that was edited by hand, as far as there is room.
func (s *Screen) body(room int) []string {
	if room < 2 {
		return nil
	}
	styles := s.session.Styles
	lines := []string{styles.Strong.Render(text.Cut("The body, as you left it", s.width))}
	lines = append(lines, jsonview.Lines(styles, coveoapi.ConcealBody(s.session.Draft.RawBody()), s.width)...)
	if len(lines) > room {
		more := fmt.Sprintf("… %d more lines (4 Review shows all)", len(lines)-room+1)
		lines = append(lines[:room-1], text.Cut(styles.Muted.Render(more), s.width))
	}
	return lines
}
