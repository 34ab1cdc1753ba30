//go:build !linux

package cli

// keepMemoryPrivate does what this system offers against core dumps, which is nothing
// that a program should do by itself.
func keepMemoryPrivate() {}
