package uitest

import (
	"fmt"
	"io"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/vt"
)

// answered follows the emulator's answers to what it was just given: when it has
// come through, so have they.
const answered = "\x1b_uitest-answered\x1b\\"

// inputQueue is the program's input. What is added together is read together, as a
// terminal sends a key's bytes together. It never blocks the side that adds.
type inputQueue struct {
	mu     sync.Mutex
	some   *sync.Cond
	chunks []string
	closed bool
}

func newInputQueue() *inputQueue {
	q := &inputQueue{}
	q.some = sync.NewCond(&q.mu)
	return q
}

func (q *inputQueue) add(chunk string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.chunks = append(q.chunks, chunk)
	q.some.Broadcast()
}

// Close ends the input.
func (q *inputQueue) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.some.Broadcast()
}

// Read implements io.Reader.
func (q *inputQueue) Read(p []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.chunks) == 0 && !q.closed {
		q.some.Wait()
	}
	if len(q.chunks) == 0 {
		return 0, io.EOF
	}
	n := copy(p, q.chunks[0])
	if q.chunks[0] = q.chunks[0][n:]; q.chunks[0] == "" {
		q.chunks = q.chunks[1:]
	}
	return n, nil
}

// forwardAnswers makes the emulator's answers to queries input of the program. They
// must be read all the time: the emulator blocks until they are.
func (term *Terminal) forwardAnswers() {
	buf := make([]byte, 4096)
	for {
		n, err := term.emulator.Read(buf)
		if err != nil {
			return
		}
		if chunk := string(buf[:n]); chunk != answered {
			term.activity.happened()
			term.input.add(chunk)
		}
	}
}

// awaitAnswers waits until the answers so far have become input.
func (term *Terminal) awaitAnswers() {
	_, _ = io.WriteString(term.emulator.InputPipe(), answered)
}

// closeAnswers ends forwardAnswers.
func closeAnswers(emulator *vt.Emulator) {
	if pipe, ok := emulator.InputPipe().(io.Closer); ok {
		_ = pipe.Close()
	}
}

// encode gives the bytes that a terminal sends for a key, in the encoding of the
// kitty keyboard protocol, in which esc is not the start of something longer.
func encode(press tea.KeyPressMsg) string {
	if press.Text != "" {
		return press.Text
	}
	modifiers := 1 + int(press.Mod&(tea.ModShift|tea.ModAlt|tea.ModCtrl))
	if code, ok := legacyKeys()[press.Code]; ok {
		if modifiers == 1 {
			return "\x1b[" + strings.TrimPrefix(code, "1")
		}
		final := code[len(code)-1:]
		return fmt.Sprintf("\x1b[%s;%d%s", strings.TrimSuffix(code, final), modifiers, final)
	}
	return fmt.Sprintf("\x1b[%d;%du", press.Code, modifiers)
}

// legacyKeys are the keys that the protocol still sends as before.
func legacyKeys() map[rune]string {
	return map[rune]string{
		tea.KeyUp: "1A", tea.KeyDown: "1B", tea.KeyRight: "1C", tea.KeyLeft: "1D",
		tea.KeyHome: "1H", tea.KeyEnd: "1F", tea.KeyF1: "1P",
		tea.KeyPgUp: "5~", tea.KeyPgDown: "6~", tea.KeyDelete: "3~",
	}
}
