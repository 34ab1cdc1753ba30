package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi/snippet"
)

// invocation is a way to run a command.
type invocation struct {
	// args follow the command's name; in is standard input.
	args []string
	in   string
	// endless says that the command runs until it is interrupted.
	endless bool
}

func with(args ...string) invocation { return invocation{args: args} }

func fed(in string, args ...string) invocation { return invocation{args: args, in: in} }

func endless(args ...string) invocation { return invocation{args: args, endless: true} }

// materials are what commands are run with.
type materials struct {
	// name is a name of somebody or something.
	name string
	// token is a token, and the others are the paths of files: a token, a policy, a HAR,
	// a curl command, the bodies of token requests, key sets and variables.
	token, tokenFile, policy, har, curl, body, platformBody, keySet, dotEnv string
	// folder is empty.
	folder string
}

// invocations are ways to run every command, by its name without the program's. What
// holds for all commands is tested with them: see TestEveryCommandIsListed.
func invocations(m materials) map[string][]invocation {
	user := []string{"--user", "asmith@example.com", "--user", m.name, "--display-name", m.name, "--group", m.name, "--search-hub", m.name}
	privileged := []string{"--privilege", "SEARCH_API/IMPERSONATE", "--user", m.name, "--sub", m.name}
	list := map[string][]invocation{
		"code": {with(), with(m.name)},
		"privileges": {
			with("--filter", "search"), with("--of", "key"), with("--of", "token"), with("--of", "token", "--with-key", "--token-file", m.tokenFile),
			with("--evaluate", "SEARCH_API/IMPERSONATE"), with("--evaluate", m.name), with("--for", "/rest/"+m.name), with("--calls"), with("--tasks"), with(m.name),
		},
		"mint":          {with(), with(m.name)},
		"mint search":   {with(user...), with(append(user, "--check")...), with(append(user, "--dry-run", "--filter", m.name)...), with("--raw-json", m.body, "--check"), with("--task", m.name), with("--preset", m.name), with(append(user, "--keep-history", "--save-preset", "naughty")...)},
		"mint platform": {with(privileged...), with(append(privileged, "--check")...), with(append(privileged, "--dry-run")...), with("--raw-json", m.platformBody, "--check"), with("--privilege", m.name)},
		"token":         {with(user...), with(privileged...), with()},
		"exec":          {with(append(user, "--", "true")...), with("--user", m.name, "--", m.name)},
		"status":        {with(), with("--warn-within", "1h"), with("--warn-within", m.name)},
		"prompt":        {with(), with("--color"), with("--shell", "bash"), with("--shell", "zsh"), with("--shell", "fish")},
		"inspect":       {with(m.token), fed(m.token), fed(m.token, "--verify"), fed(m.token, "--keys", m.keySet), fed(m.name), with(m.name)},
		"query":         {with(m.name), with("reset", "--debug", "--explain"), with("--token-file", m.tokenFile, "--no-check", "--explain", "--debug"), with("--aq", m.name), with("--aq", m.name, "--no-check"), with("--as-parameter"), with("--token-file", m.name)},
		"compare": {
			with("reset", "--user", "asmith@example.com", "--user", m.name, "--anonymous"), with("--user", "asmith@example.com", "--everyone", "--csv", "-"),
			with("--token-file", m.tokenFile, "--anonymous"), with("--tokens", m.tokenFile, m.tokenFile), with("--tokens", m.name, m.tokenFile),
		},
		"doctor":                {with(), with("--key"), with("--user", m.name, "--search-hub", m.name, "--pipeline", m.name), with("--privilege", "SEARCH_API/IMPERSONATE"), with("--try-regions"), with("--wait")},
		"import":                {with(m.har), with(m.curl), fed(m.name), with(m.curl, "--run"), with(m.curl, "--as", m.name), with(m.har, "--entry", "9")},
		"lint":                  {with(m.body), with(m.platformBody), with(m.body, "--try-filter"), with("--list"), fed(m.token), fed(m.name), with(m.name)},
		"verify":                {with(m.policy), with(m.policy, "--junit", filepath.Join(m.folder, "out.xml")), with("--init"), with("--schema"), fed("policy: " + m.name), with(m.name)},
		"explain":               {with(), with("419"), with(m.name), fed(`{"message":` + quoted(m.name) + `,"errorCode":` + quoted(m.name) + `}`), fed(m.name), with("exit", m.name)},
		"organization":          {with()},
		"presets":               {with(), with(m.name)},
		"presets list":          {with(), with(m.name)},
		"presets show":          {with("naughty"), with(m.name)},
		"presets save":          {with("saved", "--user", m.name), with(m.name, "--user", m.name)},
		"presets remove":        {with("naughty"), with(m.name), with("naughty", "--yes")},
		"presets schema":        {with()},
		"history":               {with(), with(m.name)},
		"history list":          {with(), with(m.name)},
		"history show":          {with("sha256", "--show-token"), with(m.name)},
		"history clear":         {with(), with("--yes"), with(m.name)},
		"sandbox":               {endless("--listen", "127.0.0.1:0"), with("--listen", m.name), with("--fault", m.name)},
		"demo":                  {with()},
		"bundle":                {with("--output", "-"), with("--output", "-", "--offline"), with("--output", "-", "--log", m.curl), with("--output", filepath.Join(m.folder, "bundle.txt")), with("--log", m.name)},
		"endpoint":              {endless("--listen", "127.0.0.1:0", "--user", m.name, "--allow-user", m.name), with("--user", m.name, "--listen", m.name), with("--user", m.name, "--cors", m.name)},
		"login":                 {with("-o", "acmeprod", "--profile", m.name, "--key-file", m.tokenFile, "--keep", "nowhere"), with("--from", m.dotEnv, "--keep", "nowhere"), with("--key-command", "cat "+m.tokenFile), with("--key-command", m.name), with("--keep", m.name)},
		"profiles":              {with(), with(m.name)},
		"profiles list":         {with()},
		"profiles show":         {with(), with(m.name), with("sandbox")},
		"profiles use":          {with(m.name), with("no" + m.name)},
		"profiles remove":       {with("no"+m.name, "--yes"), with(m.name, "--yes")},
		"config":                {with(), with("--explain"), with("--schema"), with("--explain", "--profile", m.name)},
		"keys":                  {with()},
		"locate":                {with(), with("config"), with(m.name)},
		"version":               {with()},
		"man":                   {with("mint", "search"), with(m.name), with("--all", filepath.Join(m.folder, "man"))},
		"help":                  {with(), with("mint", "search"), with(m.name), with("environment"), with("exit-codes"), with("sandbox-control")},
		"completion bash":       {with()},
		"completion zsh":        {with()},
		"completion fish":       {with()},
		"completion powershell": {with()},
	}
	for _, language := range snippet.Languages() {
		code := []string{"--code", language.ID}
		list["mint search"] = append(list["mint search"], with(append(code, user...)...))
		list["mint platform"] = append(list["mint platform"], with(append(code, privileged...)...))
		list["query"] = append(list["query"], with(append(code, m.name)...))
		list["import"] = append(list["import"], with(append(code, m.curl)...))
	}
	return list
}

