package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"time"
)

// timeProcesses runs two commands in turn, so that the machine's drift touches both,
// and gives the median wall time of each.
func timeProcesses(ctx context.Context, rounds int, input []byte, ours, reference []string) (a, b time.Duration, err error) {
	var samplesA, samplesB []time.Duration
	for range rounds {
		for _, side := range []struct {
			command []string
			samples *[]time.Duration
		}{{ours, &samplesA}, {reference, &samplesB}} {
			took, err := timeProcess(ctx, input, side.command)
			if err != nil {
				return 0, 0, err
			}
			*side.samples = append(*side.samples, took)
		}
	}
	return median(samplesA), median(samplesB), nil
}

func timeProcess(ctx context.Context, input []byte, argv []string) (time.Duration, error) {
	command := exec.CommandContext(ctx, argv[0], argv[1:]...)
	command.Stdin = bytes.NewReader(input)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	start := time.Now()
	err := command.Run()
	took := time.Since(start)
	if err != nil {
		return 0, fmt.Errorf("%v: %w\n%s", argv, err, output.Bytes())
	}
	return took, nil
}
