package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/sandbox"
)

// defaultListen is the address of the sandbox: a fixed port, so that other
// programs can be set up once.
const defaultListen = "127.0.0.1:7777"

type sandboxOptions struct {
	*factory
	listen  string
	control bool
	faults  []string
}

func newSandboxCommand(f *factory, run func(context.Context, *sandboxOptions) error) *cobra.Command {
	options := &sandboxOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "sandbox",
		Short: "Run an embedded organization for other programs to use",
		Long: "Run an in-memory Coveo organization until ctrl+c. It prints where it is and its\n" +
			"keys, and logs requests on standard error without their secrets. The keys are\n" +
			"published and good for nothing else. With --fault it misbehaves on purpose:\n\n" +
			sandbox.FaultHelp() +
			"\nWith --control, clock and faults change while it runs:\n\n" +
			sandbox.ControlHelp(),
		Example: "  coveo-token sandbox\n" +
			"  coveo-token sandbox --listen 127.0.0.1:0 --json\n" +
			"  coveo-token sandbox --fault 429=2s*3",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	flags := cmd.Flags()
	flags.StringVar(&options.listen, "listen", defaultListen, "`address` to listen on; port 0 picks a free one")
	flags.BoolVar(&options.control, "control", false, "serve the control endpoint, which moves the clock and switches faults")
	flags.StringArrayVar(&options.faults, "fault", nil, "start with a `fault`, such as 429, 500 or latency=300ms; repeatable")
	return cmd
}

func runSandbox(ctx context.Context, o *sandboxOptions) error {
	options, err := o.options()
	if err != nil {
		return err
	}
	server, err := o.startSandbox(ctx, options)
	if err != nil {
		return listenProblem(o.listen, err)
	}
	defer server.Close()
	if options.AllowRemote {
		o.note("Warning: %s can be reached by other machines; anyone who reaches it can use its published keys.", o.listen)
	}
	if err := o.announce(server); err != nil {
		return err
	}
	<-ctx.Done()
	return server.Close()
}

// options turns the flags into what the sandbox takes.
func (o *sandboxOptions) options() (sandbox.Options, error) {
	host, _, err := net.SplitHostPort(o.listen)
	if err != nil {
		return sandbox.Options{}, notAnAddress(defaultListen)
	}
	options := sandbox.Options{Listen: o.listen, AllowRemote: !isLoopback(host), Control: o.control, Log: o.log}
	for _, text := range o.faults {
		fault, err := sandbox.ParseFault(text)
		if err != nil {
			return options, faultProblem(text, err)
		}
		options.Faults = append(options.Faults, fault)
	}
	return options, nil
}

// notAnAddress is a --listen that holds no host and port.
func notAnAddress(example string) error {
	return &coveoapi.InputError{Field: "--listen", Reason: "is not an address", Remedy: "Write host and port, such as " + example + "."}
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// listenProblem is an address that cannot be listened on.
func listenProblem(address string, err error) error {
	return &coveoapi.InputError{
		Field: "--listen", Reason: fmt.Sprintf("%s cannot be used: %v", address, err),
		Remedy: "Stop what uses it, or choose another: --listen 127.0.0.1:0 picks a free port.",
	}
}

// faultProblem is a fault that the sandbox does not know.
func faultProblem(text string, err error) error {
	var input *coveoapi.InputError
	if errors.As(err, &input) {
		return flagInput("fault", err)
	}
	return &coveoapi.InputError{
		Field: "--fault", Reason: fmt.Sprintf("%q is not one that the sandbox knows", text),
		Remedy: "`coveo-token sandbox --help` lists them.",
	}
}

// log tells of one request on standard error.
func (o *sandboxOptions) log(e sandbox.Entry) {
	line := fmt.Sprintf("%s %d %s %s · %s · %s · %s", e.Time.Format(time.TimeOnly), e.Status, e.Method, e.URI,
		e.Caller, e.Duration.Round(time.Microsecond), e.RequestID)
	if e.Fault != "" {
		line += " · fault " + e.Fault
	}
	o.note("%s", line)
}

// sandboxDocument is where the sandbox is and its keys, as --json shows it.
type sandboxDocument struct {
	Schema         string       `json:"schema"`
	URL            string       `json:"url"`
	OrganizationID string       `json:"organizationId"`
	Keys           keysDocument `json:"keys"`
}

type keysDocument struct {
	AuthenticatedSearch string `json:"authenticatedSearch"`
	UsageAnalytics      string `json:"usageAnalytics"`
	AnonymousSearch     string `json:"anonymousSearch"`
	PrivilegeViewer     string `json:"privilegeViewer"`
	Administrator       string `json:"administrator"`
	Disabled            string `json:"disabled"`
	Expired             string `json:"expired"`
}

// announce prints where the sandbox is and its keys, which are published and no
// secrets.
func (o *sandboxOptions) announce(server *sandbox.Server) error {
	keys := server.Keys()
	document := sandboxDocument{schema("sandbox"), server.URL(), server.OrganizationID(), keysDocument{
		secretValue(keys.AuthenticatedSearch), secretValue(keys.UsageAnalytics), secretValue(keys.AnonymousSearch),
		secretValue(keys.PrivilegeViewer), secretValue(keys.Administrator),
		secretValue(keys.Disabled), secretValue(keys.Expired),
	}}
	if o.globals.json {
		return o.io.writeJSONLine(document)
	}
	return o.io.write([]byte(document.text(o.io.strong)))
}

// text is the announcement for people, with lines to paste into another terminal.
func (d sandboxDocument) text(strong func(string) string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n\n", strong(fmt.Sprintf("Sandbox organization %s at %s (ctrl+c stops it)", d.OrganizationID, d.URL)))
	for _, row := range [][2]string{
		{"authenticated search", d.Keys.AuthenticatedSearch},
		{"usage analytics", d.Keys.UsageAnalytics},
		{"anonymous search", d.Keys.AnonymousSearch},
		{"privilege viewer", d.Keys.PrivilegeViewer},
		{"administrator", d.Keys.Administrator},
		{"disabled", d.Keys.Disabled},
		{"expired", d.Keys.Expired},
	} {
		fmt.Fprintf(&text, "  %-22s %s\n", row[0], row[1])
	}
	fmt.Fprintf(&text, "\n%s\n", strong("People to search as"))
	for _, user := range sandbox.Users() {
		fmt.Fprintf(&text, "  %s (%s)\n      %s\n", user.Name, user.Provider, user.Sees)
	}
	fmt.Fprintf(&text, "\n%s\n", strong("In another terminal"))
	for _, row := range [][2]string{
		{endpointVariable, d.URL},
		{organizationVariable, d.OrganizationID},
		{keyVariable, d.Keys.AuthenticatedSearch},
		{catalogKeyVariable, d.Keys.PrivilegeViewer},
	} {
		fmt.Fprintf(&text, "  export %s=%s\n", row[0], row[1])
	}
	return text.String() + "  coveo-token mint search --user asmith@example.com | coveo-token query lantern --token-file -\n"
}
