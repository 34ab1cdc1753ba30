// Command bench measures the whole program against bare ones in the same run, so
// that the figures hold on any machine: `inspect` against a minimal decoder, the
// screens against a Bubble Tea program that shows one line. It exits with 1 when a
// mark is missed.
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

func main() {
	met, err := run(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	if !met {
		os.Exit(1)
	}
}

func run(ctx context.Context) (met bool, err error) {
	folder, err := os.MkdirTemp("", "coveo-token-bench-")
	if err != nil {
		return false, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	built, err := build(ctx, folder)
	if err != nil {
		return false, err
	}
	var results []result
	for _, measure := range []func(context.Context, programs) ([]result, error){
		measureInspect, measureFirstFrame, measureKeys, measureIdle, measureLoad,
	} {
		measured, err := measure(ctx, built)
		if err != nil {
			return false, err
		}
		results = append(results, measured...)
	}
	return report(os.Stdout, results), nil
}

// programs are the paths of the built programs.
type programs struct {
	ours, floor, hello string
	// folder is the home that the measured programs are given.
	folder string
}

func build(ctx context.Context, folder string) (programs, error) {
	p := programs{
		ours:   filepath.Join(folder, "coveo-token"),
		floor:  filepath.Join(folder, "floor"),
		hello:  filepath.Join(folder, "hello"),
		folder: folder,
	}
	for path, source := range map[string]string{
		p.ours:  "./cmd/coveo-token",
		p.floor: "./cmd/internal/bench/floor",
		p.hello: "./cmd/internal/bench/hello",
	} {
		command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, source)
		command.Env = append(os.Environ(), "CGO_ENABLED=0") // as make build does
		command.Stderr = os.Stderr
		if err := command.Run(); err != nil {
			return p, fmt.Errorf("build %s: %w", source, err)
		}
	}
	return p, nil
}

func measureInspect(ctx context.Context, p programs) ([]result, error) {
	var results []result
	for _, size := range []struct {
		name   string
		bytes  int
		rounds int
		factor float64
	}{
		{"inspect, 1 KB token, whole process", 1 << 10, 60, 2},
		{"inspect, 1 MB token, whole process", 1 << 20, 15, 1.5},
	} {
		token, err := makeToken(size.bytes)
		if err != nil {
			return nil, err
		}
		ours, floor, err := timeProcesses(ctx, size.rounds, token, []string{p.ours, "inspect", "-"}, []string{p.floor})
		if err != nil {
			return nil, err
		}
		mark := fmt.Sprintf("at most %gx a minimal decoder", size.factor)
		results = append(results, result{size.name, ours, floor, times(size.factor), mark})
	}
	return results, nil
}

func measureFirstFrame(_ context.Context, p programs) ([]result, error) {
	var ours, hello []time.Duration
	for range 15 {
		a, err := firstFrame(p.environment(), "Connect", p.ours, "demo")
		if err != nil {
			return nil, err
		}
		b, err := firstFrame(p.environment(), "hello", p.hello)
		if err != nil {
			return nil, err
		}
		ours, hello = append(ours, a), append(hello, b)
	}
	return []result{{"first frame", median(ours), median(hello), times(1.3), "at most 1.3x a bare program"}}, nil
}

func firstFrame(environment []string, text string, argv ...string) (time.Duration, error) {
	t, err := openTerminal(environment, argv...)
	if err != nil {
		return 0, err
	}
	defer t.close()
	seen, err := t.waitFor(text, 0)
	return seen.Sub(t.started), err
}

func measureIdle(_ context.Context, p programs) ([]result, error) {
	const watched = 5 * time.Second
	ours, err := idle(watched, p.environment(), p.ours, "demo")
	if err != nil {
		return nil, err
	}
	hello, err := idle(watched, p.environment(), p.hello)
	if err != nil {
		return nil, err
	}
	// A tick of /proc is 10 ms: two of them are the measure's own noise.
	return []result{{"processor time of 5 s idle", ours, hello, plus(20 * time.Millisecond), "no more than a bare program"}}, nil
}

func idle(watched time.Duration, environment []string, argv ...string) (time.Duration, error) {
	t, err := openTerminal(environment, argv...)
	if err != nil {
		return 0, err
	}
	defer t.close()
	if _, err := t.settle(); err != nil {
		return 0, err
	}
	return t.cpuOver(watched)
}

// environment keeps the measured programs away from the user's own settings.
func (p programs) environment() []string {
	return []string{
		"HOME=" + p.folder, "XDG_CONFIG_HOME=" + filepath.Join(p.folder, "config"),
		"COVEO_API_KEY=", "COVEO_CATALOG_API_KEY=", "COVEO_ORGANIZATION_ID=", "COVEO_PLATFORM_URL=", "COVEO_ACCESS_TOKEN=",
	}
}
