package cli

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi/problem"
)

// The exit codes of the program.
const (
	exitDone         = 0
	exitUnexpected   = 1
	exitUsage        = 2
	exitCheck        = 3
	exitCredential   = 4
	exitPrivilege    = 5
	exitGranted      = 6
	exitExpired      = 7
	exitExpiring     = 8
	exitOrganization = 9
	exitRateLimited  = 10
	exitNetwork      = 11
	exitInterrupted  = 130
)

// exitMeaning documents one exit code and the kind of problem that leads to it.
type exitMeaning struct {
	code    int
	kind    problem.Kind // "" for what is no problem
	meaning string
}

// exitMeanings is the table that exit codes are taken from and documented by.
func exitMeanings() []exitMeaning {
	return []exitMeaning{
		{exitDone, "", "done"},
		{exitUnexpected, problem.Unexpected, "unexpected failure"},
		{exitUsage, problem.Input, "wrong usage or invalid input; nothing was sent"},
		{exitCheck, "", "a check failed: a signature, a name that does not exist, a request (lint), a policy (verify), an expected sameness (compare)"},
		{exitCredential, problem.Credential, "a key or token is needed, or was rejected (401)"},
		{exitPrivilege, problem.Privilege, "the key or token is good but lacks a privilege (403)"},
		{exitGranted, "", "the token is not what was requested (mint --check)"},
		{exitExpired, problem.Expired, "the token has expired (419, or its exp is past)"},
		{exitExpiring, "", "all passed, but a key or token expires within --warn-within (verify, status)"},
		{exitOrganization, problem.Organization, "the organization is paused, read-only or not found here"},
		{exitRateLimited, problem.RateLimited, "rate limited, after retries (429)"},
		{exitNetwork, problem.Network, "no usable reply: network, DNS, TLS, proxy, or a broken answer"},
		{exitInterrupted, problem.Canceled, "interrupted"},
	}
}

// exitCode gives the exit code of a kind of problem.
func exitCode(kind problem.Kind) int {
	for _, row := range exitMeanings() {
		if row.kind == kind && kind != "" {
			return row.code
		}
	}
	return exitUnexpected
}

// exitCodesTopic is the text of the help topic exit-codes.
func exitCodesTopic() string {
	var text strings.Builder
	text.WriteString("Every command ends with one of these codes:\n\n")
	for _, row := range exitMeanings() {
		fmt.Fprintf(&text, "  %3d  %s\n", row.code, row.meaning)
	}
	return text.String()
}

// exitError ends the program with a code after the command has itself reported
// what there is to say.
type exitError struct{ code int }

// Error implements error.
func (e *exitError) Error() string { return fmt.Sprintf("exit code %d", e.code) }
