package keystore

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"coveotoken/coveoapi"
)

const (
	dirMode  = 0o700
	fileMode = 0o600

	othersMay      = 0o077
	othersMayWrite = 0o022
)

// ErrTooLong is a file that is longer than what it should hold.
var ErrTooLong = errors.New("the file is too long for what it should hold")

// ReadPrivate reads a file that only its owner may read, as ssh asks of its keys. One
// that others may read is an *Error that says how to close it, a longer one ErrTooLong.
func ReadPrivate(path string, limit int64) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	if runtime.GOOS != "windows" && info.Mode().IsRegular() && info.Mode().Perm()&othersMay != 0 {
		return "", openFile(path, "read", info.Mode().Perm(), "chmod 600")
	}
	text, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = ErrTooLong
	}
	return string(text), err
}

// ReadFile reads a key from a file that only its owner may read. The error is an
// *Error.
func ReadFile(path string) (coveoapi.Secret, error) {
	text, err := ReadPrivate(path, maxOutput)
	var known *Error
	switch {
	case errors.As(err, &known):
		return coveoapi.Secret{}, err
	case errors.Is(err, ErrTooLong):
		return coveoapi.Secret{}, damaged("the file " + path)
	case err != nil:
		return coveoapi.Secret{}, fileFailure(path, err)
	}
	return usable(text, "the file "+path)
}

// writeFile keeps a key in a file, in one step. Nothing is written through a symbolic
// link: it is replaced.
func writeFile(path string, key coveoapi.Secret) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return fileFailure(path, err)
	}
	temporary, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return fileFailure(path, err)
	}
	defer func() { _ = os.Remove(temporary.Name()) }()
	_, err = temporary.WriteString(key.Reveal() + "\n")
	for _, step := range []func() error{func() error { return temporary.Chmod(fileMode) }, temporary.Sync} {
		if err == nil {
			err = step()
		}
	}
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		return fileFailure(path, err)
	}
	return nil
}

// onlyOursToWrite refuses a file that others may change.
func onlyOursToWrite(path string) error {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" { // Windows has no permission bits.
		return nil
	}
	if info.Mode().Perm()&othersMayWrite != 0 {
		return openFile(path, "change", info.Mode().Perm(), "chmod go-w")
	}
	return nil
}

// openFile is a file that others may read or change.
func openFile(path, what string, mode fs.FileMode, fix string) error {
	return &Error{
		Reason:   KeyFileOpen,
		Title:    "Others may " + what + " the file " + path + ".",
		Evidence: fmt.Sprintf("Its mode is %04o; it was not used.", mode),
		Remedy:   "Close it first: `" + fix + " '" + strings.ReplaceAll(path, "'", `'\''`) + "'`.",
	}
}

func fileFailure(path string, err error) error {
	return &Error{
		Reason: KeyFileFailed, Title: "The key file " + path + " cannot be used.",
		Evidence: sentence(err.Error()) + ".", Remedy: "Check its path and its permissions.", Err: err,
	}
}
