package cli

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi/profile"
)

// place is a file or folder of the program.
type place struct{ name, holds, path string }

// places finds the files and folders of the program, which may not exist yet.
func (f *factory) places() ([]place, error) {
	store, err := f.profileStore()
	if err != nil {
		return nil, err
	}
	all := []place{{"config", profile.ConfigFolder().Holds, store.Path()}}
	for _, folder := range []profile.Folder{profile.StateFolder(), profile.CacheFolder()} {
		path, err := folder.Path(f.lookup)
		if err != nil {
			return nil, err
		}
		all = append(all, place{folder.Name, folder.Holds, path})
		if folder.Name == "state" {
			all = append(all, place{"history", "minted tokens, where they are to be remembered", filepath.Join(path, "history.jsonl")})
			all = append(all, place{"log", "what went wrong, where it is asked for", filepath.Join(path, logName)})
		}
	}
	return all, nil
}

func newLocateCommand(f *factory) *cobra.Command {
	names := []string{"config", "state", "cache", "history", "log"}
	return &cobra.Command{
		Use:   "locate [" + strings.Join(names, "|") + "]",
		Short: "Print where this program keeps its files",
		Long: "Print where this program keeps its files: the settings, what it remembers, what it\n" +
			"can have again, and its log. They may not exist yet.",
		Example:     "  coveo-token locate config\n  $EDITOR \"$(coveo-token locate config)\"",
		Args:        atMostOneArgument,
		ValidArgs:   names,
		Annotations: map[string]string{instant: ""},
		RunE: func(_ *cobra.Command, args []string) error {
			return f.locate(firstOf(args...), names)
		},
	}
}

func (f *factory) locate(name string, names []string) error {
	places, err := f.places()
	if err != nil {
		return err
	}
	paths := map[string]string{}
	t := table{header: []string{"NAME", "PATH", "HOLDS"}}
	for _, p := range places {
		paths[p.name] = p.path
		t.add(p.name, f.safe(p.path), p.holds)
	}
	path, known := paths[name]
	switch {
	case name != "" && !known:
		return usageError("there is no place called "+name, "There are: "+strings.Join(names, ", ")+".")
	case f.globals.json:
		return f.writeJSON(struct {
			Schema string            `json:"schema"`
			Paths  map[string]string `json:"paths"`
		}{schema("locate"), paths})
	case name == "":
		return f.io.write([]byte(t.render(f.io.textWidth(), f.io.strong)))
	}
	return f.io.write([]byte(path + "\n"))
}
