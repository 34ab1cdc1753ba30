package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"coveotoken/coveoapi"
)

func TestCredentialsAreCleanedAndChecked(t *testing.T) {
	if got, err := cleanCredential("--key-file", "Authorization: Bearer xxkey\n"); err != nil || got.Reveal() != "xxkey" {
		t.Errorf("got %q, %v", got.Reveal(), err)
	}
	for text, want := range map[string]string{"": "is empty", "Bearer ": "is empty", "two words": "character", "a\x1b[2Jb": "character"} {
		_, err := cleanCredential("--key-file", text)
		var input *coveoapi.InputError
		if !errors.As(err, &input) || input.Field != "--key-file" || !strings.Contains(input.Reason, want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestKeyFilesThatOthersMayReadAreRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes of this kind")
	}
	path := filepath.Join(t.TempDir(), "it's a key")
	if err := os.WriteFile(path, []byte("xxSANDBOX-some-key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readPrivateFile("--key-file", path, maxKeyBytes); err != nil {
		t.Errorf("a private file is refused: %v", err)
	}
	for _, mode := range []os.FileMode{0o640, 0o604, 0o660} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := readPrivateFile("--key-file", path, maxKeyBytes)
		if err == nil || !strings.Contains(explain(err).Remedy, `chmod 600 '`+filepath.Dir(path)) {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
}

func TestKeyFilesHaveALimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, make([]byte, maxKeyBytes+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readPrivateFile("--key-file", path, maxKeyBytes); err == nil {
		t.Error("a file of 64 KB passes for a key")
	}
}

func TestStandardInputIsReadOnce(t *testing.T) {
	p := newProgram(t)
	p.environment[organizationVariable] = "anything"
	p.in.WriteString("xxSANDBOX-some-key")
	if _, err := p.readCredential(t.Context(), "key-file", "-", maxKeyBytes); err != nil {
		t.Fatal(err)
	}
	_, err := p.readCredential(t.Context(), "token-file", "-", maxKeyBytes)
	if err == nil || !strings.Contains(err.Error(), "--key-file") {
		t.Errorf("standard input is read twice: %v", err)
	}
}

func TestAHangingInputEndsWithTheContext(t *testing.T) {
	p := newProgram(t)
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	defer writer.Close()
	p.io.in = reader
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if code := p.run(ctx, []string{"inspect", "-"}); code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
}

func TestTypedSecretsCanBeCorrectedAndGivenUp(t *testing.T) {
	for _, test := range []struct {
		typed, want string
		err         error
	}{
		{"key\r", "key", nil},
		{"key\n", "key", nil},
		{"kez\x7fy\r", "key", nil},
		{"\x08\x7fwrong\x15key\r", "key", nil},
		{"half a k\x03", "", context.Canceled},
		{"\x04", "", io.EOF},
		{"no end", "", io.EOF},
	} {
		got, err := readTyped(strings.NewReader(test.typed))
		if string(got) != test.want || !errors.Is(err, test.err) {
			t.Errorf("%q gives %q, %v", test.typed, got, err)
		}
	}
	if _, err := readTyped(strings.NewReader(strings.Repeat("k", maxKeyBytes+2))); err == nil {
		t.Error("a key without end is read")
	}
}

func TestTheKeyIsAskedForOnATerminalOnly(t *testing.T) {
	asked := func(p *program) *bool {
		asked := false
		p.io.readSecret = func(_ context.Context, ask func()) (string, error) {
			ask()
			asked = true
			return "xxSANDBOX-typed-key", nil
		}
		return &asked
	}
	p := newProgram(t)
	p.onTerminal(80)
	was := asked(p)
	if key, err := p.mintingKey(t.Context(), destination{}); err != nil || key.Reveal() != "xxSANDBOX-typed-key" || !*was {
		t.Errorf("on a terminal: %v, asked %v", err, *was)
	}
	if !strings.HasSuffix(p.err.String(), "(hidden): \n") {
		t.Errorf("the question reads %q", p.err)
	}

	p = newProgram(t)
	p.onTerminal(80)
	p.io.noInput = true
	was = asked(p)
	if _, err := p.mintingKey(t.Context(), destination{}); exitCode(explain(err).Kind) != exitCredential || *was {
		t.Errorf("with --no-input: %v, asked %v", err, *was)
	}

	p = newProgram(t)
	was = asked(p)
	if _, err := p.mintingKey(t.Context(), destination{}); exitCode(explain(err).Kind) != exitCredential || *was {
		t.Errorf("without a terminal: %v, asked %v", err, *was)
	}
}
