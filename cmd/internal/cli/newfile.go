package cli

import (
	"errors"
	"os"
)

// writeNewFile keeps data in a file that only the user can read. It never writes over
// a file: for a name that is taken the error is fs.ErrExist. A file that cannot be
// written to the end is removed again.
func writeNewFile(name string, data []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}
