package cli

import (
	"context"
	"testing"

	"coveotoken/coveoapi/together"
)

func TestAPanicOfAReaderIsThatOfWhoWaitsForIt(t *testing.T) {
	defer func() {
		if caught, ok := recover().(*together.Panic); !ok || caught.Value != "broken" {
			t.Errorf("got %v", caught)
		}
	}()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	text, err := await(ctx, func() ([]byte, error) { panic("broken") })
	t.Errorf("read %q, %v", text, err)
}
