// Command floor is the least a Go program can do to show a token: decode the
// payload with the standard library and indent it. The benchmark compares with it.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

func main() {
	token, err := io.ReadAll(os.Stdin)
	if err != nil {
		fail(err)
	}
	parts := bytes.Split(bytes.TrimSpace(token), []byte("."))
	if len(parts) != 3 {
		fail(fmt.Errorf("%d parts", len(parts)))
	}
	for _, part := range parts[:2] {
		decoded, err := base64.RawURLEncoding.AppendDecode(nil, part)
		if err != nil {
			fail(err)
		}
		var value map[string]any
		if err := json.Unmarshal(decoded, &value); err != nil {
			fail(err)
		}
		text, err := json.MarshalIndent(value, "", "  ")
		if err != nil {
			fail(err)
		}
		_, _ = os.Stdout.Write(append(text, '\n'))
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
