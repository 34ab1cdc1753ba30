package spinner_test

import (
	"testing"

	"coveotoken/ui/components/spinner"
)

func TestFrame(t *testing.T) {
	for n, want := range []string{"", "-", `\`, "|", "/", "-"} {
		if got := spinner.Frame(n); got != want {
			t.Errorf("frame %d is %q, want %q", n, got, want)
		}
	}
}
