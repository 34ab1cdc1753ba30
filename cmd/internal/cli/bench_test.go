package cli

import (
	"bytes"
	"context"
	"io"
	"testing"
)

// BenchmarkInspect is a whole run of inspect for a token of 1 KB, without the
// process around it.
func BenchmarkInspect(b *testing.B) {
	token := makeToken(hs256, searchClaims(0, 3600)[:1]+`"filter":"`+string(bytes.Repeat([]byte("@source==KnowledgeBase "), 20))+`",`+searchClaims(0, 3600)[1:])
	for b.Loop() {
		streams, in, out, errs := testStreams()
		in.WriteString(token)
		f := newFactory(streams, func(string) (string, bool) { return "", false }, Build{})
		if code := f.run(context.Background(), []string{"inspect", "-"}); code != exitExpired {
			b.Fatal(code, out, errs)
		}
		_, _ = io.Copy(io.Discard, out)
	}
}

// BenchmarkCommandTree is what every run pays before it knows its command.
func BenchmarkCommandTree(b *testing.B) {
	streams, _, _, _ := testStreams()
	f := newFactory(streams, func(string) (string, bool) { return "", false }, Build{})
	for b.Loop() {
		newRootCommand(f, nil)
	}
}
