package privatefile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"coveotoken/coveoapi/privatefile"
)

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := privatefile.Read(path, 100)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestANewFileIsPrivateAndNeverWrittenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b", "file")
	if err := privatefile.Create(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := privatefile.Create(path, []byte("two")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
	if got := read(t, path); got != "one" {
		t.Errorf("the file holds %q", got)
	}
	if runtime.GOOS != "windows" && (mode(t, path) != 0o600 || mode(t, filepath.Dir(path)) != 0o700) {
		t.Errorf("the file is %v in %v", mode(t, path), mode(t, filepath.Dir(path)))
	}
}

func TestReplacingKeepsALinkAndClosesTheFileToOthers(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if private, err := privatefile.Private(path); err != nil || private != (runtime.GOOS == "windows") {
		t.Errorf("a file for all to read is private: %v, %v", private, err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if err := privatefile.Replace(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if target, err := os.Readlink(link); err != nil || target != path || read(t, path) != "new" {
		t.Errorf("the link leads to %s, %v, which holds %q", target, err, read(t, path))
	}
	if private, err := privatefile.Private(path); err != nil || !private {
		t.Errorf("the new file is not private: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("something is left behind: %v", left)
	}
}

func TestWhatCannotBeReplacedStays(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "full")
	if err := os.MkdirAll(filepath.Join(path, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := privatefile.Replace(path, []byte("x")); err == nil {
		t.Error("a directory was replaced")
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("something is left behind: %v", left)
	}
}

func TestALongFileIsNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "long")
	if err := privatefile.Create(path, make([]byte, 11)); err != nil {
		t.Fatal(err)
	}
	if _, err := privatefile.Read(path, 10); !errors.Is(err, privatefile.ErrTooLong) {
		t.Errorf("got %v", err)
	}
}
