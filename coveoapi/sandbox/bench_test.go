package sandbox_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"

	"coveotoken/coveoapi/sandbox"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := sandbox.New(sandbox.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// benchmarkPost posts the same request from 64 clients at once, over loopback.
func benchmarkPost(b *testing.B, path, body string) {
	server, err := sandbox.Start(b.Context(), sandbox.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer server.Close()
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	key := server.Keys().AuthenticatedSearch.Reveal()
	b.SetParallelism(64)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			request, err := http.NewRequest(http.MethodPost, server.URL()+path, bytes.NewReader([]byte(body)))
			if err != nil {
				b.Error(err)
				return
			}
			request.Header.Set("Authorization", "Bearer "+key)
			request.Header.Set("Content-Type", "application/json")
			response, err := client.Do(request)
			if err != nil {
				b.Error(err)
				return
			}
			_, _ = io.Copy(io.Discard, response.Body)
			response.Body.Close()
			if response.StatusCode != http.StatusOK {
				b.Errorf("status %d", response.StatusCode)
				return
			}
		}
	})
}

func BenchmarkQuery(b *testing.B) {
	benchmarkPost(b, "/rest/search/v2", `{"q":"lamp flickers","facets":[{"field":"source","facetId":"source"}]}`)
}

func BenchmarkMint(b *testing.B) {
	benchmarkPost(b, "/rest/search/v2/token", `{"userIds":[{"name":"asmith@example.com","provider":"Email Security Provider"}]}`)
}
