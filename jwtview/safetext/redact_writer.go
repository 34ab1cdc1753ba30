package safetext

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

// maxLine is the longest line that a redacting writer keeps to look for secrets.
const maxLine = 1 << 20

// Writer is a redacting writer around another: it passes on whole lines, each
// redacted. Close passes on the last line when it had no line feed; it does not
// close the other writer. A line longer than 1 MB is replaced by its size, because
// a secret could lie across any place where it might be cut.
func (r *Redactor) Writer(w io.Writer) io.WriteCloser {
	return &redactingWriter{redactor: r, out: w}
}

type redactingWriter struct {
	redactor *Redactor
	mu       sync.Mutex
	out      io.Writer
	line     []byte
	skipped  int // bytes of a line that was too long to keep
}

// Write implements io.Writer. It reports p as written when its lines were kept or
// passed on.
func (w *redactingWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for rest := p; len(rest) > 0; {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			w.keep(rest)
			break
		}
		w.keep(rest[:i])
		if err := w.flush("\n"); err != nil {
			return len(p) - len(rest), err
		}
		rest = rest[i+1:]
	}
	return len(p), nil
}

// Close passes on what is left.
func (w *redactingWriter) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.line) == 0 && w.skipped == 0 {
		return nil
	}
	return w.flush("")
}

func (w *redactingWriter) keep(p []byte) {
	if w.skipped > 0 || len(w.line)+len(p) > maxLine {
		w.skipped += len(w.line) + len(p)
		w.line = nil
		return
	}
	w.line = append(w.line, p...)
}

func (w *redactingWriter) flush(end string) error {
	text := w.redactor.Redact(string(w.line))
	if w.skipped > 0 {
		text = fmt.Sprintf("[a line of %d bytes, not shown]", w.skipped)
	}
	w.line, w.skipped = w.line[:0], 0
	_, err := io.WriteString(w.out, text+end)
	return err
}
