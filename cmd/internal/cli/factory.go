package cli

import (
	"context"
	"io"
	"net/http"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/atotto/clipboard"

	"coveotoken/cmd/internal/apilog"
	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui"
	"coveotoken/ui/common"
)

// factory gives commands what they need, made when it is first asked for. There is
// one for each run of the program; it replaces package variables.
type factory struct {
	io     *ioStreams
	lookup func(string) (string, bool)
	build  Build
	now    func() time.Time
	// after delivers a message of the screens later; nil means real timers.
	after func(time.Duration, tea.Msg) tea.Cmd
	// transport carries the HTTP calls; nil means the real network.
	transport http.RoundTripper
	// pause waits for a time, or until the context ends.
	pause func(context.Context, time.Duration) error
	// runScreens runs the full-screen program.
	runScreens func(context.Context, ui.Options) error
	// startSandbox starts an embedded sandbox.
	startSandbox func(context.Context, sandbox.Options) (*sandbox.Server, error)

	// clipboard is what the screens can copy to.
	clipboard common.Clipboard

	// untilSignal ends a context at one of the signals; nil leaves it as it is.
	untilSignal func(context.Context, []os.Signal) (context.Context, context.CancelFunc)
	// interrupts tells of interrupts until it is stopped; nil tells of none.
	interrupts func() (received <-chan os.Signal, stop func())

	// client is the last that was made.
	client   *coveoapi.Client
	globals  globals
	redactor *safetext.Redactor
	inUse    secretsInUse
	// exchanges is told of every exchange with Coveo.
	exchanges *apilog.Log
	// stdinUser names what has taken standard input, which can be read only once.
	stdinUser string
	closers   []io.Closer
}

// globals are the values of the flags that every command has.
type globals struct {
	profile, organization, endpoint string
	keyFile, theme, keepHistory     string
	timeout                         time.Duration
	json, noColor, noInput          bool
	presenter                       bool
	format                          format
	accessible                      bool
}

func newFactory(streams *ioStreams, lookup func(string) (string, bool), build Build) *factory {
	redactor := new(safetext.Redactor)
	return &factory{
		io: streams, lookup: lookup, build: build, now: time.Now,
		pause: preflight.Rest, runScreens: ui.Run, startSandbox: sandbox.Start,
		clipboard: systemClipboard(), redactor: redactor, exchanges: apilog.New(redactor),
	}
}

// systemClipboard is the system's own clipboard, as far as there is one.
func systemClipboard() common.Clipboard {
	if clipboard.Unsupported {
		return common.Clipboard{}
	}
	return common.Clipboard{Write: clipboard.WriteAll, Read: clipboard.ReadAll}
}

// env reads a variable of the environment, "" when it is not set.
func (f *factory) env(name string) string {
	value, _ := f.lookup(name)
	return value
}

// conceal makes the redactor know secrets that this run uses.
func (f *factory) conceal(secrets ...coveoapi.Secret) {
	for _, secret := range secrets {
		f.inUse.add(secret)
		f.redactor.Add(secretValue(secret))
	}
}

// later closes something when the program ends.
func (f *factory) later(c io.Closer) { f.closers = append(f.closers, c) }

// close closes what was opened, the last first.
func (f *factory) close() {
	for i := len(f.closers) - 1; i >= 0; i-- {
		_ = f.closers[i].Close()
	}
	f.closers = nil
}

// newClient makes a client for a target with the given keys, which the redactor
// then knows. The caller closes it.
func (f *factory) newClient(target coveoapi.Target, keys profile.Keys, onWait func(coveoapi.Wait)) (*coveoapi.Client, error) {
	f.conceal(keys.Minting, keys.Catalog)
	return coveoapi.New(coveoapi.Config{
		Target: target, MintingKey: keys.Minting, CatalogKey: keys.Catalog,
		UserAgent: f.build.userAgent(), Timeout: f.globals.timeout, Transport: f.transport, Clock: f.now, OnWait: onWait,
		OnExchange: func(e coveoapi.Exchange) {
			f.exchanges.Observe(e)
			f.cachePrivileges(target.OrganizationID, e)
		},
	})
}

// newCommandClient makes a client that lives as long as the command and tells of
// its waits on a progress line.
func (f *factory) newCommandClient(target coveoapi.Target, keys profile.Keys, wait *progress) (*coveoapi.Client, error) {
	client, err := f.newClient(target, keys, wait.waiting)
	if err != nil {
		return nil, err
	}
	f.later(closerFunc(client.Close))
	f.client = client
	return client, nil
}

// closerFunc makes an io.Closer of a function that cannot fail.
type closerFunc func()

// Close implements io.Closer.
func (c closerFunc) Close() error {
	c()
	return nil
}
