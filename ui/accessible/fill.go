package accessible

import (
	"context"

	"coveotoken/coveoapi/trial"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
	"coveotoken/ui/screens/details"
)

// fillIn asks for the fields of the draft, and then goes on to its review.
func (d *dialog) fillIn() error {
	if err := d.fields(false); err != nil {
		return err
	}
	return d.review()
}

// fields asks for the fields of the draft; more asks for those that few need too.
func (d *dialog) fields(more bool) error {
	d.heading(sentenceStart(d.Session.Draft.Kind.String()) + ", question by question. Enter alone leaves a value as it is.")
	questions := details.NewQuestions(d.Session)
	sections := func() []formkit.Section { return questions.Sections(more) }
	return d.form(sections, func(field string) error {
		if field == details.FilterField {
			return d.tryFilter()
		}
		return nil
	})
}

// trialCalls is how many calls a trial of a filter makes.
const trialCalls = 3

// tryFilter offers to count what the filter keeps.
func (d *dialog) tryFilter() error {
	plan, ok := d.Session.TrialPlan()
	if _, fresh := d.Session.TriedFilter(); !ok || fresh {
		return nil
	}
	yes, err := d.agree("Count what the filter keeps?", "Coveo is asked for the number of items with and without it. A token that is minted for this is not kept.")
	if err != nil || !yes {
		return err
	}
	count, err := wait(d, "Counting", trialCalls, func(ctx context.Context) (trial.Count, error) { return trial.Run(ctx, plan) })
	if err != nil {
		return d.tell(err)
	}
	d.Session.FilterTrial = &common.FilterTrial{Request: plan.Request, Count: count}
	d.say("The filter %s.", count)
	return nil
}
