package recorded

// ShellWords takes a command line apart as a POSIX shell does, quotes and backslashes
// and all, without carrying anything out. It refuses, as an *coveoapi.InputError, what
// only a shell can do: filling in variables, pipes, redirections, a second command.
func ShellWords(text string) ([]string, error) {
	read, err := posixWords(text)
	switch {
	case err != nil:
		return nil, err
	case read.expands:
		return nil, inputError("wants a variable or the output of another command, which only a shell fills in", "Run a shell: sh -c '…'.")
	case read.more:
		return nil, inputError("has a pipe, a redirection or a second command, which only a shell understands", "Run a shell: sh -c '…'.")
	case len(read.words) == 0:
		return nil, inputError("is empty", "Write the command and its arguments.")
	}
	return read.words, nil
}
