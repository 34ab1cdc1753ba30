// Package manpage writes manual pages (man(7) macros) from the same commands that
// --help reads, so that both always say the same.
package manpage

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Stamp is what the head and foot of a page say.
type Stamp struct {
	// Version is the program's, Date that of its last change as 2006-01-02.
	Version, Date string
}

// Name is the name of a command's page, such as coveo-token-mint-search.
func Name(cmd *cobra.Command) string {
	return strings.ReplaceAll(cmd.CommandPath(), " ", "-")
}

// Page is the page of a command or help topic in section 1, or 7 for a topic.
func Page(cmd *cobra.Command, stamp Stamp) []byte {
	p := &page{}
	p.macro("TH", strings.ToUpper(Name(cmd)), Section(cmd), stamp.Date, "coveo-token "+stamp.Version, "")
	p.heading("NAME")
	p.text(Name(cmd) + " - " + cmd.Short)
	if !cmd.IsAdditionalHelpTopicCommand() {
		p.heading("SYNOPSIS")
		p.synopsis(cmd)
	}
	p.heading("DESCRIPTION")
	p.verbatim(firstOf(cmd.Long, cmd.Short))
	if cmd.Example != "" {
		p.heading("EXAMPLES")
		p.verbatim(cmd.Example)
	}
	p.commands(cmd)
	p.flags("OPTIONS", cmd.LocalFlags())
	p.flags("GLOBAL OPTIONS", cmd.InheritedFlags())
	p.seeAlso(cmd)
	return []byte(p.out.String())
}

// Section is the manual's section that a page belongs to: 1 for commands, 7 for help
// topics.
func Section(cmd *cobra.Command) string {
	if cmd.IsAdditionalHelpTopicCommand() {
		return "7"
	}
	return "1"
}

// Pages lists the commands and topics below and including cmd that have a page.
func Pages(cmd *cobra.Command) []*cobra.Command {
	pages := []*cobra.Command{cmd}
	for _, child := range cmd.Commands() {
		if child.IsAvailableCommand() || child.IsAdditionalHelpTopicCommand() {
			pages = append(pages, Pages(child)...)
		}
	}
	return pages
}

type page struct{ out strings.Builder }

// macro writes one request with its arguments.
func (p *page) macro(name string, arguments ...string) {
	p.out.WriteString("." + name)
	for _, argument := range arguments {
		p.out.WriteString(` "` + strings.ReplaceAll(escape(argument), `"`, `\(dq`) + `"`)
	}
	p.out.WriteString("\n")
}

func (p *page) heading(title string) { p.macro("SH", title) }

// text writes a paragraph that the reader's program fills.
func (p *page) text(paragraph string) {
	for line := range strings.Lines(paragraph) {
		p.out.WriteString(protect(escape(strings.TrimSpace(line))) + "\n")
	}
}

// verbatim writes lines as they are.
func (p *page) verbatim(lines string) {
	p.macro("nf")
	for line := range strings.Lines(strings.Trim(lines, "\n")) {
		p.out.WriteString(protect(escape(strings.TrimRight(line, "\n"))) + "\n")
	}
	p.macro("fi")
}

func (p *page) synopsis(cmd *cobra.Command) {
	if cmd.Runnable() {
		p.text(cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		p.macro("br")
		p.text(cmd.CommandPath() + " COMMAND")
	}
}

func (p *page) commands(cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	p.heading("COMMANDS")
	for _, child := range cmd.Commands() {
		if child.IsAvailableCommand() {
			p.item(child.Name(), child.Short)
		}
	}
}

func (p *page) flags(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	p.heading(title)
	flags.VisitAll(func(flag *pflag.Flag) {
		if flag.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(flag)
		name := "--" + flag.Name
		if flag.Shorthand != "" {
			name = "-" + flag.Shorthand + ", " + name
		}
		p.item(strings.TrimSpace(name+" "+value), usage)
	})
}

// item writes a term and, indented below it, what it means.
func (p *page) item(term, meaning string) {
	p.macro("TP")
	p.out.WriteString(`\fB` + escape(term) + `\fR` + "\n")
	p.text(meaning)
}

func (p *page) seeAlso(cmd *cobra.Command) {
	var names []string
	if cmd.HasParent() {
		names = append(names, reference(cmd.Parent()))
	}
	for _, child := range cmd.Commands() {
		if child.IsAvailableCommand() || child.IsAdditionalHelpTopicCommand() {
			names = append(names, reference(child))
		}
	}
	if len(names) == 0 {
		return
	}
	p.heading("SEE ALSO")
	p.text(strings.Join(names, ", "))
}

func reference(cmd *cobra.Command) string {
	return fmt.Sprintf("%s(%s)", Name(cmd), Section(cmd))
}

// escape writes text so that roff reads it as it is: a backslash is not the start of
// an escape, and a hyphen can be copied as the minus of a flag.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\(rs`, "-", `\-`, "’", `\(cq`, "…", "...", "–", `\(en`, "—", `\(em`, "•", `\(bu`, "→", `\(->`, "≥", `\(>=`, "≤", `\(<=`).Replace(text)
}

// protect keeps a line that starts with a control character from being a request.
func protect(line string) string {
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		return `\&` + line
	}
	return line
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
