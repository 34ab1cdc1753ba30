package keystore

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/profile"
)

// canary is a key that must never show.
const canary = "xx1f0a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8"

func TestMain(m *testing.M) {
	keyring.MockInit() // no test may touch a real keyring
	os.Exit(m.Run())
}

// memory is a keyring in memory, which fails as told.
type memory struct {
	held map[string]string
	err  error
	// mute, when it is not nil, keeps every answer back until it is closed.
	mute chan struct{}
}

func (m *memory) answer() error {
	if m.mute != nil {
		<-m.mute
	}
	return m.err
}

func (m *memory) Get(_, user string) (string, error) {
	if err := m.answer(); err != nil {
		return "", err
	}
	if text, ok := m.held[user]; ok {
		return text, nil
	}
	return "", keyring.ErrNotFound
}

func (m *memory) Set(_, user, secret string) error {
	if err := m.answer(); err != nil {
		return err
	}
	m.held[user] = secret
	return nil
}

func (m *memory) Delete(_, user string) error {
	if err := m.answer(); err != nil {
		return err
	}
	if _, ok := m.held[user]; !ok {
		return keyring.ErrNotFound
	}
	delete(m.held, user)
	return nil
}

func acme() profile.Profile {
	return profile.Profile{Name: "acme", OrganizationID: "acmeprod", Endpoint: "eu"}
}

func use(t *testing.T, p profile.Profile) Use {
	t.Helper()
	target, err := p.Target()
	if err != nil {
		t.Fatal(err)
	}
	return Use{Target: target}
}

// wantReason fails the test unless the error has that reason, says what to do, and
// holds no key.
func wantReason(t *testing.T, err error, want Reason) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Reason != want {
		t.Errorf("got %v, want %s", err, want)
		return
	}
	p := problem.Explain(err)
	if p.Title == "" || p.Remedy == "" || strings.Contains(p.Title+p.Evidence+p.Remedy+err.Error(), canary) {
		t.Errorf("%s is explained as %+v", want, p)
	}
}

func TestAKeyIsKeptFoundAndForgotten(t *testing.T) {
	for _, mode := range []Mode{Native, File} {
		s := &Store{Mode: mode, Folder: t.TempDir(), ring: &memory{held: map[string]string{}}}
		keys := profile.Keys{Minting: coveoapi.NewSecret(canary), Catalog: coveoapi.NewSecret("xxSANDBOX-catalogue")}
		kept, err := s.Keep(t.Context(), acme(), keys)
		if err != nil {
			t.Fatal(err)
		}
		if err := kept.Check(); err != nil {
			t.Errorf("%s: the profile cannot be saved: %v", mode, err)
		}
		if got, err := s.Keys(t.Context(), kept); err != nil || got != keys {
			t.Errorf("%s: got other keys, %v", mode, err)
		}
		if left, err := s.Forget(t.Context(), kept); err != nil || len(left) != 0 {
			t.Errorf("%s: %v, %v", mode, left, err)
		}
		if _, err := s.Keys(t.Context(), kept); err == nil {
			t.Errorf("%s: the key is still there", mode)
		}
		if _, err := s.Forget(t.Context(), kept); err != nil {
			t.Errorf("%s: forgetting twice: %v", mode, err)
		}
	}
}

func TestAKeyIsNotUsedElsewhere(t *testing.T) {
	s := &Store{ring: &memory{held: map[string]string{}}}
	kept, err := s.Keep(t.Context(), acme(), profile.Keys{Minting: coveoapi.NewSecret(canary)})
	if err != nil {
		t.Fatal(err)
	}
	moved := kept
	moved.Endpoint = "https://evil.example"
	// Flags or the environment name another host; the settings were changed; both.
	for name, attempt := range map[string]struct {
		p  profile.Profile
		at Use
	}{
		"another host":   {kept, use(t, moved)},
		"other settings": {moved, use(t, moved)},
		"another organization": {kept, use(t, profile.Profile{
			OrganizationID: "other", Endpoint: "eu",
		})},
	} {
		_, err := s.Key(t.Context(), attempt.p, profile.MintingRole, attempt.at)
		wantReason(t, err, KeyElsewhere)
		attempt.at.Confirmed = true
		if got, err := s.Key(t.Context(), attempt.p, profile.MintingRole, attempt.at); err != nil || got.IsZero() {
			t.Errorf("%s, confirmed: %v", name, err)
		}
	}
	for _, source := range []profile.Source{{Command: "echo x"}, {File: "/k"}} {
		_, err := s.Key(t.Context(), acme().WithSource(profile.MintingRole, source), profile.MintingRole, use(t, moved))
		wantReason(t, err, KeyElsewhere)
	}
}

