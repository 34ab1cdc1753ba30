package profile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"coveotoken/coveoapi/privatefile"
)

const (
	fileName = "config.yaml"
	lockName = "config.lock"
	// maxFileBytes is far more than any settings need.
	maxFileBytes = 1 << 20
	lockTimeout  = 3 * time.Second

	dirMode  = 0o700
	fileMode = 0o600
)

// Store is the file that settings are kept in.
type Store struct {
	path string
	// patience is how long to wait for another program that saves.
	patience time.Duration
}

// Open names the store; dir is the configuration directory, "" for the usual one
// (ConfigFolder).
func Open(dir string) (*Store, error) {
	if dir == "" {
		var err error
		if dir, err = ConfigFolder().Path(os.LookupEnv); err != nil {
			return nil, err
		}
	}
	return &Store{path: filepath.Join(dir, fileName), patience: lockTimeout}, nil
}

// Path is where the settings are kept.
func (s *Store) Path() string { return s.path }

// Load reads the settings. A file that does not exist is no error. Unknown keys and
// wrong values are a *FileError that names the line and what was probably meant.
func (s *Store) Load() (Settings, error) {
	content, err := s.read()
	if err != nil {
		return Settings{}, err
	}
	document, err := parse(content, s.path)
	return document.Settings, err
}

// Save adds the profile, or replaces the one of the same name. A profile that is not
// usable is a *coveoapi.InputError.
func (s *Store) Save(p Profile) error {
	if err := p.Check(); err != nil {
		return err
	}
	return s.Change(func(settings *Settings) { settings.put(p) })
}

// Remove takes a profile out, and stops it from being the default. ok is false when
// there is none of that name.
func (s *Store) Remove(name string) (ok bool, err error) {
	err = s.Change(func(settings *Settings) {
		before := len(settings.Profiles)
		settings.Profiles = slices.DeleteFunc(settings.Profiles, func(p Profile) bool { return p.Name == name })
		ok = len(settings.Profiles) < before
		if settings.Default == name {
			settings.Default = ""
		}
	})
	return ok, err
}

// Change changes the settings in the file. Another program that does so at the same
// time loses nothing. A file that cannot be understood is left as it is.
func (s *Store) Change(change func(*Settings)) error {
	if err := os.MkdirAll(filepath.Dir(s.path), dirMode); err != nil {
		return fileError(s.path, err)
	}
	unlock, err := s.lock()
	if err != nil {
		return err
	}
	defer unlock()
	content, err := s.read()
	if err != nil {
		return err
	}
	document, err := parse(content, s.path)
	if err != nil {
		return err
	}
	change(&document.Settings)
	if err := document.check(); err != nil {
		return err
	}
	encoded, err := document.encode()
	if err != nil {
		return fileError(s.path, err)
	}
	if err := privatefile.Replace(s.path, encoded); err != nil {
		return fileError(s.path, err)
	}
	return nil
}

// lock keeps other programs from saving until unlock is called. It gives up after a
// while: a program that was stopped in the middle must not stop all others.
func (s *Store) lock() (unlock func(), err error) {
	type result struct {
		file *lockedfile.File
		err  error
	}
	results := make(chan result, 1)
	go func() {
		file, err := lockedfile.OpenFile(filepath.Join(filepath.Dir(s.path), lockName), os.O_RDWR|os.O_CREATE, fileMode)
		results <- result{file, err}
	}()
	timer := time.NewTimer(s.patience)
	defer timer.Stop()
	select {
	case r := <-results:
		if r.err != nil {
			return nil, fileError(s.path, r.err)
		}
		return func() { _ = r.file.Close() }, nil
	case <-timer.C:
		go func() {
			if r := <-results; r.err == nil {
				_ = r.file.Close()
			}
		}()
		return nil, &FileError{Path: s.path, Reason: "is locked by another coveo-token", Remedy: "Close the other one, or try again."}
	}
}

func (s *Store) read() ([]byte, error) {
	content, err := privatefile.Read(s.path, maxFileBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.Is(err, privatefile.ErrTooLong):
		return nil, &FileError{Path: s.path, Reason: "is larger than 1 MB", Remedy: "Move it away; the next save makes a new one."}
	case err != nil:
		return nil, fileError(s.path, err)
	}
	return content, nil
}
