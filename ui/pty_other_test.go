//go:build !unix

package ui_test

// helperVariable makes the test binary the program under test, which only the tests with
// a pseudo-terminal do.
const helperVariable = "COVEO_TOKEN_UI_TEST_HELPER"

// runHelper fails: no test of this system starts the program.
func runHelper(string) int { return 1 }
