package common

import (
	"crypto/sha256"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Clipboard is what texts can be copied to.
type Clipboard struct {
	// Write and Read are the system's own; they are nil when there is none.
	Write func(string) error
	Read  func() (string, error)
	// Through is what runs between this program and the terminal.
	Through Multiplexer
}

// Multiplexer is a program that shows others on the user's terminal, and keeps control
// strings from it unless they are wrapped.
type Multiplexer string

// The multiplexers that are known; "" is none.
const (
	Tmux      Multiplexer = "tmux"
	GNUScreen Multiplexer = "screen"
)

// MultiplexerOf tells from the environment what runs between this program and the
// terminal.
func MultiplexerOf(env func(string) string) Multiplexer {
	switch {
	case env("TMUX") != "":
		return Tmux
	case env("STY") != "":
		return GNUScreen
	default:
		return ""
	}
}

// screenChunk is less than the longest string that GNU Screen passes on at once (768
// bytes since 2014).
const screenChunk = 512

// through writes text to the clipboard of the terminal (OSC 52). tmux is told twice,
// because it depends on its options which of the two it heeds: the plain sequence with
// set-clipboard on, the wrapped one with allow-passthrough.
func (c Clipboard) through(text string) tea.Cmd {
	sequence := ansi.SetSystemClipboard(text)
	switch c.Through {
	case Tmux:
		return tea.Sequence(tea.SetClipboard(text), tea.Raw(ansi.TmuxPassthrough(sequence)))
	case GNUScreen:
		return tea.Raw(ansi.ScreenPassthrough(sequence, screenChunk))
	default:
		return tea.SetClipboard(text)
	}
}

// osc names the way through the terminal in a notice.
func (c Clipboard) osc() string {
	if c.Through == "" {
		return "OSC 52"
	}
	return "OSC 52 through " + string(c.Through)
}

// secretStays is how long a secret may stay on the system's clipboard.
const secretStays = 45 * time.Second

// SecretStayedMsg says that a secret which was copied has been on the system's clipboard
// for long enough. It holds no more than the secret's digest.
type SecretStayedMsg struct{ digest [sha256.Size]byte }

// secretStayed is the message about a secret.
func secretStayed(secret string) SecretStayedMsg { return SecretStayedMsg{digestOf(secret)} }

// digestOf forgives the line break that some clipboards add.
func digestOf(text string) [sha256.Size]byte {
	return sha256.Sum256([]byte(strings.TrimRight(text, "\r\n")))
}

// ClearClipboard returns a command that clears the system's clipboard if the secret is
// still what it holds.
func (s *Session) ClearClipboard(msg SecretStayedMsg) tea.Cmd {
	read, write := s.Clipboard.Read, s.Clipboard.Write
	if read == nil || write == nil {
		return nil
	}
	return func() tea.Msg {
		if text, err := read(); err != nil || digestOf(text) != msg.digest || write("") != nil {
			return nil
		}
		return NoticeMsg{Text: "The system's clipboard still held what was copied; it was cleared"}
	}
}
