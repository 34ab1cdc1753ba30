package cli

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui/components/text"
)

// alice is the person that the journey's tokens act as.
const alice = "asmith@example.com"

// demoDocument is the journey as --json shows it.
type demoDocument struct {
	Schema string        `json:"schema"`
	Steps  []journeyStep `json:"steps"`
}

type journeyStep struct {
	Title string   `json:"title"`
	Lines []string `json:"lines"`
}

// journey is the walk through the program that demo prints: the steps of the
// screens, made through the same client and a sandbox of its own over HTTP.
type journey struct {
	*factory
	// ahead is how far the sandbox's clock was moved on.
	ahead  atomic.Int64
	target coveoapi.Target
	keys   sandbox.Keys
	// client has the two keys that a real integration would have.
	client *coveoapi.Client

	// searchToken and platformToken are what the steps mint.
	searchToken, platformToken coveoapi.Secret
	steps                      []journeyStep
}

// play runs the steps in order and prints each when it is done; the first failure
// ends it.
func (j *journey) play(ctx context.Context) error {
	if err := j.begin(ctx); err != nil {
		return err
	}
	for i, step := range []struct {
		title string
		run   func(context.Context) error
	}{
		{"Connect: what the two keys may do", j.connectKeys},
		{"Privileges: what may go into a platform token", j.listPrivileges},
		{"Details and review: a search token for Alice, as it will be asked for", j.reviewRequest},
		{"Token: minted, and its claims explained", j.mintSearchToken},
		{"Query: as Alice, and as nobody", j.compareQueries},
		{"Platform token: privileges of our choice", j.mintPlatformToken},
		{"When it goes wrong: four failures, explained", j.showFailures},
	} {
		j.steps = append(j.steps, journeyStep{Title: step.title, Lines: []string{}})
		if err := step.run(ctx); err != nil {
			return err
		}
		if err := j.print(i + 1); err != nil {
			return err
		}
	}
	return nil
}

// begin starts the sandbox and connects to it.
func (j *journey) begin(ctx context.Context) error {
	server, err := j.startSandbox(ctx, sandbox.Options{Clock: func() time.Time {
		return j.now().Add(time.Duration(j.ahead.Load()))
	}})
	if err != nil {
		return fmt.Errorf("start the sandbox: %w", err)
	}
	j.later(server)
	endpoint, err := coveoapi.ParseEndpoint(server.URL(), server.OrganizationID())
	if err != nil {
		return err
	}
	j.target = coveoapi.Target{OrganizationID: server.OrganizationID(), Endpoint: endpoint}
	j.keys = server.Keys()
	j.client, err = j.clientWith(j.keys.AuthenticatedSearch)
	return err
}

// clientWith makes a client whose minting key is the given one.
func (j *journey) clientWith(key coveoapi.Secret) (*coveoapi.Client, error) {
	client, err := j.newClient(j.target, profile.Keys{Minting: key, Catalog: j.keys.PrivilegeViewer}, nil)
	if err != nil {
		return nil, err
	}
	j.later(closerFunc(client.Close))
	return client, nil
}

// journeyWidth is the width of the transcript, which is read in logs and pagers.
const journeyWidth = 97

// say adds a paragraph to the running step; what comes from outside is made safe.
// Lines that follow are indented as its first.
func (j *journey) say(format string, arguments ...any) {
	paragraph := strings.TrimRight(j.safe(fmt.Sprintf(format, arguments...)), " ")
	indent := paragraph[:len(paragraph)-len(strings.TrimLeft(paragraph, " ✓✗"))]
	step := &j.steps[len(j.steps)-1]
	for i, line := range text.Wrap(paragraph[len(indent):], journeyWidth-len(indent)) {
		if i == 1 {
			indent = strings.Repeat(" ", utf8.RuneCountInString(indent))
		}
		step.Lines = append(step.Lines, strings.TrimRight(indent+line, " "))
	}
}

// sayLines adds lines that are already safe.
func (j *journey) sayLines(lines string) {
	step := &j.steps[len(j.steps)-1]
	step.Lines = append(step.Lines, strings.Split(strings.TrimRight(lines, "\n"), "\n")...)
}

// print shows the step that ended, unless all are wanted as one document.
func (j *journey) print(number int) error {
	if j.globals.json {
		return nil
	}
	step := j.steps[len(j.steps)-1]
	var out strings.Builder
	if number > 1 {
		out.WriteByte('\n')
	}
	fmt.Fprintf(&out, "%s\n", j.io.strong(fmt.Sprintf("%d. %s", number, step.Title)))
	for _, line := range step.Lines {
		out.WriteString(strings.TrimRight("   "+line, " ") + "\n")
	}
	return j.io.write([]byte(out.String()))
}
