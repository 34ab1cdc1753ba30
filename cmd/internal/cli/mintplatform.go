package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/recorded"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
)

type mintPlatformOptions struct {
	mintOptions
	platformForm
}

// platformForm are the flags that say what a platform token holds besides its user IDs
// and its life.
type platformForm struct {
	privileges                            []string
	analyticsUserID, analyticsDisplayName string
	subject                               string
}

func newMintPlatformCommand(f *factory, run func(context.Context, *mintPlatformOptions) error) *cobra.Command {
	options := &mintPlatformOptions{mintOptions: mintOptions{factory: f}}
	cmd := &cobra.Command{
		Use:   "platform",
		Short: "Mint a platform token",
		Long: "Mint a platform token with the privileges given. The key must itself hold them.\n" +
			"`coveo-token privileges` lists what there is.",
		Example: "  coveo-token mint platform --privilege SEARCH_API/IMPERSONATE --user asmith@example.com --profile sandbox\n" +
			"  coveo-token mint platform --privilege SEARCH_API/QUERY_PIPELINE:VIEW@a1b2 --valid-for PT8H\n" +
			"  coveo-token mint platform --raw-json body.json --dry-run",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// The validity is in the query, so that it goes with any body.
			options.noteBodyFlags(cmd, "valid-for")
			return run(cmd.Context(), options)
		},
	}
	options.mintOptions.addFlags(cmd.Flags())
	options.addTaskFlag(cmd, false)
	options.addPresetFlag(cmd)
	options.addSavePresetFlag(cmd)
	addCodeFlag(cmd, &options.code)
	options.platformForm.addFlags(cmd)
	return cmd
}

// addFlags declares these flags.
func (o *platformForm) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&o.privileges, "privilege", nil, "privilege as `OWNER/DOMAIN[:TYPE][@TARGET]`; repeatable")
	flags.StringVar(&o.analyticsUserID, "analytics-user-id", "", "user `ID` of usage analytics events")
	flags.StringVar(&o.analyticsDisplayName, "analytics-display-name", "", "user display `name` of usage analytics events")
	flags.StringVar(&o.subject, "sub", "", "`subject` of the token, its sub claim")
}

// request builds the token request from the flags.
func (o *mintPlatformOptions) request() (coveoapi.PlatformTokenRequest, error) {
	request := coveoapi.PlatformTokenRequest{
		AnalyticsUserID: o.analyticsUserID, AnalyticsDisplayName: o.analyticsDisplayName,
		Subject: o.subject,
	}
	task, err := o.task(false)
	if err != nil {
		return request, err
	}
	for _, p := range task.Privileges {
		request.Privileges = append(request.Privileges, p.Privilege)
	}
	for _, text := range o.privileges {
		p, err := parsePrivilegeFlag(text)
		if err != nil {
			return request, err
		}
		if !slices.Contains(request.Privileges, p) {
			request.Privileges = append(request.Privileges, p)
		}
	}
	if request.UserIDs, err = o.userIDs(); err != nil {
		return request, err
	}
	if request.Validity, err = readValidity(o.validFor); err != nil {
		return request, err
	}
	draft, err := o.presetFor(common.PlatformToken)
	if err == nil && draft != nil {
		request, err = o.preset.platformOver(*draft, request)
	}
	if err == nil && len(request.Privileges) == 0 && !o.byHand() {
		err = &coveoapi.InputError{
			Field: "--privilege", Reason: "is missing: a platform token without privileges can do nothing",
			Remedy: "Name one or more, for example --privilege SEARCH_API/IMPERSONATE; `coveo-token privileges` lists them.",
		}
	}
	return request, err
}

// parsePrivilegeFlag reads a privilege. Where no type is given, the built-in list
// tells it: a privilege that exists only for viewing is not one to enable.
func parsePrivilegeFlag(text string) (coveoapi.Privilege, error) {
	p, err := coveoapi.ParsePrivilege(text)
	if err != nil {
		return p, flagInput("privilege", err)
	}
	identifiers, _, _ := strings.Cut(text, "@")
	if strings.Contains(identifiers, ":") {
		return p, nil
	}
	var types []string
	for _, known := range catalog.Reference() {
		if known.Owner == p.Owner && known.TargetDomain == p.TargetDomain {
			types = append(types, known.EffectiveType())
		}
	}
	switch len(types) {
	case 0:
		return p, nil
	case 1:
		p.Type = types[0]
		return p, nil
	}
	name := p.Owner + "/" + p.TargetDomain
	return p, &coveoapi.InputError{
		Field:  "--privilege",
		Reason: fmt.Sprintf("%s exists with several types: %s", name, strings.Join(types, ", ")),
		Remedy: fmt.Sprintf("Say which, for example %s:%s.", name, types[0]),
	}
}

func runMintPlatform(ctx context.Context, o *mintPlatformOptions) error {
	m, err := o.mint()
	if err != nil {
		return err
	}
	return o.run(ctx, m)
}

// mint is how the flags make a platform token.
func (o *mintPlatformOptions) mint() (mint, error) {
	body, err := o.request()
	form := common.DraftOfForm(recorded.TokenForm{Kind: jwtview.KindPlatform, Platform: body})
	form.Validity = o.life()
	return mint{
		kind: "platform token", bodyKind: coveoapi.PlatformTokenBody, form: form,
		call: func(target coveoapi.Target) (coveoapi.Request, error) { return target.PlatformTokenCall(body) },
		rawCall: func(target coveoapi.Target, raw []byte) (coveoapi.Request, error) {
			return target.RawPlatformTokenCall(body.Validity, raw)
		},
	}, err
}
