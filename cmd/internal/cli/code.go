package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/snippet"
)

// codeDocument is a request written in a language, as --json shows it.
type codeDocument struct {
	Schema   string `json:"schema"`
	Language string `json:"language"`
	Name     string `json:"name"`
	File     string `json:"file"`
	Needs    string `json:"needs"`
	// Variable is the environment variable that the code takes the credential from, ""
	// where Salesforce or the user's own server keeps it.
	Variable string `json:"variable"`
	Code     string `json:"code"`
}

// languagesDocument lists the languages.
type languagesDocument struct {
	Schema    string             `json:"schema"`
	Languages []languageDocument `json:"languages"`
}

type languageDocument struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	File  string `json:"file"`
	Needs string `json:"needs"`
}

type codeOptions struct{ *factory }

func newCodeCommand(f *factory, run func(context.Context, *codeOptions) error) *cobra.Command {
	options := &codeOptions{f}
	return &cobra.Command{
		Use:   "code",
		Short: "List the languages in which requests can be written",
		Long: "List the languages that --code knows. `mint search`, `mint platform`, `query` and\n" +
			"`import` take it: they then send nothing and need no key, but print a whole program\n" +
			"that sends the request. It reads the credential from " + keyVariable + ", or from\n" +
			tokenVariable + " for a query, and never holds it. Secrets in the body are masked.",
		Example: "  coveo-token mint search --user asmith@example.com --code python > request.py\n" +
			"  coveo-token query lantern --code node\n" +
			"  coveo-token mint search --user asmith@example.com --code headless",
		Args:        noArguments,
		Annotations: map[string]string{instant: ""},
		RunE:        func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
}

func runCode(_ context.Context, o *codeOptions) error {
	document := languagesDocument{Schema: schema("languages")}
	rows := table{header: []string{"LANGUAGE", "FILE", "NEEDS"}}
	for _, l := range snippet.Languages() {
		document.Languages = append(document.Languages, languageDocument{l.ID, l.Name, l.File, l.Needs})
		rows.add(l.ID, l.File, l.Needs)
	}
	if o.globals.json {
		return o.writeJSON(document)
	}
	return o.io.write([]byte(rows.render(o.io.textWidth(), o.io.strong)))
}

// addCodeFlag declares the flag that has the request of a command written as a program.
func addCodeFlag(cmd *cobra.Command, language *string) {
	cmd.Flags().StringVar(language, "code", "", "send nothing; print the request as a program in a `language`, such as python; `code` lists them")
	registerCompletion(cmd, "code", languageNames)
}

func languageNames() []string {
	var names []string
	for _, l := range snippet.Languages() {
		names = append(names, l.ID+"\t"+l.Name)
	}
	return names
}

// checkLanguage refuses a language that there is not; "" is none.
func checkLanguage(name string) error {
	if _, ok := snippet.Find(name); ok || name == "" {
		return nil
	}
	var ids []string
	for _, l := range snippet.Languages() {
		ids = append(ids, l.ID)
	}
	return &coveoapi.InputError{
		Field: "--code", Reason: fmt.Sprintf("names %q, which is not a language that it knows", name),
		Remedy: "There are: " + strings.Join(ids, ", ") + ".",
	}
}

// writeCode prints a request as a program in a language that checkLanguage let pass.
func (f *factory) writeCode(name string, d destination, request coveoapi.Request, variable string) error {
	language, _ := snippet.Find(name)
	if !language.Offers(request) {
		return &coveoapi.InputError{
			Field: "--code", Reason: language.Name + " has no such call",
			Remedy: "@coveo/platform-client creates search tokens and runs queries on version 2, with the token in a header; Headless is for search tokens. Any other language takes it.",
		}
	}
	if d.sandboxKeys != nil {
		f.note("The code names a sandbox that ends with this command. `coveo-token sandbox` starts one that stays, and prints its keys.")
	}
	request.URL, request.Body = f.redactor.Redact(request.URL), f.redactJSON(request.Body)
	code := language.Write(request, variable)
	if !f.globals.json {
		return f.io.write([]byte(code))
	}
	if !strings.Contains(code, variable) {
		variable = ""
	}
	return f.io.writeJSON(codeDocument{schema("code"), language.ID, language.Name, language.File, language.Needs, variable, code})
}
