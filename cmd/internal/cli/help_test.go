package cli

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// everyCommand lists the commands and help topics.
func everyCommand(t *testing.T) (root *cobra.Command, all []*cobra.Command) {
	t.Helper()
	root = newRootCommand(newProgram(t).factory, nil)
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		all = append(all, cmd)
		for _, child := range cmd.Commands() {
			walk(child)
		}
	}
	walk(root)
	return root, all
}

func TestEveryHelpHasExamplesThatParse(t *testing.T) {
	_, all := everyCommand(t)
	for _, cmd := range all {
		var commands [][]string
		for line := range strings.Lines(cmd.Example) {
			commands = append(commands, programCalls(line)...)
		}
		if len(commands) == 0 {
			t.Errorf("%s has no example of a command", cmd.CommandPath())
		}
		for _, words := range commands {
			if err := parses(t, words); err != nil {
				t.Errorf("%s: the example %q: %v", cmd.CommandPath(), words, err)
			}
		}
	}
}

// parses finds the command of a command line and reads its flags and arguments, as a
// run would.
func parses(t *testing.T, words []string) error {
	t.Helper()
	cmd, rest, err := newRootCommand(newProgram(t).factory, nil).Find(words)
	if err != nil {
		return err
	}
	if cmd.Name() == "help" || cmd.DisableFlagParsing {
		return nil
	}
	cmd.InitDefaultHelpFlag()
	if err := cmd.ParseFlags(rest); err != nil && !errors.Is(err, pflag.ErrHelp) {
		return err
	}
	return cmd.ValidateArgs(cmd.Flags().Args())
}

// programCalls gives the arguments of every call of the program in a line of a shell, up
// to what comments on it.
func programCalls(line string) [][]string {
	const name = "coveo-token"
	var calls [][]string
	var words []string
	end := func() {
		for i, word := range words {
			if word == name {
				calls = append(calls, words[i+1:])
				break
			}
		}
		words = nil
	}
	word := regexp.MustCompile(`'[^']*'|"(?:\\.|[^"])*"|\$\([^)]*\)|\|\|?|&&|[0-9]?>|<|[^\s|'"]+|\s{3,}`)
	for _, part := range word.FindAllString(strings.TrimSpace(line), -1) {
		switch {
		case strings.HasPrefix(part, "|"), part == "&&", part == "<", strings.HasSuffix(part, ">"), strings.TrimSpace(part) == "":
			end()
			if strings.TrimSpace(part) == "" {
				return calls
			}
		case strings.HasPrefix(part, "$("), strings.HasPrefix(part, "\"$("):
			calls = append(calls, programCalls(strings.Trim(part, `"$()`))...)
			words = append(words, "substituted")
		default:
			words = append(words, strings.Trim(part, `'"`))
		}
	}
	end()
	return calls
}

func TestHelpLeadsWithExamples(t *testing.T) {
	_, all := everyCommand(t)
	for _, cmd := range all {
		lines := strings.Split(helpText(cmd, strings.ToUpper), "\n")
		if len(lines) < 4 || lines[2] != "EXAMPLES" || !strings.HasPrefix(lines[3], "  ") {
			t.Errorf("%s: %q", cmd.CommandPath(), lines[:min(4, len(lines))])
		}
	}
}

func TestTheEnvironmentTopicNamesEveryVariableOfOurs(t *testing.T) {
	topic, variable := environmentTopic(), regexp.MustCompile(`= "(COVEO_TOKEN_[A-Z_]+)"`)
	for _, folder := range []string{".", "../../../coveoapi/keystore", "../../../coveoapi/profile"} {
		files, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
				continue
			}
			source, err := os.ReadFile(folder + "/" + file.Name())
			if err != nil {
				t.Fatal(err)
			}
			for _, match := range variable.FindAllStringSubmatch(string(source), -1) {
				if !strings.Contains(topic, match[1]) {
					t.Errorf("%s of %s is not in the topic environment", match[1], file.Name())
				}
			}
		}
	}
}
