package localhttp_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"go.uber.org/goleak"

	"coveotoken/coveoapi/localhttp"
	"coveotoken/coveoapi/together"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestHostAllowed(t *testing.T) {
	tests := []struct {
		host          string
		local, remote bool
	}{
		{"localhost", true, true},
		{"LOCALHOST.:3000", true, true},
		{"app.localhost:3000", true, true},
		{"127.0.0.1:3000", true, true},
		{"127.9.9.9", true, true},
		{"[::1]:3000", true, true},
		{"192.168.1.20:3000", false, true},
		{"0.0.0.0:3000", false, true},
		{"evil.example:3000", false, false},
		{"localhost.evil.example", false, false},
		{"127.0.0.1.evil.example", false, false},
		{"2130706433", false, false},
		{"", false, false},
	}
	for _, test := range tests {
		if got := localhttp.HostAllowed(test.host, false); got != test.local {
			t.Errorf("%q: %v", test.host, got)
		}
		if got := localhttp.HostAllowed(test.host, true); got != test.remote {
			t.Errorf("%q when others are let in: %v", test.host, got)
		}
	}
}

func TestOriginIsLocal(t *testing.T) {
	for origin, want := range map[string]bool{
		"http://localhost:5173": true, "https://[::1]:8": true, "http://127.0.0.1": true,
		"null": false, "file://": false, "https://evil.example": false, "ftp://localhost": false, "http://localhost.evil": false,
	} {
		if got := localhttp.OriginIsLocal(origin); got != want {
			t.Errorf("%s: %v", origin, got)
		}
	}
}

// TestCloseDoesNotWaitForAHangingRequest ends a server while a request hangs in it.
func TestCloseDoesNotWaitForAHangingRequest(t *testing.T) {
	arrived, release := make(chan struct{}), make(chan struct{})
	closed := 0
	server, err := localhttp.Start(t.Context(), localhttp.Options{
		Closing: func() { closed++ },
		Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			close(arrived)
			<-release
		}),
	})
	if err != nil {
		t.Fatal(err)
	}
	answered := make(chan error)
	go func() {
		client := http.Client{Transport: new(http.Transport)}
		defer client.CloseIdleConnections()
		_, err := client.Get(server.URL()) //nolint:bodyclose // It fails.
		answered <- err
	}()
	<-arrived
	before := time.Now()
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	if took := time.Since(before); took > time.Second {
		t.Errorf("it took %s", took)
	}
	if err := <-answered; err == nil {
		t.Error("the hanging request was answered")
	}
	close(release)
	_ = server.Close()
	if closed != 1 {
		t.Errorf("Closing was called %d times", closed)
	}
}

func TestAServerEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server, err := localhttp.Start(ctx, localhttp.Options{Handler: http.NotFoundHandler()})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	server.Wait()
	if _, err := localhttp.Start(t.Context(), localhttp.Options{Listen: "nonsense"}); err == nil {
		t.Error("an address that is none was taken")
	}
}

// TestAPanicWhileClosingIsThatOfWhoWaits ends a server by its context, in a goroutine.
func TestAPanicWhileClosingIsThatOfWhoWaits(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server, err := localhttp.Start(ctx, localhttp.Options{Handler: http.NotFoundHandler(), Closing: func() { panic("broken") }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if caught, ok := recover().(*together.Panic); !ok || caught.Value != "broken" {
			t.Errorf("got %v", caught)
		}
	}()
	cancel()
	server.Wait()
	t.Error("nothing was thrown")
}
