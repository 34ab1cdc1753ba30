package cli

import (
	"context"
	"strings"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preflight"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview"
)

// otherRegions asks the other hosts of Coveo's platform whether they know the key. The
// flag that asks for it is the consent to send the key there.
func (o *doctorOptions) otherRegions(ctx context.Context, plan preflight.Plan, wait *progress) preflight.Row {
	target := plan.Client.Target()
	hosts := preflight.AskHosts(ctx, target, plan.Keys.Minting, func(other coveoapi.Target) (preflight.Client, error) {
		return o.newCommandClient(other, profile.Keys{Minting: plan.Keys.Minting}, wait)
	})
	return preflight.HostsRow(target, hosts)
}

// otherHosts offers, to people, to ask the other regions, when that may tell more and
// was not asked for; it is "" otherwise.
func (o *doctorOptions) otherHosts(plan preflight.Plan, rows []preflight.Row) string {
	others := preflight.OtherHosts(plan.Client.Target())
	if o.tryRegions || len(others) == 0 || !preflight.MayBeElsewhere(rows) {
		return ""
	}
	names := make([]string, len(others))
	for i, host := range others {
		names[i] = host.Host
	}
	return "\n" + o.paragraph("The organization may live in another region: "+strings.Join(names, ", ")+". To send the key there and see, add --try-regions.")
}

// await waits while the organization is paused.
func (o *doctorOptions) await(ctx context.Context, plan preflight.Plan, wait *progress) error {
	started := o.now()
	told := false
	defer wait.stop()
	return preflight.Await(ctx, plan.Client, plan.Keys.Minting, func(ctx context.Context, d time.Duration) error {
		switch {
		case o.io.canAnimate():
			wait.show("The organization is paused; waiting until it answers, " + jwtview.FormatSeconds(int64(o.now().Sub(started).Seconds())) + " so far… (ctrl+c stops)")
		case !told:
			o.note("The organization is paused; waiting until it answers.")
		}
		told = true
		return o.pause(ctx, d)
	})
}
