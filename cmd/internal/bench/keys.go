package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"coveotoken/coveoapi/sandbox"
)

const (
	manyPrivileges = 10_000
	// keyAllowance is what a key may take longer than in the bare program.
	keyAllowance = 3 * time.Millisecond

	down, up, enter, tab = "\x1b[B", "\x1b[A", "\r", "\t"
	pasteStart, pasteEnd = "\x1b[200~", "\x1b[201~"
)

// measureKeys measures from a key to the settled frame: in a bare program, in a
// list of many privileges, in the filter of that list, and in a large token.
func measureKeys(ctx context.Context, p programs) ([]result, error) {
	bare, err := bareKeys(p)
	if err != nil {
		return nil, err
	}
	server, err := sandbox.Start(ctx, sandbox.Options{ScalePrivileges: manyPrivileges})
	if err != nil {
		return nil, err
	}
	defer func() { _ = server.Close() }()
	var results []result
	for _, screen := range []struct {
		name    string
		measure func(programs, *sandbox.Server) ([]time.Duration, error)
	}{
		{"key to frame, 10,000 privileges, moving", movingKeys},
		{"key to frame, 10,000 privileges, filtering", filterKeys},
		{"key to frame, 1 MB token", tokenKeys},
	} {
		samples, err := screen.measure(p, server)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", screen.name, err)
		}
		mark := fmt.Sprintf("at most %s more than a bare program", keyAllowance)
		results = append(results, result{screen.name, median(samples), bare, plus(keyAllowance), mark})
	}
	return results, nil
}

func bareKeys(p programs) (time.Duration, error) {
	t, err := openTerminal(p.environment(), p.hello)
	if err != nil {
		return 0, err
	}
	defer t.close()
	if _, err := t.waitFor("hello", 0); err != nil {
		return 0, err
	}
	samples, err := t.keyTimes(alternate("a", "b", 40))
	if err != nil {
		return 0, err
	}
	return median(samples), nil
}

func movingKeys(p programs, server *sandbox.Server) ([]time.Duration, error) {
	t, err := openPrivileges(p, server)
	if err != nil {
		return nil, err
	}
	defer t.close()
	return t.keyTimes(alternate(down, up, 40))
}

func filterKeys(p programs, server *sandbox.Server) ([]time.Duration, error) {
	t, err := openPrivileges(p, server)
	if err != nil {
		return nil, err
	}
	defer t.close()
	if err := t.press("/"); err != nil {
		return nil, err
	}
	const backspace = "\x7f"
	letters := strings.Split("search", "")
	var keys []string
	for range 4 {
		keys = append(keys, letters...)
		for range letters {
			keys = append(keys, backspace)
		}
	}
	return t.keyTimes(keys)
}

func tokenKeys(p programs, _ *sandbox.Server) ([]time.Duration, error) {
	token, err := makeToken(1 << 20)
	if err != nil {
		return nil, err
	}
	t, err := openTerminal(p.environment(), p.ours)
	if err != nil {
		return nil, err
	}
	defer t.close()
	if _, err := t.waitFor("Connect", 0); err != nil {
		return nil, err
	}
	mark := t.mark()
	if err := t.send(pasteStart + string(token) + pasteEnd); err != nil {
		return nil, err
	}
	if _, err := t.waitFor("UNVERIFIED", mark); err != nil {
		return nil, err
	}
	return t.keyTimes(alternate(down, up, 40))
}

// openPrivileges goes to the list of privileges of an organization that is reached
// through the environment.
func openPrivileges(p programs, server *sandbox.Server) (*terminal, error) {
	environment := append(p.environment(),
		"COVEO_PLATFORM_URL="+server.URL(),
		"COVEO_ORGANIZATION_ID="+server.OrganizationID(),
		"COVEO_API_KEY="+server.Keys().Administrator.Reveal())
	t, err := openTerminal(environment, p.ours)
	if err != nil {
		return nil, err
	}
	if err := t.walkToPrivileges(); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

func (t *terminal) walkToPrivileges() error {
	if _, err := t.waitFor("Environment", 0); err != nil {
		return err
	}
	for _, step := range []struct{ keys, shows string }{
		{down + enter, "You are connected"},
		{enter, "platform token"},
		{tab, "of 10"},
	} {
		mark := t.mark()
		if err := t.send(step.keys); err != nil {
			return err
		}
		if _, err := t.waitFor(step.shows, mark); err != nil {
			return err
		}
	}
	_, err := t.settle()
	return err
}

// press sends a key and waits until its frame has settled.
func (t *terminal) press(key string) error {
	_, err := t.keyTimes([]string{key})
	return err
}

func alternate(a, b string, count int) []string {
	var keys []string
	for range count / 2 {
		keys = append(keys, a, b)
	}
	return keys
}
