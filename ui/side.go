package ui

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/requestview"
	"coveotoken/ui/components/text"
	"coveotoken/ui/theme"
)

// sidePane shows the request that minting would send. It keeps its lines until the
// request, the width or the styles change.
type sidePane struct {
	lines   []string
	width   int
	styles  *theme.Styles
	request coveoapi.Request
	invalid string
}

// view renders at most height lines of at most width cells.
func (p *sidePane) view(session *common.Session, width, height int) string {
	if session.Connection == nil {
		hint := text.Wrap("The request appears here once there is a connection.", width)
		return strings.Join(text.Style(session.Styles.Muted, hint), "\n")
	}
	request, err := session.Draft.Call(session.Connection.API.Target())
	request.Credential = session.Connection.Keys.Minting
	p.update(session.Styles, request, reason(err), width)
	if len(p.lines) <= height {
		return strings.Join(p.lines, "\n")
	}
	more := fmt.Sprintf("… %d more lines (4 Review shows all)", len(p.lines)-height+1)
	return strings.Join(append(slices.Clone(p.lines[:height-1]), session.Styles.Muted.Render(more)), "\n")
}

// update lays the request out again if anything in it changed.
func (p *sidePane) update(s *theme.Styles, request coveoapi.Request, invalid string, width int) {
	if p.styles == s && p.width == width && p.invalid == invalid && same(p.request, request) {
		return
	}
	p.styles, p.width, p.invalid, p.request = s, width, invalid, request
	p.lines = text.Style(s.Muted, text.Wrap("The request, as it will be sent", width))
	if invalid != "" {
		p.lines = append(p.lines, text.Style(s.Warning, text.Wrap("! "+safetext.Visible(invalid), width))...)
	}
	p.lines = append(p.lines, "")
	p.lines = append(p.lines, requestview.RequestLines(s, request, width)...)
}

// same compares what is shown of two requests.
func same(a, b coveoapi.Request) bool {
	return a.Method == b.Method && a.URL == b.URL && a.Place == b.Place && a.Credential == b.Credential &&
		slices.Equal(a.Header, b.Header) && bytes.Equal(a.Body, b.Body)
}

// reason says why the request cannot be sent yet, or "".
func reason(err error) string {
	if err == nil {
		return ""
	}
	var input *coveoapi.InputError
	if errors.As(err, &input) {
		return input.Field + " " + input.Reason
	}
	return err.Error()
}
