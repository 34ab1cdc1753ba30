//go:build linux && (amd64 || arm64)

package ui

import (
	"os/signal"
	"syscall"
	"unsafe"
)

// sigaction is the kernel's struct of what a signal does; all zero is the default.
type sigaction [4]uint64

func (s *suspender) listen() { signal.Notify(s.asked, syscall.SIGTSTP) }

func (s *suspender) ignore() { signal.Stop(s.asked) }

// byDefault runs something while SIGTSTP stops the program. Go's own signal.Reset leaves
// its handler in place, which does nothing, so that the program would never stop.
func byDefault(run func()) {
	var before sigaction
	setAction(&sigaction{}, &before)
	defer setAction(&before, nil)
	run()
}

func setAction(next, before *sigaction) {
	_, _, _ = syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, uintptr(syscall.SIGTSTP),
		uintptr(unsafe.Pointer(next)), uintptr(unsafe.Pointer(before)), unsafe.Sizeof(next[0]), 0, 0)
}
