package cli

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"coveotoken/coveoapi/problem"
)

func TestExitCodeOfEveryKindOfProblem(t *testing.T) {
	for kind, want := range map[problem.Kind]int{
		problem.Input: 2, problem.Credential: 4, problem.Privilege: 5, problem.Expired: 7,
		problem.Organization: 9, problem.RateLimited: 10, problem.Network: 11,
		problem.Canceled: 130, problem.Unexpected: 1, "unheard of": 1, "": 1,
	} {
		if got := exitCode(kind); got != want {
			t.Errorf("%q ends with %d, want %d", kind, got, want)
		}
	}
}

func TestExitCodesTopicNamesEveryCode(t *testing.T) {
	topic := exitCodesTopic()
	for _, row := range exitMeanings() {
		if !strings.Contains(topic, fmt.Sprintf("%3d  %s", row.code, row.meaning)) {
			t.Errorf("the topic does not tell of %d", row.code)
		}
	}
}

func TestFinishKeepsTheCodeOfAReportedError(t *testing.T) {
	p := newProgram(t)
	if got := p.finish(fmt.Errorf("inspect: %w", &exitError{exitExpired})); got != exitExpired {
		t.Errorf("exit code %d, want %d", got, exitExpired)
	}
	if p.err.Len() > 0 || p.out.Len() > 0 {
		t.Errorf("it was reported twice: %s%s", p.out, p.err)
	}
}

func TestFinishExplainsAnUnknownError(t *testing.T) {
	p := newProgram(t)
	if got := p.finish(errors.New("something odd")); got != exitUnexpected {
		t.Errorf("exit code %d, want %d", got, exitUnexpected)
	}
	if !strings.Contains(p.err.String(), "something odd") {
		t.Errorf("the cause is not told: %s", p.err)
	}
}
