package cli

import (
	"context"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi/profile"
)

type demoOptions struct{ *factory }

func newDemoCommand(f *factory, run func(context.Context, *demoOptions) error) *cobra.Command {
	options := &demoOptions{f}
	return &cobra.Command{
		Use:   "demo",
		Short: "Show everything on the embedded organization",
		Long: "Open the screens with the embedded sandbox connected. Without a terminal, walk\n" +
			"through the same journey and print it: what a key may do, the privileges, minting,\n" +
			"reading and using both kinds of token, and what failures look like.",
		Example: "  coveo-token demo\n" +
			"  coveo-token demo | less",
		Args:        noArguments,
		Annotations: map[string]string{conversational: ""},
		RunE:        func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
}

func runDemo(ctx context.Context, o *demoOptions) error {
	if o.wantsConversation() && !o.globals.json {
		return runConversation(ctx, o.factory, profile.SandboxName)
	}
	if o.io.canRunScreens() && !o.globals.json {
		return runScreens(ctx, o.factory, profile.SandboxName)
	}
	j := &journey{factory: o.factory}
	if err := j.play(ctx); err != nil {
		return err
	}
	if o.globals.json {
		return o.writeJSON(demoDocument{schema("demo"), j.steps})
	}
	return nil
}
