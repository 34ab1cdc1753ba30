package cli

import "coveotoken/coveoapi"

// secretValue is the one place of the command line where a credential is revealed:
// to print a token that was asked for, to print the published keys of the sandbox,
// to find a secret in text that is about to be shown, and to decode a token.
func secretValue(s coveoapi.Secret) string { return s.Reveal() }
