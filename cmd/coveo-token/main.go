// Command coveo-token explores Coveo's platform tokens and search tokens: it picks
// their privileges, mints them, reads them and runs queries with them, in a
// full-screen terminal program or as plain commands.
package main

import (
	"os"

	"coveotoken/cmd/internal/cli"
)

// version, commit and date are stamped by the linker (-ldflags "-X main.version=…");
// without them the build information of the module is used.
var version, commit, date string

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.Build{Version: version, Commit: commit, Date: date}))
}