// quoted is a text as JSON, and as YAML takes it too.
func quoted(text string) string {
	encoded, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(encoded)
}

// newMaterials writes the files. Every text in them is name; the recorded requests were
// sent to a server, for an organization.
func newMaterials(t *testing.T, name, token, server, organization string) materials {
	t.Helper()
	folder := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	m := materials{name: name, token: token, folder: t.TempDir()}
	m.tokenFile = file("token.jwt", token+"\n")
	text := quoted(name)
	m.policy = file("policy.yaml", "policy: 1\nchecks:\n- name: "+text+"\n  as: "+text+"\n  query: reset\n  expect:\n    results: {atLeast: 99}\n    includes: "+text+"\n    pipeline: "+text+
		"\n- token: {file: token.jwt}\n  expect: {claims: {name: "+text+"}, privileges: {excludes: [SEARCH_API/EXECUTE_QUERY]}}\n")
	search := `{"userIds":[{"name":` + text + `,"provider":` + text + `}],"filter":` + text + `,"searchHub":` + text + `}`
	m.body = file("body.json", search)
	m.platformBody = file("platform.json", `{"body":{"privileges":[{"owner":`+text+`,"targetDomain":`+text+`,"type":"VIEW"}],"additionalConfiguration":{"search":{"userIds":[{"name":`+text+`,"provider":`+text+`}]}}}}`)
	m.dotEnv = file(".env", "ORGANIZATION_ID="+text+"\nPLATFORM_URL="+server+"\nUSER_EMAIL="+text+"\nAPI_KEY="+token+"\n")
	m.keySet = file("keys.json", `{"keys":[{"kty":"OKP","crv":"Ed25519","kid":`+text+`,"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}`)
	address := server + "/rest/search/v2?organizationId=" + organization
	request := `{"method":"POST","url":` + quoted(address) + `,"headers":[{"name":"Authorization","value":"Bearer ` + token + `"},{"name":` + text + `,"value":` + text + `}],"postData":{"mimeType":"application/json","text":` + quoted(`{"q":`+text+`,`+text+`:1}`) + `}}`
	response := `{"status":403,"headers":[],"content":{"text":` + quoted(`{"message":`+text+`,"errorCode":`+text+`}`) + `}}`
	entry := `{"startedDateTime":"2026-03-14T09:00:00Z","request":` + request + `,"response":` + response + `}`
	m.har = file("failing.har", `{"log":{"entries":[`+entry+`,`+entry+`]}}`)
	m.curl = file("request.txt", "curl '"+address+"' -H 'Authorization: Bearer "+token+"' --"+strings.Map(func(r rune) rune {
		if r <= ' ' || r == '\'' {
			return -1
		}
		return r
	}, name)+" x --data-raw '"+strings.ReplaceAll(`{"q":`+text+`}`, "'", `'\''`)+"'\n")
	return m
}

// commandPaths are all commands that can be run, without the program's name.
func commandPaths(t *testing.T) []string {
	t.Helper()
	root := newRootCommand(newProgram(t).factory, nil)
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	var paths []string
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		if path := strings.TrimPrefix(strings.TrimPrefix(cmd.CommandPath(), root.Name()), " "); cmd.Runnable() && path != "" {
			paths = append(paths, path)
		}
		for _, child := range cmd.Commands() {
			walk(child)
		}
	}
	walk(root)
	return paths
}

// TestEveryCommandIsListed fails for a command that was added and is not in the table of
// invocations: no test of what holds for all commands would run it.
func TestEveryCommandIsListed(t *testing.T) {
	listed := invocations(materials{})
	paths := commandPaths(t)
	for _, path := range paths {
		if len(listed[path]) == 0 {
			t.Errorf("coveo-token %s is not in the table of invocations (everycommand_test.go): add ways to run it, with names, files and tokens from outside", path)
		}
	}
	for path := range listed {
		if !slices.Contains(paths, path) {
			t.Errorf("there is no command coveo-token %s", path)
		}
	}
}
