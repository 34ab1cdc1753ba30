//go:build unix

package ui

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// suspends says that programs can be stopped on this system.
const suspends = true

// stopProcess stops the program with all of its process group, as the terminal itself
// would, and returns when it is continued. stopped is false when the system did not
// stop it, because nobody would continue it.
func stopProcess() (stopped bool) {
	// The signal takes a moment to arrive, less than this.
	const moment = 200 * time.Millisecond
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	byDefault(func() {
		if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
			return
		}
		select {
		case <-continued:
			stopped = true
		case <-time.After(moment):
		}
	})
	return stopped
}
