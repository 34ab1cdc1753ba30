// Package privatefile keeps files that only the user can read, in directories that only
// the user can look into. A file is either the old one or the new one, never a part: a
// full disk or a crash loses nothing that was there.
package privatefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

const (
	fileMode = 0o600
	dirMode  = 0o700
)

// ErrTooLong says that a file is longer than what is read.
var ErrTooLong = errors.New("the file is too long")

// Create keeps content in a new file. For a name that is taken the error is
// fs.ErrExist. A file that cannot be written to the end is removed again.
func Create(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), dirMode); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	if err := finish(file, content); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Replace puts content in the place of a file, or makes it. A symbolic link stays; what
// it leads to is replaced.
func Replace(path string, content []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if err := os.MkdirAll(filepath.Dir(path), dirMode); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	err = finish(temporary, content)
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temporary.Name()))
	}
	return syncDir(filepath.Dir(path))
}

// finish writes a file to the disk and closes it.
func finish(file *os.File, content []byte) error {
	_, err := file.Write(content)
	return errors.Join(err, file.Chmod(fileMode), file.Sync(), file.Close())
}

// syncDir makes a rename last through a power failure, where directories can be synced
// at all.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	handle, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(handle.Sync(), handle.Close())
}

// Read reads a file of at most limit bytes. A longer one is ErrTooLong.
func Read(path string, limit int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	content, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(content)) > limit {
		return nil, fmt.Errorf("%s: %w", path, ErrTooLong)
	}
	return content, err
}

// Private reports whether nobody but the user can read a file. It is always so where
// modes do not say (Windows).
func Private(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || runtime.GOOS == "windows" {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return info.Mode().Perm()&0o077 == 0, nil
}
