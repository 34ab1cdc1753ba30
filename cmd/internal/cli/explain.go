package cli

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
	"coveotoken/coveoapi/problem"
)

type explainOptions struct {
	*factory
	// asked is what is to be explained, the arguments joined; "" lists everything,
	// "-" reads standard input.
	asked string
}

func newExplainCommand(f *factory, run func(context.Context, *explainOptions) error) *cobra.Command {
	options := &explainOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "explain [STATUS|CODE|ID|exit N|FILE|-]",
		Short: "Explain a failure: what happened, how to tell, what to do",
		Long: "Explain an HTTP status, an error code or exception type of Coveo, the ID of a known\n" +
			"failure or of a lint rule, an exit code of this program, or an answer that was\n" +
			"saved or copied: its body, alone or below the header that curl -i prints. Where\n" +
			"several failures fit, all are shown with what tells them apart. Nothing leaves this\n" +
			"machine. Without an argument standard input is read; on a terminal, every known\n" +
			"failure is listed.",
		Example: "  coveo-token explain 419\n" +
			"  coveo-token explain OrganizationIsPausedException\n" +
			"  coveo-token explain exit 5\n" +
			"  curl -si … | coveo-token explain --json",
		Annotations:       map[string]string{instant: ""},
		ValidArgsFunction: completeExplain,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.asked = strings.TrimSpace(strings.Join(args, " "))
			return run(cmd.Context(), options)
		},
	}
	return cmd
}

func runExplain(ctx context.Context, o *explainOptions) error {
	switch {
	case o.asked == "" && o.io.inTerminal:
		return o.listExplanations()
	case o.asked == "" || o.asked == "-":
		pasted, err := o.readInput(ctx, "file", "-", coveoapi.MaxPastedBytes)
		if err != nil {
			return inputNamed("FILE", err)
		}
		if o.asked == "" && len(bytes.TrimSpace(pasted)) == 0 {
			return o.listExplanations()
		}
		return o.reportExplanation(o.explainPasted(pasted))
	}
	found, err := o.lookUp(ctx)
	if err != nil {
		return err
	}
	return o.reportExplanation(found)
}

// explanation is what was found for what was asked.
type explanation struct {
	// asked is what was asked in a few words.
	asked string
	// read is the answer that was read, or nil.
	read *coveoapi.APIError
	// general is what can be said whatever the cause, or "".
	general string
	entries []problem.Entry
	// brief says that the entries are many, and only to be named.
	brief bool
}

// lookUp finds what a word names; what is no word is taken for an answer.
func (o *explainOptions) lookUp(ctx context.Context) (explanation, error) {
	if code, ok := strings.CutPrefix(strings.ToLower(o.asked), "exit "); ok {
		return explainExit(code)
	}
	if found := append(problem.Find(o.asked), lintEntries(o.asked)...); len(found) > 0 {
		e := explanation{asked: o.asked, entries: found}
		if status, ok := problem.ParseStatus(o.asked); ok {
			e.general = problem.OfStatus(status)
		}
		return e, nil
	}
	if status, ok := problem.ParseStatus(o.asked); ok {
		return explanation{asked: o.asked, general: problem.OfStatus(status)}, nil
	}
	if looksLikeAnswer(o.asked) {
		return o.explainPasted([]byte(o.asked)), nil
	}
	pasted, err := o.readInput(ctx, "file", o.asked, coveoapi.MaxPastedBytes)
	if err == nil {
		return o.explainPasted(pasted), nil
	}
	if _, statErr := os.Stat(o.asked); !errors.Is(statErr, fs.ErrNotExist) {
		return explanation{}, inputNamed("FILE", err)
	}
	if found := problem.FindText(o.asked); len(found) > 0 {
		return explanation{asked: o.asked, entries: found}, nil
	}
	return explanation{}, unknownFailure(o.asked)
}

// looksLikeAnswer reports whether an argument is an answer itself.
func looksLikeAnswer(text string) bool {
	return strings.HasPrefix(text, "{") || strings.HasPrefix(text, "<") || strings.HasPrefix(text, "HTTP/")
}

// explainPasted explains an answer that somebody copied.
func (o *explainOptions) explainPasted(pasted []byte) explanation {
	read := coveoapi.ReadFailure(pasted, o.now())
	e := explanation{asked: "the answer that was given", read: read, entries: problem.FindFailure(read)}
	if len(e.entries) == 0 && read.Code != "" {
		e.entries = problem.Find(read.Code)
	}
	if len(e.entries) == 0 && read.Status == 0 {
		e.entries = problem.FindText(string(pasted))
	}
	if read.Status != 0 {
		e.general = problem.OfStatus(read.Status)
	}
	return e
}

// explainExit explains an exit code of this program.
func explainExit(text string) (explanation, error) {
	code, err := strconv.Atoi(strings.TrimSpace(text))
	for _, row := range exitMeanings() {
		if err != nil || row.code != code {
			continue
		}
		e := explanation{asked: "exit code " + strconv.Itoa(code), general: sentence(row.meaning), brief: true}
		for _, entry := range problem.Catalogue() {
			if row.kind != "" && entry.Kind == row.kind {
				e.entries = append(e.entries, entry)
			}
		}
		return e, nil
	}
	return explanation{}, &coveoapi.InputError{
		Field: "exit", Reason: "is not followed by an exit code of this program",
		Remedy: "`coveo-token help exit-codes` lists them.",
	}
}

// lintEntries are the lint rules with an ID.
func lintEntries(id string) []problem.Entry {
	var found []problem.Entry
	for _, rule := range lint.All() {
		if strings.EqualFold(rule.ID, id) {
			found = append(found, problem.Entry{
				ID: rule.ID, Group: "A token request (lint)", Kind: problem.Input, Title: rule.Sentence,
				Sign: "`coveo-token lint` finds it: " + rule.On.String() + ".", Remedy: rule.Remedy, Source: rule.Source,
			})
		}
	}
	return found
}

// unknownFailure is a word that names nothing known.
func unknownFailure(asked string) error {
	remedy := "`coveo-token explain` on a terminal lists what is known; an answer is explained from a file or from standard input."
	if near := problem.Near(asked); len(near) > 0 {
		remedy = "Did you mean " + strings.Join(near, ", ") + "?"
	}
	return &problemError{problem: problem.Problem{
		ID: "nothing-known", Kind: problem.Input,
		Title:    "Nothing is known under “" + asked + "”.",
		Evidence: "It is no HTTP status, error code, ID, lint rule or file.",
		Remedy:   remedy,
	}}
}
