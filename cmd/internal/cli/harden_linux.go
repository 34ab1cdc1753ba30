package cli

import "golang.org/x/sys/unix"

// keepMemoryPrivate lets no core dump hold the keys and tokens of this run, and keeps
// other programs of the same user from reading its memory and environment. It costs two
// system calls. Programs that are started from here inherit the limit and may raise it
// again: only the soft one is lowered. To restore it for them from here would either
// raise it for this process meanwhile, or undo what they have just set themselves.
func keepMemoryPrivate() {
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_CORE, &limit) == nil {
		limit.Cur = 0
		_ = unix.Setrlimit(unix.RLIMIT_CORE, &limit)
	}
}
