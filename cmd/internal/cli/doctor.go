package cli

import (
	"context"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/problem"
)

type doctorOptions struct {
	*factory
	key, tryRegions     bool
	wait                bool
	users, privileges   []string
	searchHub, pipeline string
}

func newDoctorCommand(f *factory, run func(context.Context, *doctorOptions) error) *cobra.Command {
	options := &doctorOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check connection, key and request before minting",
		Long: "Check whether a token can be minted and will do what it is for, without minting\n" +
			"it: is the endpoint reached and the right one, is the organization awake, is the\n" +
			"key accepted, does it hold what the token needs, do the names in it exist. With\n" +
			"--privilege the token is a platform token, else with --user, --search-hub or\n" +
			"--pipeline a search token. The exit code is that of the worst failure.",
		Example: "  coveo-token doctor --profile sandbox\n" +
			"  coveo-token doctor --user 'asmith@example.com:Email security provider' --search-hub SupportHub\n" +
			"  coveo-token doctor --privilege SEARCH_API/IMPERSONATE --json\n" +
			"  coveo-token doctor --key --key-file found-in-a-page.txt\n" +
			"  coveo-token doctor --wait && coveo-token mint search --user asmith@example.com",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	flags := cmd.Flags()
	flags.BoolVar(&options.key, "key", false, "say only what the key, or a token in its place, is and can do")
	flags.BoolVar(&options.tryRegions, "try-regions", false, "send the key to Coveo's other platform hosts too, and say which knows it")
	flags.BoolVar(&options.wait, "wait", false, "while the organization is paused, wait until it answers")
	flags.StringArrayVar(&options.users, "user", nil, "identity of the token as `NAME[:PROVIDER[:TYPE]]`; repeatable")
	flags.StringArrayVar(&options.privileges, "privilege", nil, "privilege of the token as `OWNER/DOMAIN[:TYPE][@TARGET]`; repeatable")
	flags.StringVar(&options.searchHub, "search-hub", "", "search `hub` of the token")
	flags.StringVar(&options.pipeline, "pipeline", "", "query `pipeline` of the token")
	return cmd
}

func runDoctor(ctx context.Context, o *doctorOptions) error {
	request, err := o.request()
	if err != nil {
		return err
	}
	c, err := o.connect(ctx, true)
	if err != nil {
		return err
	}
	plan := preflight.Plan{Client: c.client, Keys: c.keys, Request: request}
	if o.wait {
		if err := o.await(ctx, plan, c.wait); err != nil {
			return err
		}
	}
	if o.key {
		return o.judgeKey(ctx, plan, c.wait)
	}
	return o.check(ctx, plan, c.wait)
}

// request reads what the token would ask for from the flags.
func (o *doctorOptions) request() (preflight.Request, error) {
	request := preflight.Request{Pipeline: o.pipeline, SearchHub: o.searchHub}
	var err error
	if request.UserIDs, err = (&mintOptions{users: o.users}).userIDs(); err != nil {
		return request, err
	}
	for _, text := range o.privileges {
		p, err := parsePrivilegeFlag(text)
		if err != nil {
			return request, err
		}
		request.Privileges = append(request.Privileges, p)
	}
	asks := len(o.users) > 0 || o.pipeline != "" || o.searchHub != ""
	request.SearchToken = asks && len(o.privileges) == 0
	if o.key && (asks || len(o.privileges) > 0) {
		return request, usageError("--key looks at the key alone", "Leave the flags of the token out, or --key.")
	}
	return request, nil
}

// check makes the checks: on a terminal each row is printed as it ends.
func (o *doctorOptions) check(ctx context.Context, plan preflight.Plan, wait *progress) error {
	var report func(preflight.Row)
	live := o.io.forPeople() && !o.globals.json
	if live {
		report = func(row preflight.Row) {
			wait.stop()
			_ = o.io.write([]byte(o.doctorRow(row)))
			wait.start("Checking")
		}
	}
	wait.start("Checking")
	rows := preflight.Run(ctx, plan, report)
	if o.tryRegions {
		rows = append(rows, o.otherRegions(ctx, plan, wait))
		if live {
			report(rows[len(rows)-1])
		}
	}
	wait.stop()
	if err := ctx.Err(); err != nil {
		return err
	}
	kind, bad := preflight.Worst(rows)
	var err error
	switch {
	case o.globals.json:
		err = o.writeJSON(newDoctorDocument(plan, rows))
	case live:
		err = o.io.write([]byte(o.otherHosts(plan, rows) + "\n" + o.io.strong(doctorSummary(rows)) + "\n"))
	default:
		err = o.io.write([]byte(o.doctorTable(rows).render(0, o.io.strong)))
	}
	if err == nil && bad {
		err = &exitError{doctorExit(kind)}
	}
	return err
}

// doctorExit is the exit code of a failure. A name that the organization does not
// know is a check that failed: nothing is wrong with the command line.
func doctorExit(kind problem.Kind) int {
	if kind == problem.Input {
		return exitCheck
	}
	return exitCode(kind)
}
