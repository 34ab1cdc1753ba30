// Command capture draws the pictures of the README: it runs the built program on an
// emulated terminal, presses keys as a user would, and writes the screen of each
// step as SVG and as text.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

const (
	program = "bin/coveo-token"
	columns = 110
	rows    = 32
)

// The keys that the scenes press, as a terminal sends them.
const (
	enter   = "\r"
	tab     = "\t"
	down    = "\x1b[B"
	control = "\x13" // ctrl+s
)

// scene is a picture: the keys that lead to it from the one before, and the text
// that shows that it is there. The footer's help comes back when a notice has gone.
type scene struct {
	name, title string
	keys        []string
	shows       string
}

func scenes() []scene {
	return []scene{
		{"1-connect", "Connect: what the key may do", nil, "You are connected"},
		{"2-privileges", "Privileges: the live list, filtered", []string{enter, tab, "/", "impers", enter, " "}, "1 of "},
		{"3-details", "Details: who the token acts as", []string{
			enter, "\x14", "asmith@example.com", tab, tab, tab, "Alice Smith",
			tab, tab, "SupportHub", tab, tab, "@source==KnowledgeBase", tab, "1h",
		}, "3600000"},
		{"4-review", "Review: the exact request", []string{control}, "enter mints"},
		{"5-token", "Token: every claim explained", []string{enter, down, down, down}, "? help"},
		{"6-query", "Query: what this token may see", []string{"x", "reset", enter}, "? help"},
		{"7-compare", "Compare: who finds what", []string{"=", "r"}, "? help"},
		{"8-history", "History: the tokens of the session", []string{"8"}, "Fingerprint"},
	}
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: capture FOLDER")
		os.Exit(2)
	}
	if err := capture(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "capture:", err)
		os.Exit(1)
	}
}

func capture(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	s, err := openScreen(program, "demo")
	if err != nil {
		return err
	}
	defer s.close()
	for _, scene := range scenes() {
		if err := s.play(scene); err != nil {
			return err
		}
		if err := s.save(filepath.Join(folder, scene.name), scene.title); err != nil {
			return err
		}
	}
	return nil
}
