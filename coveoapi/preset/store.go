package preset

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/privatefile"
)

const (
	extension = ".yaml"
	// maxNameBytes leaves room for the extension on every file system.
	maxNameBytes = 100
)

// Store is a directory of presets.
type Store struct{ dir string }

// NewStore names the directory. It does no I/O.
func NewStore(dir string) *Store { return &Store{dir} }

// Saved is a preset of a store, or why its file cannot be used.
type Saved struct {
	Name   string
	Preset Preset
	// Err is a *FileError, or nil.
	Err error
}

// CheckName returns what is wrong with the name of a preset, as an
// *coveoapi.InputError. It becomes the name of a file on every system.
func CheckName(name string) error {
	const remedy = "Write letters, digits, and - or _ between them, for example support-agent."
	wrong := func(reason string) error {
		return &coveoapi.InputError{Field: "name", Reason: reason, Remedy: remedy}
	}
	switch {
	case name == "":
		return wrong("is empty")
	case len(name) > maxNameBytes:
		return wrong("is too long")
	case holdsSecret(name):
		return wrong("looks like an API key or token, which is never saved")
	case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "-") || strings.HasSuffix(name, "."):
		return wrong("begins with . or -, or ends with .")
	case isDevice(name):
		return wrong("is that of a device on Windows")
	case strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)
	}):
		return wrong("holds something else than letters, digits, “-”, “_” and “.”")
	default:
		return nil
	}
}

func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	if len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) {
		return stem[3] >= '0' && stem[3] <= '9'
	}
	return slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, stem)
}

// Path is the file of the preset of a name.
func (s *Store) Path(name string) string { return filepath.Join(s.dir, name+extension) }

// List reads the presets, by name. One that cannot be used is among them, with why. A
// directory that does not exist is an empty one.
func (s *Store) List() ([]Saved, error) {
	files, err := os.ReadDir(s.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fileError(s.dir, err)
	}
	var list []Saved
	for _, file := range files {
		name, isPreset := strings.CutSuffix(file.Name(), extension)
		if !isPreset || file.IsDir() || CheckName(name) != nil {
			continue
		}
		p, err := ReadFile(s.Path(name))
		list = append(list, Saved{name, p, err})
	}
	return list, nil
}

// Load reads the preset of a name, or of a file: a name with a path or the ending of a
// file in it is one. The error is a *FileError, or a *coveoapi.InputError for a name
// that no preset has.
func (s *Store) Load(nameOrFile string) (Preset, error) {
	if IsFile(nameOrFile) {
		return ReadFile(nameOrFile)
	}
	if err := CheckName(nameOrFile); err != nil {
		return Preset{}, err
	}
	p, err := ReadFile(s.Path(nameOrFile))
	if errors.Is(err, fs.ErrNotExist) {
		return Preset{}, s.unknown(nameOrFile)
	}
	return p, err
}

// IsFile reports whether something is the path of a preset's file rather than its name.
func IsFile(nameOrFile string) bool {
	return strings.ContainsAny(nameOrFile, `/\`) || strings.HasSuffix(nameOrFile, extension) || strings.HasSuffix(nameOrFile, ".yml")
}

// ReadFile reads a preset from a file anywhere. The error is a *FileError.
func ReadFile(path string) (Preset, error) {
	content, err := privatefile.Read(path, MaxFileBytes)
	if err == nil {
		var p Preset
		if p, err = Parse(content); err == nil {
			return p, nil
		}
	}
	return Preset{}, fileError(path, err)
}

// Save keeps a preset under a name. Unless it may overwrite, the error for a name that
// is taken is fs.ErrExist. What else is wrong is a *FileError, or a
// *coveoapi.InputError for the name or for a secret in the preset.
func (s *Store) Save(name string, p Preset, overwrite bool) error {
	if err := CheckName(name); err != nil {
		return err
	}
	content, err := Encode(p)
	if err != nil {
		return err
	}
	write := privatefile.Create
	if overwrite {
		write = privatefile.Replace
	}
	if err := write(s.Path(name), content); err != nil {
		return fileError(s.Path(name), err)
	}
	return nil
}

// Remove removes the preset of a name, as Load finds it.
func (s *Store) Remove(name string) error {
	if err := CheckName(name); err != nil {
		return err
	}
	err := os.Remove(s.Path(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s.unknown(name)
	case err != nil:
		return fileError(s.Path(name), err)
	}
	return nil
}
