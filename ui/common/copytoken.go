package common

import tea "charm.land/bubbletea/v2"

// CopyToken puts the session's current token on the clipboard, for a key that was
// pressed; see CopySecret.
func CopyToken(session *Session) tea.Cmd {
	return CopySecret(session, "token", session.Current.Secret.Reveal())
}
