package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// noticeTime is how long a notice stands: long enough to read a sentence.
const noticeTime = 4 * time.Second

// notice is a sentence in the footer. The number keeps the timer of an older notice
// from clearing a newer one.
type notice struct {
	text   string
	number int
}

// noticeExpiredMsg says that a notice has stood long enough.
type noticeExpiredMsg struct{ number int }

func (a *App) showNotice(text string) tea.Cmd {
	a.notice = notice{text: text, number: a.notice.number + 1}
	return a.session.After(noticeTime, noticeExpiredMsg{a.notice.number})
}

func (a *App) expireNotice(msg noticeExpiredMsg) {
	if msg.number == a.notice.number {
		a.notice.text = ""
	}
}
