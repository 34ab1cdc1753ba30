package ui

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// Run shows the program on a terminal until the user quits. However it ends, the
// terminal is as it was before and the session's calls are over. The error is nil
// when the user quit, a *SignalError, a *TerminalError, a *PanicError, the cause of
// ctx's end, or what Bubble Tea reports about the terminal.
func Run(ctx context.Context, o Options) error {
	defer o.Session.Close()
	e := &ending{}
	app := NewApp(o)
	var model tea.Model = &guard{model: app, end: e.end}
	if o.Wrap != nil {
		model = o.Wrap(model)
	}
	e.program = tea.NewProgram(model, programOptions(o, e.end)...)
	if o.Session.Editor.Run == nil {
		o.Session.Editor.Run = app.stops.lend
	}
	defer watchSignals(e.end)()
	defer app.stops.watch(e.program.Send)()
	defer context.AfterFunc(ctx, func() { e.end(context.Cause(ctx)) })()
	return e.outcome(o.Session, runProgram(e))
}

// runProgram runs the program and, when Bubble Tea itself panics, restores the
// terminal in its stead.
func runProgram(e *ending) error {
	defer func() {
		if value := recover(); value != nil {
			e.end(catch(value))
			e.program.Kill()
		}
	}()
	_, err := e.program.Run()
	return err
}

// programOptions replace what Bubble Tea does about signals, which forgets SIGHUP,
// and about panics, whose values it prints with all that they hold.
func programOptions(o Options, end func(error)) []tea.ProgramOption {
	options := []tea.ProgramOption{
		tea.WithInput(watchInput(o.Input, end)),
		tea.WithOutput(watchOutput(o.Output, end)),
		tea.WithoutSignalHandler(),
		tea.WithoutCatchPanics(),
	}
	if o.Environ != nil {
		options = append(options, tea.WithEnvironment(o.Environ))
	}
	if o.Width > 0 && o.Height > 0 {
		options = append(options, tea.WithWindowSize(o.Width, o.Height))
	}
	return append(options, o.Program...)
}

// watchSignals ends the program at the signals that ask for it, until stop is called.
// A hangup that was ignored when the program started (nohup) stays ignored.
func watchSignals(end func(error)) (stop func()) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	received, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(received, signals...)
	go func() {
		select {
		case s := <-received:
			end(&SignalError{Signal: s})
		case <-done:
		}
	}()
	return func() {
		signal.Stop(received)
		close(done)
	}
}

// watchInput ends the program when its input ends: Bubble Tea would wait for ever.
func watchInput(input io.Reader, end func(error)) io.Reader {
	if input == nil {
		input = os.Stdin
	}
	if file, ok := input.(*os.File); ok {
		return &watchedInputFile{file, end}
	}
	return &watchedInput{input, end}
}

// watchOutput ends the program when its output fails: Bubble Tea would go on unseen.
func watchOutput(output io.Writer, end func(error)) io.Writer {
	if output == nil {
		output = os.Stdout
	}
	if file, ok := output.(*os.File); ok {
		return &watchedOutputFile{file, end}
	}
	return &watchedOutput{output, end}
}
