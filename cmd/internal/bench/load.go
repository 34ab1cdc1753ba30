package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

const (
	// loadClients is how many clients use the sandbox at once.
	loadClients = 64
	// loadTime is how long they do.
	loadTime = 30 * time.Second
	// heapSlack is how much the heap may differ between two quiet moments.
	heapSlack = 2 << 20
)

// errRepeated is a call that would have to be made again: under load too, none should.
var errRepeated = errors.New("the sandbox asked for patience")

// measureLoad lets many clients use a sandbox at once. The reference is a bare server
// that gives the answer of a query to every call, asked in turn by the same clients. A
// wrong answer is an error, and so are goroutines or memory that stay behind.
func measureLoad(ctx context.Context, _ programs) ([]result, error) {
	t, err := load(ctx, loadTime)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("query, %d clients, %.0f answers/s", loadClients, t.perSecond())
	const factor = 2
	mark := fmt.Sprintf("at most %dx a bare server", factor)
	return []result{
		{name, median(t.sandbox), median(t.bare), times(factor), mark},
		{name + ", p99", slow(t.sandbox), slow(t.bare), times(factor), mark},
	}, nil
}

// slow is the time that 1 of 100 samples exceeds; they are sorted.
func slow(samples []time.Duration) time.Duration { return samples[len(samples)*99/100] }

// load runs the load for a while, over loopback, and compares what is in memory when a
// quarter of the time has passed with what is there at the end.
func load(ctx context.Context, d time.Duration) (timings, error) {
	server, err := sandbox.Start(ctx, sandbox.Options{})
	if err != nil {
		return timings{}, err
	}
	defer func() { _ = server.Close() }()
	bare, err := startBare(ctx, server)
	if err != nil {
		return timings{}, err
	}
	defer func() { _ = bare.Close() }()
	visitors, err := newVisitors(ctx, server, "http://"+bare.Addr)
	if err != nil {
		return timings{}, err
	}
	if _, err := visit(ctx, visitors, d/4); err != nil {
		return timings{}, err
	}
	before := takeStock()
	measured, err := visit(ctx, visitors, d-d/4)
	if err != nil {
		return timings{}, err
	}
	return measured, takeStock().compare(before, measured)
}

// startBare starts a server that gives the answer of a query to every call.
func startBare(ctx context.Context, server *sandbox.Server) (*http.Server, error) {
	client, err := newLoadClient(server, server.URL())
	if err != nil {
		return nil, err
	}
	defer client.Close()
	reply, err := client.Search(ctx, server.Keys().AnonymousSearch, coveoapi.InAuthorizationHeader, loadQuery())
	if err != nil {
		return nil, err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	bare := &http.Server{
		Addr:              listener.Addr().String(),
		ReadHeaderTimeout: time.Second,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(reply.Exchange.Body)
		}),
	}
	go func() { _ = bare.Serve(listener) }()
	return bare, nil
}

func loadQuery() coveoapi.SearchQuery { return coveoapi.SearchQuery{Q: "lamp", NumberOfResults: 10} }

// newLoadClient makes a client with connections of its own that repeats no call.
func newLoadClient(server *sandbox.Server, url string) (*coveoapi.Client, error) {
	endpoint, err := coveoapi.ParseEndpoint(url, server.OrganizationID())
	if err != nil {
		return nil, err
	}
	return coveoapi.New(coveoapi.Config{
		Target:     coveoapi.Target{OrganizationID: server.OrganizationID(), Endpoint: endpoint},
		MintingKey: server.Keys().AuthenticatedSearch,
		CatalogKey: server.Keys().PrivilegeViewer,
		Pause:      func(context.Context, time.Duration) error { return errRepeated },
	})
}

// visitor is a user of the sandbox who knows how many items there are to find.
type visitor struct {
	client, bare *coveoapi.Client
	user         coveoapi.UserID
	total        int
}

