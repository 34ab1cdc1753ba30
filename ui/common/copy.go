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
	return copyThen(session, what, text, "", nil)
}

// CopySecret is Copy for a token or a key: what the system's clipboard then holds is
// cleared after 45 s, unless something else was copied meanwhile. The terminal's cannot
// be asked what it holds, and is left alone.
func CopySecret(session *Session, what, secret string) tea.Cmd {
	if session.Clipboard.Read == nil {
		return Copy(session, what, secret)
	}
	return copyThen(session, what, secret, ", to be cleared there in 45 s", session.After(secretStays, secretStayed(secret)))
}

// copyThen copies, and runs then when the system's clipboard took it, which suffix says.
func copyThen(session *Session, what, text, suffix string, then tea.Cmd) tea.Cmd {
	if session.Presenting {
		what += ", unmasked,"
	}
	clipboard := session.Clipboard
	osc := ""
	var steps []tea.Cmd
	if len(text) <= maxOSC52 {
		osc = clipboard.osc()
		steps = append(steps, clipboard.through(text), Notify(what+" sent to the clipboard ("+osc+")"))
	}
	if native := clipboard.Write; native != nil {
		steps = append(steps, func() tea.Msg {
			err := native(text)
			notice := NoticeMsg{Text: nativeNotice(what, err, osc, suffix)}
			if err != nil || then == nil {
				return notice
			}
			return tea.Batch(func() tea.Msg { return notice }, then)()
		})
	}
	if len(steps) == 0 {
		return Notify(what + " is too long for the terminal's clipboard, and there is no other: nothing was copied")
	}
	return tea.Sequence(steps...)
}

func nativeNotice(what string, err error, osc, suffix string) string {
	switch {
	case err == nil && osc != "":
		return what + " sent to the clipboard (" + osc + " and system" + suffix + ")"
	case err == nil:
		return what + " sent to the clipboard (system" + suffix + ")"
	case osc != "":
		return what + " sent to the clipboard (" + osc + "; the system's own did not take it)"
	default:
		return what + " is too long for the terminal's clipboard, and the system's own did not take it: nothing was copied"
	}
}
