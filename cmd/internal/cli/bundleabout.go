package cli

import (
	"context"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"time"

	"coveotoken/cmd/internal/support"
	"coveotoken/coveoapi"
)

// secretsInUse are the secrets of this run, for the check that none is in a file. They
// may be added from several goroutines.
type secretsInUse struct {
	mutex  sync.Mutex
	values []string
}

func (s *secretsInUse) add(secret coveoapi.Secret) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !secret.IsZero() {
		s.values = append(s.values, secretValue(secret))
	}
}

// liveSecrets lists the secrets of this run, and the passwords of proxies once they
// were concealed.
func (f *factory) liveSecrets() []string {
	f.inUse.mutex.Lock()
	defer f.inUse.mutex.Unlock()
	return append([]string{}, f.inUse.values...)
}

// concealProxies makes the passwords of proxies known as secrets.
func (f *factory) concealProxies() {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"} {
		if proxy, err := url.Parse(f.env(name)); err == nil && proxy.User != nil {
			password, _ := proxy.User.Password()
			f.conceal(coveoapi.NewSecret(password))
		}
	}
}

// describeProgram says what runs where.
func (f *factory) describeProgram(file *support.File) {
	rows := [][2]string{{"written", f.now().UTC().Format(time.RFC3339)}}
	build := f.build.complete()
	rows = append(rows, [][2]string{
		{"version", build.Version},
		{"commit", build.Commit},
		{"built", build.Date},
		{"Go", runtime.Version()},
		{"system", runtime.GOOS + "/" + runtime.GOARCH},
	}...)
	for _, name := range []string{"TERM", "TERM_PROGRAM", "COLORTERM", "LANG", "TZ", "NO_COLOR", "CI"} {
		if value := f.env(name); value != "" {
			rows = append(rows, [2]string{name, f.safe(value)})
		}
	}
	rows = append(rows, [2]string{"terminal", f.io.describe()})
	file.Section("Program", support.Rows(rows)...)
}

// settingLines are the settings in effect, with where each comes from.
func (o *bundleOptions) settingLines(ctx context.Context) []string {
	settings, err := o.effective(ctx)
	if err != nil {
		p := explain(err)
		return []string{"Not read: " + o.safe(p.Title+" "+p.Evidence)}
	}
	var rows [][2]string
	for _, s := range settings {
		rows = append(rows, [2]string{s.Name, strings.TrimSpace(o.safe(s.Value) + o.origin(s))})
	}
	return support.Rows(rows)
}

// origin says where a setting comes from, and which secret it is without telling it.
func (f *factory) origin(s settingDocument) string {
	from := ""
	if s.From != "" {
		from = " (from " + f.safe(s.From) + ")"
	}
	if s.Fingerprint != "" {
		from += " " + f.safe(s.Fingerprint)
	}
	return from
}

// describe says what the streams are connected to.
func (s *ioStreams) describe() string {
	var terminals []string
	for _, stream := range []struct {
		name     string
		terminal bool
	}{{"input", s.inTerminal}, {"output", s.outTerminal}, {"errors", s.errTerminal}} {
		if stream.terminal {
			terminals = append(terminals, stream.name)
		}
	}
	if len(terminals) == 0 {
		return "none"
	}
	return fmt.Sprintf("%s; %d cells wide", strings.Join(terminals, ", "), s.width)
}
