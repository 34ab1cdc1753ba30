package problemview_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/problem"
	"coveotoken/ui/components/problemview"
	"coveotoken/ui/theme"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

func TestLines(t *testing.T) {
	p := problem.Problem{
		Title: "The token has expired.", Evidence: "HTTP 419 \x1b[31m ExpiredToken",
		Remedy: "Mint a new one.", Status: 419, Code: "ExpiredToken", RequestID: "f00d", Source: "docs",
	}
	var got []string
	for _, line := range problemview.Lines(theme.New(theme.Mono()), p, 50) {
		got = append(got, strings.TrimRight(ansi.Strip(line), " "))
	}
	want := []string{
		"✗ The token has expired.",
		`  HTTP 419 \u{001B}[31m ExpiredToken`,
		"  Request ID f00d",
		"→ Mint a new one.",
		"  See: docs",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLinesFitAtEveryWidth(t *testing.T) {
	p := problem.Problem{Title: strings.Repeat("日本語 wide ", 20), Evidence: strings.Repeat("x", 300), Remedy: "a\nb"}
	for width := 4; width < 120; width++ {
		lines := problemview.Lines(theme.New(theme.Dark()), p, width)
		frames.Check(t, strings.Join(lines, "\n"), uitest.Size{Width: width, Height: len(lines)})
	}
}
