package manpage

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
)

func tree() *cobra.Command {
	root := &cobra.Command{Use: "tool", Short: "A tool", Long: "A tool.\n'quoted first'\n.and a dot"}
	root.PersistentFlags().StringP("output", "o", "", "write to a `file`")
	work := &cobra.Command{
		Use: "work [NAME]", Short: "Do \"it\"", Example: `  tool work 'a\b'`,
		Run: func(*cobra.Command, []string) {},
	}
	work.Flags().Bool("fast", false, "do it fast")
	hidden := &cobra.Command{Use: "secret", Hidden: true, Run: func(*cobra.Command, []string) {}}
	topic := &cobra.Command{Use: "codes", Short: "what the codes mean", Long: "0 done"}
	root.AddCommand(work, hidden, topic)
	return root
}

func TestPage(t *testing.T) {
	work, _, err := tree().Find([]string{"work"})
	if err != nil {
		t.Fatal(err)
	}
	want := `.TH "TOOL\-WORK" "1" "2026\-03\-14" "coveo\-token 1.2" ""
.SH "NAME"
tool\-work \- Do "it"
.SH "SYNOPSIS"
tool work [NAME] [flags]
.SH "DESCRIPTION"
.nf
Do "it"
.fi
.SH "EXAMPLES"
.nf
  tool work 'a\(rsb'
.fi
.SH "OPTIONS"
.TP
\fB\-\-fast\fR
do it fast
.SH "GLOBAL OPTIONS"
.TP
\fB\-o, \-\-output file\fR
write to a file
.SH "SEE ALSO"
tool(1)
`
	if diff := cmp.Diff(want, string(Page(work, Stamp{Version: "1.2", Date: "2026-03-14"}))); diff != "" {
		t.Error(diff)
	}
}

func TestALineIsNeverARequest(t *testing.T) {
	text := string(Page(tree(), Stamp{}))
	for _, line := range []string{`\&'quoted first'`, `\&.and a dot`} {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("no line %q in\n%s", line, text)
		}
	}
}

func TestPagesLeaveHiddenCommandsOut(t *testing.T) {
	var names []string
	for _, cmd := range Pages(tree()) {
		names = append(names, Name(cmd)+"."+Section(cmd))
	}
	want := []string{"tool.1", "tool-codes.7", "tool-work.1"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}

func TestGroffReadsPagesWithoutWarning(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("groff is not installed")
	}
	for _, cmd := range Pages(tree()) {
		run := exec.Command(groff, "-man", "-Tutf8", "-ww", "-z")
		run.Stdin = strings.NewReader(string(Page(cmd, Stamp{Version: "1", Date: "2026-03-14"})))
		if warnings, err := run.CombinedOutput(); err != nil || len(warnings) > 0 {
			t.Errorf("%s: %v\n%s", Name(cmd), err, warnings)
		}
	}
}
