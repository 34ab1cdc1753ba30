// Package sandbox is an organization of Coveo in memory: it issues, signs and
// verifies tokens, checks privileges, routes queries to pipelines and trims results
// by identity as the published sources say that Coveo does, so that tokens can be
// learnt, shown and tested with no organization at all. Where the sources disagree
// it accepts both sides, and where they are silent a comment names the choice.
package sandbox
