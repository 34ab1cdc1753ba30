package cli

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Build is what the linker stamped into the program. Empty fields are filled from
// the build information of the module.
type Build struct {
	Version, Commit, Date string
}

// unreleased is the version of a build that has none.
const unreleased = "devel"

// complete fills what was not stamped.
func (b Build) complete() Build {
	info, ok := debug.ReadBuildInfo()
	if ok {
		settings := map[string]string{}
		for _, setting := range info.Settings {
			settings[setting.Key] = setting.Value
		}
		b.Version = firstOf(b.Version, info.Main.Version)
		b.Commit = firstOf(b.Commit, settings["vcs.revision"])
		b.Date = firstOf(b.Date, settings["vcs.time"])
	}
	if b.Version == "" || b.Version == "(devel)" {
		b.Version = unreleased
	}
	return b
}

// userAgent names the program to servers.
func (b Build) userAgent() string { return "coveo-token/" + b.complete().Version }

type versionOptions struct{ *factory }

// versionDocument is the version as --json shows it.
type versionDocument struct {
	Schema   string `json:"schema"`
	Version  string `json:"version"`
	Commit   string `json:"commit"`
	Date     string `json:"date"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func newVersionCommand(f *factory, run func(context.Context, *versionOptions) error) *cobra.Command {
	options := &versionOptions{factory: f}
	return &cobra.Command{
		Use:         "version",
		Short:       "Print the version",
		Example:     "  coveo-token version --json",
		Annotations: map[string]string{instant: ""},
		Args:        noArguments,
		RunE:        func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
}

func runVersion(_ context.Context, o *versionOptions) error {
	build := o.build.complete()
	document := versionDocument{
		schema("version"), build.Version, build.Commit, build.Date,
		runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH,
	}
	if o.globals.json {
		return o.writeJSON(document)
	}
	text := "coveo-token " + document.Version
	if document.Commit != "" {
		text += " (" + document.Commit + ")"
	}
	if document.Date != "" {
		text += " built " + document.Date
	}
	return o.io.write(fmt.Appendf(nil, "%s\n%s %s\n", text, document.Go, document.Platform))
}
