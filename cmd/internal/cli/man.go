package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/cmd/internal/manpage"
)

type manOptions struct {
	*factory
	root  *cobra.Command
	words []string
	all   string
}

func newManCommand(f *factory, run func(context.Context, *manOptions) error) *cobra.Command {
	options := &manOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "man [COMMAND…]",
		Short: "Print a manual page",
		Long: "Prints the manual page of a command or help topic, for `man -l -` to show, or\n" +
			"writes all of them into a folder.",
		Example: "  coveo-token man mint search | man -l -\n" +
			"  coveo-token man --all ~/.local/share/man/man1",
		Annotations: map[string]string{instant: ""},
		RunE: func(cmd *cobra.Command, args []string) error {
			options.root, options.words = cmd.Root(), args
			return run(cmd.Context(), options)
		},
	}
	cmd.Flags().StringVar(&options.all, "all", "", "write every page into this `folder`")
	return cmd
}

func runMan(_ context.Context, o *manOptions) error {
	build := o.build.complete()
	date, _, _ := strings.Cut(build.Date, "T")
	stamp := manpage.Stamp{Version: build.Version, Date: date}
	if o.all != "" {
		return writeManPages(o.all, o.root, stamp)
	}
	found, rest, err := o.root.Find(o.words)
	if err != nil || len(rest) > 0 {
		return unknownCommand(found, strings.Join(rest, " "))
	}
	return o.io.write(manpage.Page(found, stamp))
}

// writeManPages writes the page of every command, as NAME.SECTION.
func writeManPages(folder string, root *cobra.Command, stamp manpage.Stamp) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, cmd := range manpage.Pages(root) {
		path := filepath.Join(folder, manpage.Name(cmd)+"."+manpage.Section(cmd))
		if err := os.WriteFile(path, manpage.Page(cmd, stamp), 0o644); err != nil {
			return err
		}
	}
	return nil
}
