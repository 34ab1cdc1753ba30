// Package cli is the command line of coveo-token. It alone wires the rooms of the
// program together: it reads flags, environment and keys, makes the client of
// coveoapi, starts the embedded sandbox, and runs the screens of ui. Every
// subcommand has a file with an options struct, which flags fill, and a run
// function, which tests can call.
package cli

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"coveotoken/coveoapi/problem"
)

// Main runs the program with the streams, environment and signals of the process
// and returns its exit code.
func Main(args []string, build Build) int {
	keepMemoryPrivate()
	factory := newFactory(systemStreams(os.LookupEnv), os.LookupEnv, build)
	factory.untilSignal, factory.interrupts = untilSignal, interrupts
	return factory.run(context.Background(), args)
}

// untilSignal gives a context that ends with the first of the signals. A second one ends
// the process at once, whatever still runs.
func untilSignal(parent context.Context, signals []os.Signal) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(parent, signals...)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// endingSignals are the signals that end the program. A hangup that was ignored when
// it started (nohup) stays ignored; an interrupt does not, because shells without job
// control ignore it for everything they start in the background, such as a sandbox
// that a script stops with it.
func endingSignals() []os.Signal {
	if signal.Ignored(syscall.SIGHUP) {
		return []os.Signal{os.Interrupt, syscall.SIGTERM}
	}
	return []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
}

// run executes a command line and turns its outcome into an exit code. An error is
// printed here and nowhere else.
func (f *factory) run(ctx context.Context, args []string) (code int) {
	defer f.close()
	defer func() {
		if cause := recover(); cause != nil {
			code = f.reportPanic(cause, debug.Stack())
		}
	}()
	f.globals.json = wantsJSON(args)
	err := refuseSecrets(args)
	if err == nil {
		root := newRootCommand(f, args)
		root.SetArgs(args)
		err = f.tellApart(ctx, root.ExecuteContext(ctx))
	}
	return f.finish(err)
}

// finish prints the error, if it has not been reported yet, and gives the exit code.
func (f *factory) finish(err error) int {
	var reported *exitError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &reported):
		return reported.code
	case errors.Is(err, context.Canceled):
		f.reportProblem(interrupted())
		return exitInterrupted
	}
	p := explain(err)
	f.reportProblem(p)
	return exitCode(p.Kind)
}

// interrupted is the problem of a command that a signal ended.
func interrupted() problem.Problem {
	return problem.Problem{
		ID: "interrupted", Kind: problem.Canceled, Title: "Interrupted.",
		Remedy: "Run the command again when you are ready.",
	}
}
