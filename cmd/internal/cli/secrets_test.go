package cli

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/keystore"
)

// TestNoSecretIsEverShown runs every command with canaries for its credentials, on servers
// that fail in every way and repeat what they were sent.
func TestNoSecretIsEverShown(t *testing.T) {
	calling := callingCommands(t)
	var folders []string
	var running sync.WaitGroup
	for _, serve := range badServers() {
		server := serve()
		t.Cleanup(server.Close)
		for _, secret := range []string{canaryOpaque, canaryToken} {
			m := newMaterials(t, "asmith@example.com", secret, server.URL, "acmeprod")
			for path, list := range invocations(m) {
				for n, i := range list {
					if !calling[fmt.Sprint(path, n)] {
						continue
					}
					running.Go(func() { // most of them wait
						p := canaryProgram(t, server.URL, m.token)
						p.neverShows(t, path, i, m)
					})
				}
			}
			folders = append(folders, m.folder)
		}
	}
	running.Wait()
	for _, folder := range folders {
		checkFolderHoldsNoCanary(t, folder)
	}
}

// callingCommands are the invocations that call the server that they are told, by their
// name and place in the table. The others are checked here.
func callingCommands(t *testing.T) map[string]bool {
	t.Helper()
	const host = "127.0.0.1:9"
	calling := map[string]bool{}
	m := newMaterials(t, "asmith@example.com", canaryToken, "http://"+host, "acmeprod")
	for path, list := range invocations(m) {
		for n, i := range list {
			p := canaryProgram(t, "http://"+host, canaryToken)
			var calls atomic.Int64
			network := coveoapi.NewTransport()
			p.transport = roundTrip(func(r *http.Request) (*http.Response, error) {
				if r.URL.Host == host {
					calls.Add(1)
					return &http.Response{StatusCode: http.StatusForbidden, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
				}
				return network.RoundTrip(r)
			})
			p.neverShows(t, path, i, m)
			network.CloseIdleConnections()
			calling[fmt.Sprint(path, n)] = calls.Load() > 0
		}
	}
	checkFolderHoldsNoCanary(t, m.folder)
	return calling
}

func canaryProgram(t *testing.T, server, token string) *program {
	p := newProgram(t)
	maps.Copy(p.environment, canaryEnvironment(server, token))
	p.environment["COVEO_TOKEN_DEBUG"], p.environment[keystore.Variable] = "api", string(keystore.Off)
	return p
}

// neverShows runs a command and fails the test when it shows a canary, or leaves one in
// a file. With the canary that is a JSON web token it writes JSON.
func (p *program) neverShows(t *testing.T, path string, i invocation, m materials) {
	t.Helper()
	flags := []string{"--timeout", "300ms"}
	if m.token == canaryToken {
		flags = append(flags, "--json")
	}
	output := p.play(t, path, i, flags...)
	if path == "token" { // is there to print the token of the environment
		output = strings.TrimPrefix(output, m.token+"\n")
	}
	checkNoCanary(t, "coveo-token "+path+" "+strings.Join(i.args, " "), output)
	checkFolderHoldsNoCanary(t, p.environment[configVariable])
}

// TestNoSecretIsInADefectsReport has every call of every command fail with a defect whose
// text holds the credential.
func TestNoSecretIsInADefectsReport(t *testing.T) {
	m := newMaterials(t, "asmith@example.com", canaryToken, "http://127.0.0.1:9", "acmeprod")
	for path, list := range invocations(m) {
		for _, i := range list {
			p := canaryProgram(t, "http://127.0.0.1:9", m.token)
			p.transport = panicking{}
			output := p.play(t, path, i)
			if path == "token" {
				output = strings.TrimPrefix(output, m.token+"\n")
			}
			checkNoCanary(t, "coveo-token "+path+" "+strings.Join(i.args, " "), output)
		}
	}
}
