//go:build unix && !(linux && (amd64 || arm64))

package ui

// listen listens to nothing: a Go program that has once caught SIGTSTP is never stopped
// by it again. From outside it stops the program as it stands; ctrl+z tidies up first.
func (s *suspender) listen() {}
func (s *suspender) ignore() {}

func byDefault(run func()) { run() }
