package cli

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/cmd/internal/support"
	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/privatefile"
	"coveotoken/coveoapi/problem"
)

// maxLogInBundle is how much of a log goes into a bundle, in bytes.
const maxLogInBundle = 4 << 20

type bundleOptions struct {
	*factory
	output  string
	logs    []string
	offline bool
}

// bundleDocument is what was written as --json shows it.
type bundleDocument struct {
	Schema string `json:"schema"`
	Path   string `json:"path"`
	Bytes  int    `json:"bytes"`
	// Secrets is what the self-check found. It is 0, or nothing is written.
	Secrets int `json:"secrets_found"`
}

func newBundleCommand(f *factory, run func(context.Context, *bundleOptions) error) *cobra.Command {
	options := &bundleOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "bundle",
		Short: "Write a file for support, with no secret in it",
		Long: "Write one text file for somebody who helps: the version, this machine and terminal,\n" +
			"each setting with where it comes from, what the checks of `doctor` find, and the\n" +
			"calls that they made. Keys, tokens and passwords are masked. Before the file is\n" +
			"written it is searched for every secret in use, in every form, and for whatever\n" +
			"looks like one; if one is found, nothing is written. Names, filters\n" +
			"and host names stay: read the file before you send it.",
		Example: "  coveo-token bundle\n" +
			"  coveo-token bundle --offline --output -\n" +
			"  COVEO_TOKEN_DEBUG=api coveo-token query lantern 2>failing.log\n" +
			"  coveo-token bundle --log failing.log",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	flags := cmd.Flags()
	flags.StringVar(&options.output, "output", "", "write to this new `file` (- is standard output) instead of one that is named by the time")
	flags.StringArrayVar(&options.logs, "log", nil, "put a log into it, such as the `file` of COVEO_TOKEN_DEBUG=api; repeatable")
	flags.BoolVar(&options.offline, "offline", false, "make no calls: leave the checks out")
	return cmd
}

func runBundle(ctx context.Context, o *bundleOptions) error {
	if o.output == "-" && o.globals.json {
		return usageError("--json says what was written, and --output - writes it to the same place", "Give one of the two.")
	}
	var file support.File
	if err := o.gather(ctx, &file); err != nil {
		return err
	}
	text, err := o.finishBundle(&file)
	if err != nil {
		return err
	}
	if o.output == "-" {
		return o.io.write(text)
	}
	path := firstOf(o.output, o.bundleName())
	if err := privatefile.Create(path, text); err != nil {
		return bundleUnwritten(path, err)
	}
	if o.globals.json {
		return o.writeJSON(bundleDocument{schema("bundle"), path, len(text), 0})
	}
	o.note("0 secrets found by self-check. Read the file before you send it.")
	return o.io.write([]byte(o.safe(path) + "\n"))
}

// finishBundle gives the text of the file once it is known to hold no secret.
func (f *factory) finishBundle(file *support.File) ([]byte, error) {
	text, err := file.Finish(f.liveSecrets())
	if err != nil {
		return nil, leakProblem(err)
	}
	return []byte(text), nil
}

// writeCalls writes the file that the screens make: what runs where, and the last calls.
func (f *factory) writeCalls() (string, error) {
	var file support.File
	f.concealProxies()
	f.describeProgram(&file)
	file.Section("Calls", f.exchanges.Last()...)
	text, err := f.finishBundle(&file)
	if err != nil {
		return "", err
	}
	path := f.bundleName()
	if err := privatefile.Create(path, text); err != nil {
		return "", bundleUnwritten(path, err)
	}
	return path, nil
}

// bundleName is a name that is not taken as long as there is one bundle a second.
func (f *factory) bundleName() string {
	return "coveo-token-bundle-" + f.now().UTC().Format("20060102-150405") + ".txt"
}

// gather puts the parts of the file together.
func (o *bundleOptions) gather(ctx context.Context, file *support.File) error {
	o.concealProxies()
	var logs [][]byte
	for _, path := range o.logs {
		text, err := o.readInput(ctx, "log", path, maxLogInBundle)
		if err != nil {
			return err
		}
		logs = append(logs, text)
	}
	o.describeProgram(file)
	file.Section("Settings", o.settingLines(ctx)...)
	if o.offline {
		file.Section("Checks", "Not made: --offline.")
	} else if err := o.checkInto(ctx, file); err != nil {
		return err
	}
	for i, text := range logs {
		file.Section("Log "+o.safe(o.logs[i]), o.safeLines(string(text))...)
	}
	return nil
}

// checkInto makes the checks of doctor, and tells what they found and what was sent.
func (o *bundleOptions) checkInto(ctx context.Context, file *support.File) error {
	o.exchanges.Keep()
	c, err := o.connect(ctx, true)
	if err != nil {
		p := explain(err)
		file.Section("Checks", "Not made: "+o.safe(p.Title+" "+p.Evidence))
		return ctx.Err()
	}
	defer c.wait.start("Checking")()
	rows := preflight.Run(ctx, preflight.Plan{Client: c.client, Keys: c.keys}, nil)
	c.wait.stop()
	if err := ctx.Err(); err != nil {
		return err
	}
	lines := strings.Split(strings.TrimRight(o.doctorTable(rows).render(0, o.io.strong), "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(line, "\t", " | "), " |")
	}
	file.Section("Checks", lines...)
	file.Section("Calls", o.exchanges.Last()...)
	return nil
}

// safeLines makes every line of a text fit to be shown.
func (f *factory) safeLines(text string) []string {
	var lines []string
	for line := range strings.Lines(f.redactor.Redact(text)) {
		lines = append(lines, f.safe(strings.TrimRight(line, "\r\n")))
	}
	return lines
}

// leakProblem is a file that was not written because a secret would be in it.
func leakProblem(err error) error {
	return &problemError{cause: err, problem: problem.Problem{
		ID: "bundle-leak", Kind: problem.Unexpected, Title: "The file was not written: a secret would be in it.",
		Evidence: sentence(err.Error()),
		Remedy:   "Leave out what --log adds, and try --offline. If it stays, please report it: the redaction has a gap.",
	}}
}

// bundleUnwritten is a file that cannot be made.
func bundleUnwritten(path string, err error) error {
	remedy := "Name another file with --output, or - for standard output."
	if errors.Is(err, fs.ErrExist) {
		return &coveoapi.InputError{Field: "--output", Reason: path + " exists, and is not written over", Remedy: remedy}
	}
	return &coveoapi.InputError{Field: "--output", Reason: path + " cannot be written: " + fileReason(err), Remedy: remedy}
}
