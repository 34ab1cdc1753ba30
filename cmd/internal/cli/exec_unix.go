//go:build unix

package cli

import (
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// signalExit is what shells add to the number of the signal that ended a command.
const signalExit = 128

// passedSignals are the signals that a command is given. Those of the keyboard reach it
// by themselves where there is a terminal, and would come twice.
func passedSignals(terminal bool) []os.Signal {
	signals := []os.Signal{syscall.SIGTERM, syscall.SIGUSR1, syscall.SIGUSR2}
	if !signal.Ignored(syscall.SIGHUP) { // the command of a nohup ignores it too
		signals = append(signals, syscall.SIGHUP)
	}
	if !terminal {
		signals = append(signals, os.Interrupt, syscall.SIGQUIT)
	}
	return signals
}

// passOn gives a process the signals that are to be passed on, until it has ended. The
// others are kept from ending this process before the command.
func passOn(signals <-chan os.Signal, passed []os.Signal, process *os.Process, ended <-chan struct{}) {
	for {
		select {
		case <-ended:
			return
		case s := <-signals:
			if slices.Contains(passed, s) {
				_ = process.Signal(s) // it may have just ended
			}
		}
	}
}

// childExitCode is the exit code of a command, as shells give it.
func childExitCode(state *os.ProcessState) int {
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return signalExit + int(status.Signal())
	}
	return state.ExitCode()
}
