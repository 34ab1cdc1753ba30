package profile

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	// DirVariable is the environment variable that names the configuration
	// directory.
	DirVariable = "COVEO_TOKEN_CONFIG_DIR"
	// StateVariable is the one that names the directory for what the program remembers.
	StateVariable = "COVEO_TOKEN_STATE_DIR"

	programName = "coveo-token"
)

// Folder is one of the directories of the program.
type Folder struct {
	// Name is what it is called, Holds what is in it.
	Name, Holds string
	// own is the variable that names the folder itself, xdg the one that names the
	// folder of all programs; home is where that is below the home directory, windows
	// the variable that names it there.
	own, xdg, home, windows string
}

// ConfigFolder holds the settings.
func ConfigFolder() Folder {
	return Folder{"config", "the settings, safe to share", DirVariable, "XDG_CONFIG_HOME", ".config", "AppData"}
}

// StateFolder holds what the program remembers and what must not be shared.
func StateFolder() Folder {
	return Folder{"state", "what is remembered, and key files", StateVariable, "XDG_STATE_HOME", ".local/state", "LocalAppData"}
}

// CacheFolder holds what can be had again.
func CacheFolder() Folder {
	return Folder{"cache", "what can be had again", "", "XDG_CACHE_HOME", ".cache", "LocalAppData"}
}

// Path finds the directory, which may not exist yet. The environment is looked up with
// lookup. It is ~/.config and the like on macOS too, where the users of terminals look;
// settings in ~/Library/Application Support are used where there are no others.
func (f Folder) Path(lookup func(string) (string, bool)) (string, error) {
	if dir, _ := lookup(f.own); dir != "" && f.own != "" {
		return dir, nil
	}
	if dir, _ := lookup(f.xdg); filepath.IsAbs(dir) {
		return filepath.Join(dir, programName), nil
	}
	if runtime.GOOS == "windows" {
		dir, _ := lookup(f.windows)
		if dir == "" {
			return "", errors.New("find the folder of the " + f.Name + ": %" + f.windows + "% is not set")
		}
		return filepath.Join(dir, programName, f.below()), nil
	}
	home, _ := lookup("HOME")
	if home == "" {
		remedy := f.own
		if remedy == "" {
			remedy = f.xdg
		}
		return "", errors.New("find the folder of the " + f.Name + ": HOME is not set; set it, or " + remedy)
	}
	dir := filepath.Join(home, filepath.FromSlash(f.home), programName)
	if native := filepath.Join(home, "Library", "Application Support", programName); runtime.GOOS == "darwin" && f.Name == "config" && !exists(dir) && exists(native) {
		return native, nil
	}
	return dir, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// below keeps the folders that share a place on Windows apart.
func (f Folder) below() string {
	if f.windows == "LocalAppData" {
		return f.Name
	}
	return ""
}

// isAbsolute reports whether a path means the same in every directory.
func isAbsolute(path string) bool {
	return filepath.IsAbs(path) || strings.HasPrefix(path, "~/")
}

// Expand puts the home directory in the place of a leading "~".
func Expand(path string) string {
	rest, ok := strings.CutPrefix(path, "~/")
	if !ok {
		return path
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return path
	}
	return filepath.Join(home, rest)
}
