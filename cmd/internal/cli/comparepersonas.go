package cli

import (
	"context"
	"errors"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/compare"
	"coveotoken/coveoapi/persona"
	"coveotoken/jwtview"
)

// plan reads from the flags what is to be compared; its client is left out.
func (o *compareOptions) plan(ctx context.Context) (compare.Plan, error) {
	plan := compare.Plan{Query: o.query.query, Number: o.number}
	if o.query.asParameter {
		plan.Place = coveoapi.InAccessTokenParameter
	}
	var err error
	if plan.Version, err = o.version(); err != nil {
		return plan, err
	}
	if plan.Form, err = o.form(o.validFor); err != nil {
		return plan, err
	}
	for _, warning := range o.expressionWarnings() {
		o.note("Warning: %s", warning)
	}
	if plan.Personas, err = o.personas(ctx); err != nil {
		return plan, err
	}
	return plan, nameCompareFlags(plan.Check())
}

// nameCompareFlags names the flags in what is wrong with a plan.
func nameCompareFlags(err error) error {
	var input *coveoapi.InputError
	if errors.As(err, &input) && input.Field == "personas" {
		return usageError("the people to compare "+input.Reason, input.Remedy+" Each --user, --token-file, --anonymous and --everyone is one.")
	}
	return flagInput("number", err)
}

// personas are those to compare: the users, then the tokens, then the baselines.
func (o *compareOptions) personas(ctx context.Context) ([]persona.Persona, error) {
	var people []persona.Persona
	for _, text := range o.users {
		who, err := persona.Parse(text)
		if err != nil {
			return nil, flagInput("user", err)
		}
		people = append(people, who)
	}
	for _, path := range o.tokenFiles {
		token, err := o.readCredential(ctx, "token-file", path, jwtview.MaxTokenBytes)
		if err != nil {
			return nil, err
		}
		o.conceal(token)
		people = append(people, persona.GivenToken(tokenFileLabel(path), token))
	}
	if o.anonymous {
		people = append(people, persona.Anonymous())
	}
	if o.everyone {
		people = append(people, persona.Everyone())
	}
	return people, nil
}

// tokenFileLabel names a token by where it came from.
func tokenFileLabel(path string) string {
	if path == "-" {
		return "standard input"
	}
	return path
}

// mints reports whether a token must be minted, for which a key is needed.
func (o *compareOptions) mints() bool { return len(o.users) > 0 || o.anonymous || o.everyone }
