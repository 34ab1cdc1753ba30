package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

const (
	// still is how long the screen must not change to be taken as drawn.
	still    = 250 * time.Millisecond
	patience = 15 * time.Second
)

// screen is a program on a pseudo-terminal that an emulator shows.
type screen struct {
	command *exec.Cmd
	tty     *os.File

	mu       sync.Mutex
	emulator *vt.Emulator
	changed  time.Time
}

func openScreen(argv ...string) (*screen, error) {
	home, err := os.MkdirTemp("", "coveo-token-capture-")
	if err != nil {
		return nil, err
	}
	command := exec.Command(argv[0], argv[1:]...)
	command.Env = []string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TZ=UTC", "LANG=C.UTF-8",
		"TERM=xterm-256color", "COLORTERM=truecolor",
	}
	tty, err := pty.StartWithSize(command, &pty.Winsize{Rows: rows, Cols: columns})
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", argv[0], err)
	}
	s := &screen{command: command, tty: tty, emulator: vt.NewEmulator(columns, rows)}
	go func() { _, _ = io.Copy(s, tty) }()
	// What the emulator answers to the program's questions goes back to it.
	go func() { _, _ = io.Copy(tty, s.emulator) }()
	return s, nil
}

// Write shows what the program wrote.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed = time.Now()
	return s.emulator.Write(p)
}

// play presses the keys of a scene and waits until it is there and still.
func (s *screen) play(scene scene) error {
	for _, key := range scene.keys {
		if _, err := s.tty.WriteString(key); err != nil {
			return err
		}
		if err := s.wait(""); err != nil {
			return fmt.Errorf("%s: %w", scene.name, err)
		}
	}
	if err := s.wait(scene.shows); err != nil {
		return fmt.Errorf("%s: %w", scene.name, err)
	}
	return nil
}

func (s *screen) wait(text string) error {
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		time.Sleep(still / 10)
		s.mu.Lock()
		drawn := !s.changed.IsZero() && time.Since(s.changed) > still && strings.Contains(s.emulator.String(), text)
		s.mu.Unlock()
		if drawn {
			return nil
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Errorf("%q does not appear on\n%s", text, s.emulator.String())
}

// save writes the screen as SVG and as text.
func (s *screen) save(path, title string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var picture bytes.Buffer
	if err := writeSVG(&picture, s.emulator, title); err != nil {
		return err
	}
	if err := os.WriteFile(path+".svg", picture.Bytes(), 0o644); err != nil {
		return err
	}
	lines := strings.Split(s.emulator.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return os.WriteFile(path+".txt", []byte(strings.Join(lines, "\n")+"\n"), 0o644)
}

func (s *screen) close() {
	_ = s.command.Process.Kill()
	_ = s.command.Wait()
	_ = s.tty.Close()
}