func TestWhatIsWrongWithTheKeyringIsSaid(t *testing.T) {
	inKeyring := acme().WithSource(profile.MintingRole, profile.Source{Keyring: true})
	for want, ring := range map[Reason]*memory{
		KeyNotFound:     {},
		KeyringTooSmall: {err: keyring.ErrSetDataTooBig},
		KeyringMissing:  {err: &net.OpError{Op: "dial", Err: errors.New("no such file")}},
		KeyringLocked:   {err: errors.New("failed to unlock correct collection '/x'")},
		KeyringFailed:   {err: errors.New("the keyring said " + canary)},
		KeyDamaged:      {held: map[string]string{"acme (minting)": canary}},
	} {
		s := &Store{ring: ring}
		_, err := s.Key(t.Context(), inKeyring, profile.MintingRole, use(t, acme()))
		wantReason(t, err, want)
	}
	for _, err := range []error{keyring.ErrUnsupportedPlatform, exec.ErrNotFound} {
		if got := reasonOf(err); got != KeyringMissing {
			t.Errorf("%v: %s", err, got)
		}
	}
	_, err := (&Store{Mode: Off}).Key(t.Context(), inKeyring, profile.MintingRole, use(t, acme()))
	wantReason(t, err, KeyringOff)
}

func TestAMuteKeyringIsLeftToItself(t *testing.T) {
	silent := &memory{mute: make(chan struct{})}
	defer close(silent.mute)
	s := &Store{ring: silent, KeyringTimeout: time.Millisecond}
	_, err := s.Keep(t.Context(), acme(), profile.Keys{Minting: coveoapi.NewSecret(canary)})
	wantReason(t, err, KeyringSilent)
	s.KeyringTimeout = time.Hour
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Forget(ctx, acme().WithSource(profile.MintingRole, profile.Source{Keyring: true})); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

type panicking struct{ memory }

func (*panicking) Get(_, _ string) (string, error) { panic("interface conversion: " + canary) }

func TestAPanicInTheLibraryIsAnError(t *testing.T) {
	_, err := (&Store{ring: &panicking{}}).ask(t.Context(), func(r ring) (string, error) { return r.Get("", "") })
	wantReason(t, err, KeyringFailed)
}

func TestTheMockedKeyringIsUsedByDefault(t *testing.T) {
	s := &Store{}
	kept, err := s.Keep(t.Context(), acme(), profile.Keys{Minting: coveoapi.NewSecret(canary)})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Keys(t.Context(), kept); err != nil || got.Minting != coveoapi.NewSecret(canary) {
		t.Errorf("%v", err)
	}
}

func needsShell(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there is no sh")
	}
}

func TestACommandPrintsTheKey(t *testing.T) {
	needsShell(t)
	s := &Store{}
	for _, command := range []string{
		"echo " + "xxSANDBOX-made-up",
		`printf '%s\nmore\n' 'Bearer xxSANDBOX-made-up'`,
		`sh -c 'read nothing; echo "xxSANDBOX-made-up"'`,
	} {
		if got, err := s.Run(t.Context(), command); err != nil || got != coveoapi.NewSecret("xxSANDBOX-made-up") {
			t.Errorf("%s: %v", command, err)
		}
	}
}

