package common

import (
	tea "charm.land/bubbletea/v2"
)

// maxOSC52 is the longest text that is sent through the terminal: common terminals
// drop control strings of more than 100,000 bytes, which is this much in Base64.
const maxOSC52 = 74_000

// Copy puts text on the clipboard: through the terminal (OSC 52), which reaches the
// user's own machine even from a remote one, and through the system's clipboard
// where there is one. what names the text in the notice, such as "Token". The
// notice says what was done, not that it arrived, which cannot be known; it never
// holds the text.
func Copy(session *Session, what, text string) tea.Cmd {
	native := session.Clipboard
	osc := len(text) <= maxOSC52
	var steps []tea.Cmd
	if osc {
		steps = append(steps, tea.SetClipboard(text), Notify(what+" sent to the clipboard (OSC 52)"))
	}
	if native != nil {
		steps = append(steps, func() tea.Msg {
			return NoticeMsg{Text: nativeNotice(what, native(text), osc)}
		})
	}
	if len(steps) == 0 {
		return Notify(what + " is too long for the terminal's clipboard, and there is no other: nothing was copied")
	}
	return tea.Sequence(steps...)
}

func nativeNotice(what string, err error, osc bool) string {
	switch {
	case err == nil && osc:
		return what + " sent to the clipboard (OSC 52 and system)"
	case err == nil:
		return what + " sent to the clipboard (system)"
	case osc:
		return what + " sent to the clipboard (OSC 52; the system's own did not take it)"
	default:
		return what + " is too long for the terminal's clipboard, and the system's own did not take it: nothing was copied"
	}
}
