//go:build !unix

package cli

import "os"

// passedSignals are the signals that a command is given: the console tells all its
// programs itself.
func passedSignals(bool) []os.Signal { return nil }

// passOn keeps signals from ending this process before the command.
func passOn(signals <-chan os.Signal, _ []os.Signal, _ *os.Process, ended <-chan struct{}) {
	for {
		select {
		case <-ended:
			return
		case <-signals:
		}
	}
}

// childExitCode is the exit code of a command.
func childExitCode(state *os.ProcessState) int { return state.ExitCode() }