func newVisitors(ctx context.Context, server *sandbox.Server, bareURL string) ([]*visitor, error) {
	users := sandbox.Users()
	visitors := make([]*visitor, loadClients)
	for i := range visitors {
		user := users[i%len(users)]
		v := &visitor{user: coveoapi.UserID{Name: user.Name, Provider: user.Provider}}
		var err error
		if v.client, err = newLoadClient(server, server.URL()); err != nil {
			return nil, err
		}
		if v.bare, err = newLoadClient(server, bareURL); err != nil {
			return nil, err
		}
		visitors[i] = v
		if i >= len(users) {
			v.total = visitors[i%len(users)].total
			continue
		}
		if v.total, err = v.call(ctx, &timings{}); err != nil {
			return nil, err
		}
	}
	return visitors, nil
}

// call makes the calls of a search page and tells how many items were found.
func (v *visitor) call(ctx context.Context, t *timings) (total int, err error) {
	request := coveoapi.SearchTokenRequest{UserIDs: []coveoapi.UserID{v.user}}
	token, err := v.client.MintSearchToken(ctx, coveoapi.SearchTokenV2, request)
	if err != nil {
		return 0, err
	}
	if _, err := v.client.Suggest(ctx, token.Value, coveoapi.SuggestQuery{Q: "re"}); err != nil {
		return 0, err
	}
	if _, err := v.client.Pipelines(ctx); err != nil {
		return 0, err
	}
	for _, side := range []struct {
		client  *coveoapi.Client
		samples *[]time.Duration
	}{{v.bare, &t.bare}, {v.client, &t.sandbox}} {
		started := time.Now()
		reply, err := side.client.Search(ctx, token.Value, coveoapi.InAuthorizationHeader, loadQuery())
		if err != nil {
			return 0, err
		}
		*side.samples = append(*side.samples, time.Since(started))
		total = reply.Value.TotalCount
	}
	t.answers += 4
	return total, nil
}

// visit lets all visitors call for a while and waits until they have ended.
func visit(ctx context.Context, visitors []*visitor, d time.Duration) (timings, error) {
	started := time.Now()
	each := make([]timings, len(visitors))
	group, groupContext := errgroup.WithContext(ctx)
	for i, v := range visitors {
		group.Go(func() error {
			for each[i].answers == 0 || time.Since(started) < d {
				total, err := v.call(groupContext, &each[i])
				if err != nil {
					return fmt.Errorf("load: %w", err)
				}
				if total != v.total {
					return fmt.Errorf("load: %s found %d items, and %d before", v.user, total, v.total)
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return timings{}, err
	}
	all := timings{took: time.Since(started)}
	for _, t := range each {
		all.sandbox, all.bare = slices.Concat(all.sandbox, t.sandbox), slices.Concat(all.bare, t.bare)
		all.answers += t.answers
	}
	return all, nil
}

// timings are how long queries took, at the sandbox and at the bare server.
type timings struct {
	sandbox, bare []time.Duration
	answers       int // of the sandbox, to calls of any kind
	took          time.Duration
}

func (t timings) perSecond() float64 { return float64(t.answers) / t.took.Seconds() }

// stock is what is in memory when all is quiet.
type stock struct {
	heap       uint64
	goroutines int
}

func takeStock() stock {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return stock{memory.HeapAlloc, runtime.NumGoroutine()}
}

// compare reports growth, except that of our own samples. A connection that has just
// become idle may have a goroutine more or less.
func (s stock) compare(before stock, own timings) error {
	samples := uint64(8 * (cap(own.sandbox) + cap(own.bare)))
	switch {
	case s.goroutines > before.goroutines+loadClients:
		return fmt.Errorf("load: %d goroutines after a quarter of the time, %d at the end", before.goroutines, s.goroutines)
	case s.heap > before.heap+before.heap/10+samples+heapSlack:
		return fmt.Errorf("load: %d bytes of heap after a quarter of the time, %d at the end", before.heap, s.heap)
	default:
		return nil
	}
}
