package cli

import (
	"strings"

	"coveotoken/coveoapi/sandbox"
)

// sandboxControlExamples are the commands of the help topic sandbox-control.
const sandboxControlExamples = "  coveo-token sandbox --control\n" +
	"  curl -X PUT http://" + defaultListen + sandbox.ControlPath + ` -d '{"advance":"15m"}'`

// sandboxControlTopic is the text of the help topic sandbox-control.
func sandboxControlTopic() string {
	return "A running sandbox can be changed when it was started with --control.\n" +
		"It answers this machine only and no web page of another site, takes no credential,\n" +
		"and is not there at all without --control. GET tells the state, PUT changes it; both\n" +
		"answer the state:\n\n" +
		"  curl http://" + defaultListen + sandbox.ControlPath + "\n" +
		`  {"now":"2026-03-14T09:00:00Z","offset":"0s","faults":[]}` + "\n\n" +
		"What a PUT leaves out stays as it is. What it holds is changed wholly or, when\n" +
		"something in it cannot be read, not at all: the answer is then 400 with the reason.\n\n" +
		"The clock: put it an hour ahead of this machine's, move it on by fifteen minutes from\n" +
		"where it stands, or set it right again.\n\n" +
		putControl(`{"offset":"1h"}`) + putControl(`{"advance":"15m"}`) + putControl(`{"offset":"0s"}`) + "\n" +
		"Every token that was issued so far counts as expired; new ones are good:\n\n" +
		putControl(`{"expireTokens":true}`) + "\n" +
		"Faults: play these from now on instead of those before, and none again.\n\n" +
		putControl(`{"faults":["429=2s*3","latency=300ms@/rest/search"]}`) + putControl(`{"faults":[]}`) + "\n" +
		"The faults, here and in --fault:\n\n" + indented(sandbox.FaultHelp())
}

// putControl is a curl command that changes a running sandbox.
func putControl(change string) string {
	return "  curl -X PUT http://" + defaultListen + sandbox.ControlPath + " -d '" + change + "'\n"
}

// indented puts two spaces before each line.
func indented(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n  ") + "\n"
}
