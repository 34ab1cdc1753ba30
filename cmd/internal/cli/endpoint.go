package cli

import (
	"context"
	"net"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/localhttp"
	"coveotoken/coveoapi/tokenserver"
)

// defaultEndpointListen is where @coveo/search-token-server listens.
const defaultEndpointListen = "127.0.0.1:3000"

type endpointOptions struct {
	mintSearchOptions
	listen     string
	allowUsers []string
	cors       []string
}

func newEndpointCommand(f *factory, run func(context.Context, *endpointOptions) error) *cobra.Command {
	options := &endpointOptions{mintSearchOptions: mintSearchOptions{mintOptions: mintOptions{factory: f}}}
	cmd := &cobra.Command{
		Use:   "endpoint",
		Short: "Hand out search tokens to a front end that is being developed",
		Long: "Serve GET /token until ctrl+c, with the answer of @coveo/search-token-server, so that\n" +
			"a page's renewAccessToken has something to ask. Each answer is a fresh search token as\n" +
			"the flags or preset of `mint search` make it, for 15 minutes, the shortest life there\n" +
			"is, unless they say otherwise.\n" +
			"Whoever reaches it gets one: it listens on this machine only, and web pages must be\n" +
			"named with --cors, users for ?as=NAME with --allow-user.\n\n" +
			"Every request is logged on standard error, without tokens. On a terminal e expires\n" +
			"all tokens of a sandbox, so that a renewal can be seen, and q quits. A real\n" +
			"organization takes no token back: there, a short life is all there is.",
		Example: "  coveo-token endpoint --user asmith@example.com --cors http://localhost:5173\n" +
			"  coveo-token endpoint --preset support-agent --listen 127.0.0.1:3000 --cors http://localhost:5173\n" +
			"  coveo-token endpoint --profile sandbox --user asmith@example.com --allow-user bob@example.com\n" +
			"  renewAccessToken: async () => (await (await fetch('http://localhost:3000/token')).json()).token",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	flags := cmd.Flags()
	options.addGrantFlags(flags)
	options.addTaskFlag(cmd, true)
	options.addPresetFlag(cmd)
	options.searchForm.addFlags(cmd)
	flags.StringVar(&options.listen, "listen", defaultEndpointListen, "`address` to listen on; port 0 picks a free one")
	flags.StringArrayVar(&options.allowUsers, "allow-user", nil, "identity that ?as=NAME may choose, as `NAME[:PROVIDER[:TYPE]]`; repeatable")
	flags.StringArrayVar(&options.cors, "cors", nil, "`origin` of a web page that may ask, such as http://localhost:5173; repeatable")
	return cmd
}

func runEndpoint(ctx context.Context, o *endpointOptions) error {
	host, _, err := net.SplitHostPort(o.listen)
	if err != nil {
		return notAnAddress(defaultEndpointListen)
	}
	e, err := o.prepare(ctx)
	if err != nil {
		return err
	}
	handler, err := tokenserver.New(tokenserver.Options{
		Mint: e.mintFor, Default: e.defaultName(), Users: e.names, Origins: o.cors,
		AllowRemote: !isLoopback(host), Clock: o.now, Log: e.log,
	})
	if err != nil {
		return flagInput(inputField(err), err)
	}
	server, err := localhttp.Start(ctx, localhttp.Options{
		Listen: o.listen, Handler: handler, WriteTimeout: tokenserver.WriteTimeout(o.globals.timeout),
	})
	if err != nil {
		return listenProblem(o.listen, err)
	}
	defer server.Close()
	if !isLoopback(host) {
		o.note("Warning: %s can be reached by other machines; anyone who reaches it can search as the users named.", o.listen)
	}
	if err := e.announce(server.URL(), handler.Origins()); err != nil {
		return err
	}
	if err := e.untilQuit(ctx); err != nil {
		return err
	}
	return server.Close()
}

// prepare finds the organization and key, and checks that the key may do what it will
// be asked for, before anybody asks.
func (o *endpointOptions) prepare(ctx context.Context) (*tokenEndpoint, error) {
	e := &tokenEndpoint{factory: o.factory, raw: &rawWriter{Writer: o.io.err}}
	o.io.err = e.raw // before several requests may write to it
	var err error
	if e.version, e.body, err = o.asked(); err != nil {
		return nil, err
	}
	if o.byHand() {
		return nil, &coveoapi.InputError{Field: "--preset", Reason: "holds a body that was written by hand, which cannot be asked for as somebody else", Remedy: "Use one that holds a form."}
	}
	if e.body.ValidForMillis == 0 {
		e.body.ValidForMillis = coveoapi.MinSearchTokenValidity.Milliseconds()
	}
	if err := e.allow(o.allowUsers); err != nil {
		return nil, err
	}
	for _, warning := range o.expressionWarnings() {
		o.note("Warning: %s", warning)
	}
	c, err := o.connect(ctx, true)
	if err != nil {
		return nil, err
	}
	e.sandbox, e.client = c.sandbox, c.client
	defer c.wait.start("Checking the key")()
	if _, err := e.request(""); err != nil {
		return nil, err
	}
	return e, o.refuseEarly(ctx, e.client, searchMint(e.version, e.body, nil), c.keys.Minting)
}

// allow reads the users that a page may choose.
func (e *tokenEndpoint) allow(users []string) error {
	for _, text := range users {
		id, err := coveoapi.ParseUserID(text)
		if err != nil {
			return flagInput("allow-user", err)
		}
		e.names, e.allowed = append(e.names, id.Name), append(e.allowed, id)
	}
	return nil
}

// request is the request for a user's token, "" being the default.
func (e *tokenEndpoint) request(user string) (coveoapi.Request, error) {
	body := e.body
	if i := slices.Index(e.names, user); i >= 0 && user != "" {
		body.UserIDs, body.UserDisplayName = []coveoapi.UserID{e.allowed[i]}, ""
	}
	return e.client.Target().SearchTokenCall(e.version, body)
}

// mintFor makes a token for a user.
func (e *tokenEndpoint) mintFor(ctx context.Context, user string) (coveoapi.Secret, error) {
	request, err := e.request(user)
	if err != nil {
		return coveoapi.Secret{}, err
	}
	reply, err := e.client.MintRaw(ctx, request)
	return reply.Value, err
}

// defaultName names whom a token is for that names nobody.
func (e *tokenEndpoint) defaultName() string { return e.body.UserIDs[0].Name }

// life is how long the tokens live.
func (e *tokenEndpoint) life() time.Duration {
	return time.Duration(e.body.ValidForMillis) * time.Millisecond
}