func TestACommandThatFailsIsExplainedWithoutTheKey(t *testing.T) {
	needsShell(t)
	s := &Store{CommandTimeout: 20 * time.Millisecond}
	for _, command := range []string{
		"/nowhere/op read x",
		"false",
		"true",
		"echo two words",
		`sh -c 'echo made-up-secret; echo "made-up-secret is wrong, ` + canary + ` too" >&2; exit 3'`,
		"sleep 60",
		"sh -c 'sleep 60 & echo x'",
	} {
		start := time.Now()
		_, err := s.Run(t.Context(), command)
		wantReason(t, err, CommandFailed)
		if strings.Contains(problem.Explain(err).Evidence, "made-up-secret") || time.Since(start) > 10*time.Second {
			t.Errorf("%s: %v after %s", command, err, time.Since(start))
		}
	}
	for _, command := range []string{"", "echo $HOME", "echo `id`", "echo a | cat", "echo 'a"} {
		var input *coveoapi.InputError
		if _, err := s.Run(t.Context(), command); !errors.As(err, &input) || input.Field != "key_command" {
			t.Errorf("%s: %v", command, err)
		}
	}
}

func TestACommandEndsWithTheContext(t *testing.T) {
	needsShell(t)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, err := new(Store).Run(ctx, "sleep 60"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestACommandOfSettingsThatOthersMayChangeIsNotRun(t *testing.T) {
	needsShell(t)
	settings := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(settings, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := &Store{Settings: settings}
	p := acme().WithSource(profile.MintingRole, profile.Source{Command: "echo xxSANDBOX-made-up"})
	if _, err := s.Keys(t.Context(), p); err != nil {
		t.Errorf("settings of our own: %v", err)
	}
	if err := os.Chmod(settings, 0o620); err != nil {
		t.Fatal(err)
	}
	_, err := s.Keys(t.Context(), p)
	wantReason(t, err, KeyFileOpen)
	if !strings.Contains(problem.Explain(err).Remedy, "chmod go-w '"+settings) {
		t.Errorf("got %v", problem.Explain(err))
	}
}

func TestKeyFilesAreForTheirOwnerOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	s := &Store{Mode: File, Folder: filepath.Join(t.TempDir(), "state")}
	p := acme()
	p.Name = "../a/b"
	kept, err := s.Keep(t.Context(), p, profile.Keys{Minting: coveoapi.NewSecret(canary)})
	if err != nil {
		t.Fatal(err)
	}
	path := kept.KeyFile
	if filepath.Dir(path) != filepath.Join(s.Folder, "keys") {
		t.Errorf("the file is %s", path)
	}
	for path, want := range map[string]fs.FileMode{path: 0o600, filepath.Dir(path): 0o700 | fs.ModeDir} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	_, err = s.Keys(t.Context(), kept)
	wantReason(t, err, KeyFileOpen)
	if !strings.Contains(problem.Explain(err).Remedy, "chmod 600 '"+path+"'") {
		t.Errorf("got %v", problem.Explain(err))
	}
	other := acme().WithSource(profile.MintingRole, profile.Source{File: path})
	if left, err := s.Forget(t.Context(), other); err != nil || len(left) != 1 {
		t.Errorf("a file of the user's own: %v, %v", left, err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error("a file of the user's own was removed")
	}
}

func TestAKeyFileReplacesALink(t *testing.T) {
	s := &Store{Mode: File, Folder: t.TempDir()}
	target := filepath.Join(t.TempDir(), "elsewhere")
	path := s.filePath(acme(), profile.MintingRole)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, path); err != nil {
		t.Skip(err)
	}
	if _, err := s.Keep(t.Context(), acme(), profile.Keys{Minting: coveoapi.NewSecret(canary)}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(target); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the key went through the link: %v", err)
	}
}

func TestModes(t *testing.T) {
	for text, want := range map[string]Mode{"": Native, "native": Native, "off": Off, "file": File} {
		if got, err := ParseMode(text); err != nil || got != want {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
	var input *coveoapi.InputError
	if _, err := ParseMode("on"); !errors.As(err, &input) || input.Field != Variable {
		t.Errorf("got %v", err)
	}
}
