package cli

import (
	"io"
	"os"
	"path/filepath"
	"sync"

	"coveotoken/cmd/internal/apilog"
	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
)

const (
	// debugVariable asks for what the program does to be told, without secrets.
	debugVariable = "COVEO_TOKEN_DEBUG"
	// debugAPI is the value for every exchange with Coveo.
	debugAPI = "api"
	// logName is the name of the file that the screens tell it to.
	logName = "coveo-token.log"
	// maxLog is the size in bytes from which the log is begun anew.
	maxLog = 8 << 20
)

// debugs reports whether every exchange is to be told whole.
func (f *factory) debugs() bool { return f.env(debugVariable) == debugAPI }

// logExchanges tells of every exchange on the writer, as far as that was asked for.
func (f *factory) logExchanges(out io.Writer) error {
	switch value := f.env(debugVariable); {
	case value != "" && value != debugAPI:
		return &coveoapi.InputError{
			Field: debugVariable, Reason: "is a value that is not known", Remedy: "Set it to " + debugAPI + ", or unset it.",
		}
	case value == debugAPI:
		f.exchanges.WriteTo(out, apilog.Text)
	case f.globals.format.verbose:
		f.exchanges.WriteTo(out, apilog.Line)
	}
	return nil
}

// shareErrorStream lets what logs write to standard error while others do.
func (f *factory) shareErrorStream() {
	if f.debugs() || f.globals.format.verbose {
		f.io.err = &serialWriter{to: f.io.err}
	}
}

// logWriter is standard error, where a line that says what is waited for makes way.
func (f *factory) logWriter() io.Writer {
	if !f.io.canAnimate() {
		return f.io.err
	}
	return writerFunc(func(text []byte) (int, error) {
		_, err := f.io.err.Write(append([]byte("\r\x1b[K"), text...))
		return len(text), err
	})
}

// serialWriter lets several goroutines write, one after another.
type serialWriter struct {
	mu sync.Mutex
	to io.Writer
}

// Write implements io.Writer.
func (w *serialWriter) Write(text []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(text)
}

// errorStream is standard error itself, for a process that is to have it.
func (f *factory) errorStream() io.Writer {
	if serial, ok := f.io.err.(*serialWriter); ok {
		return serial.to
	}
	return f.io.err
}

// logToFile tells of exchanges in a file while the screens have the terminal, if that
// was asked for.
func (f *factory) logToFile() error {
	if !f.debugs() && !f.globals.format.verbose {
		return nil
	}
	path, err := f.logPath()
	if err != nil {
		return err
	}
	file, err := openLog(path)
	if err != nil {
		return &coveoapi.InputError{
			Field: debugVariable, Reason: "asks for the log " + path + ", which cannot be written: " + fileReason(err),
			Remedy: "Set " + profile.StateVariable + " to a folder that can be written, or unset " + debugVariable + ".",
		}
	}
	f.later(file)
	f.note("The calls are logged to %s", path)
	return f.logExchanges(file)
}

// logPath is the file that the screens log to.
func (f *factory) logPath() (string, error) {
	folder, err := profile.StateFolder().Path(f.lookup)
	return filepath.Join(folder, logName), err
}

// openLog opens the log to append to it. Only its owner may read it: names and filters
// of an organization are in it.
func openLog(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	flags := os.O_CREATE | os.O_APPEND | os.O_WRONLY
	if info, err := os.Stat(path); err == nil && info.Size() > maxLog {
		flags |= os.O_TRUNC
	}
	file, err := os.OpenFile(path, flags, 0o600)
	if err != nil {
		return nil, err
	}
	if err := file.Chmod(0o600); err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

// writerFunc makes an io.Writer of a function.
type writerFunc func([]byte) (int, error)

// Write implements io.Writer.
func (w writerFunc) Write(text []byte) (int, error) { return w(text) }
