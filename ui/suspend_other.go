//go:build !unix

package ui

// suspends says that programs can be stopped on this system.
const suspends = false

func (s *suspender) listen() {}
func (s *suspender) ignore() {}

func byDefault(run func()) { run() }

// stopProcess stops nothing: this system has no such thing.
func stopProcess() (stopped bool) { return false }
