package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
)

// maxBodyBytes is more than any body that is accepted; what is longer is refused
// with the client's own words.
const maxBodyBytes = 2 << 20

// byHand reports whether the body is written by hand, so that the flags need not
// make a whole one.
func (o *mintOptions) byHand() bool { return o.rawJSON != "" || o.edit || o.preset.body() != nil }

// noteBodyFlags notes which flags of the command were given that say something
// about the body. Those that do not are named.
func (o *mintOptions) noteBodyFlags(cmd *cobra.Command, others ...string) {
	o.given = changedFlags(cmd, append(others, "raw-json", "edit", "preset", "save-preset", "show-token", "output", "dry-run", "check", "code", "api-version")...)
}

// changedFlags names the flags of the command alone that were given, except some.
func changedFlags(cmd *cobra.Command, except ...string) (names []string) {
	cmd.LocalNonPersistentFlags().VisitAll(func(flag *pflag.Flag) {
		if flag.Changed && !slices.Contains(except, flag.Name) {
			names = append(names, "--"+flag.Name)
		}
	})
	return names
}

// build makes the request: of the flags, or of a body that was written by hand, to
// whose oddities it then adds a warning.
func (o *mintOptions) build(ctx context.Context, target coveoapi.Target, m *mint) (coveoapi.Request, error) {
	if !o.byHand() {
		return m.call(target)
	}
	flag, err := o.wholeBody()
	if err != nil {
		return coveoapi.Request{}, err
	}
	body, err := o.rawBody(ctx, target, m)
	if err == nil && o.edit {
		flag = "edit"
		body, err = o.editBody(strings.ReplaceAll(m.kind, " ", "-")+".json", body)
	}
	if err != nil {
		return coveoapi.Request{}, err
	}
	request, err := m.rawCall(target, body)
	if unknown := coveoapi.UnknownAttributes(m.bodyKind, body); len(unknown) > 0 {
		m.warnings = append(m.warnings, "not in Coveo's published schema, sent all the same: "+strings.Join(unknown, ", "))
	}
	err = flagInput(flag, err)
	if err != nil && o.edit {
		err = keepEdited(body, err)
	}
	return request, err
}

// wholeBody is the flag that gives the whole body; no flag for a part of it may stand
// beside it.
func (o *mintOptions) wholeBody() (flag string, err error) {
	flag = "raw-json"
	if o.rawJSON == "" && o.preset.body() != nil {
		flag = "preset"
	}
	switch {
	case o.rawJSON != "" && o.preset.form() != nil:
		return flag, usageError("--raw-json and --preset both say what is asked for", "Leave one of the two out.")
	case o.rawJSON == "" && o.preset.body() == nil:
		return flag, nil
	}
	lost := slices.DeleteFunc(slices.Clone(o.given), func(name string) bool { return name == "--preset" || name == "--force" })
	if len(lost) == 0 {
		return flag, nil
	}
	return flag, &coveoapi.InputError{
		Field: "--" + flag, Reason: "is the whole body, so that " + strings.Join(lost, ", ") + " would be lost",
		Remedy: "Write it into the body, or leave --" + flag + " out.",
	}
}

// keepEdited writes a text that was edited in vain into a file that only this user
// can read, and names it in the error, so that nothing typed is lost.
func keepEdited(body []byte, cause error) error {
	var input *coveoapi.InputError
	file, err := os.CreateTemp("", "coveo-token-edited-*.json") // readable by its owner only
	if err != nil || !errors.As(cause, &input) {
		return cause
	}
	_, err = file.Write(body)
	if err = errors.Join(err, file.Close()); err != nil {
		return cause
	}
	kept := *input
	kept.Remedy = "What you wrote is kept: mend it, then give it as --raw-json " + file.Name()
	return &kept
}

// rawBody is the body of --raw-json or of the preset, or else the one that the flags make, indented
// for editing.
func (o *mintOptions) rawBody(ctx context.Context, target coveoapi.Target, m *mint) ([]byte, error) {
	if o.rawJSON != "" {
		return o.readInput(ctx, "raw-json", o.rawJSON, maxBodyBytes)
	}
	if body := o.preset.body(); body != nil {
		return body, nil
	}
	request, _ := m.call(target) // What is wrong with it can be mended by hand.
	var indented bytes.Buffer
	if err := json.Indent(&indented, request.Body, "", "  "); err != nil {
		return nil, err
	}
	return append(indented.Bytes(), '\n'), nil
}

// editBody has a text edited in the user's editor, as the screens do.
func (o *mintOptions) editBody(name string, body []byte) ([]byte, error) {
	failure := func(reason, remedy string) error {
		return &coveoapi.InputError{Field: "--edit", Reason: reason, Remedy: remedy}
	}
	if !o.io.inTerminal || !o.io.outTerminal || o.io.noInput {
		return nil, failure("needs a terminal to edit on", "Write the body into a file and give it as --raw-json FILE.")
	}
	editor := common.Editor{Command: firstOf(o.env("VISUAL"), o.env("EDITOR")), Run: o.runEditor}
	edited, _ := editor.Open("", name, body)().(common.EditedMsg)
	switch {
	case errors.Is(edited.Err, common.ErrNoEditor):
		return nil, failure("finds no editor", "Set VISUAL or EDITOR to its command, for example EDITOR=nano.")
	case edited.Err != nil:
		return nil, failure("did not work: "+edited.Err.Error(), "Mend the editor's command, or give the body as --raw-json FILE.")
	}
	return edited.Content, nil
}

// runEditor gives the streams to an editor until it ends.
func (o *mintOptions) runEditor(command *exec.Cmd, done tea.ExecCallback) tea.Cmd {
	command.Stdin, command.Stdout, command.Stderr = o.io.in, o.io.out, o.errorStream()
	return func() tea.Msg { return done(command.Run()) }
}
