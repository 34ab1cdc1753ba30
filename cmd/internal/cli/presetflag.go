package cli

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
	"coveotoken/ui/common"
)

// presetFlags are --preset and --save-preset of a command. The zero value and nil are
// without either.
type presetFlags struct {
	// name is that of a preset, or the path of its file; save is the name to keep the
	// form under.
	name, save string
	flags      *pflag.FlagSet
	// draft and query are what the preset fills in, once it is read.
	draft *common.Draft
	query *preset.Query
}

// addPresetFlag declares --preset.
func (o *mintOptions) addPresetFlag(cmd *cobra.Command) {
	o.preset = &presetFlags{flags: cmd.Flags()}
	cmd.Flags().StringVar(&o.preset.name, "preset", "", "fill the form in from a preset: its `name`, or the path of its file; flags win over it")
	registerCompletion(cmd, "preset", o.presetNames)
}

// addSavePresetFlag declares --save-preset, which goes with --preset.
func (o *mintOptions) addSavePresetFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.preset.save, "save-preset", "", "keep the form as a preset of this `name`, without secrets")
	registerCompletion(cmd, "save-preset", o.presetNames)
}

// presetStore is where presets are kept.
func (f *factory) presetStore() (*preset.Store, error) {
	store, err := f.profileStore()
	if err != nil {
		return nil, err
	}
	return preset.NewStore(filepath.Join(filepath.Dir(store.Path()), "presets")), nil
}

// presetNames completes the name of a preset.
func (f *factory) presetNames() []string {
	store, err := f.presetStore()
	if err != nil {
		return nil
	}
	list, err := store.List()
	if err != nil {
		return nil
	}
	var names []string
	for _, saved := range list {
		if saved.Err == nil {
			names = append(names, saved.Name+"\t"+saved.Preset.Description)
		}
	}
	return names
}

// loadPreset reads a preset by its name or path.
func (f *factory) loadPreset(nameOrFile string) (preset.Preset, error) {
	store, err := f.presetStore()
	if err != nil {
		return preset.Preset{}, err
	}
	p, err := store.Load(nameOrFile)
	return p, flagInput("preset", err)
}

// presetDraft is the form that --preset fills in, or nil without one.
func (o *mintOptions) presetDraft() (*common.Draft, error) {
	if o.preset == nil || o.preset.name == "" || o.preset.draft != nil {
		return o.preset.form(), nil
	}
	p, err := o.loadPreset(o.preset.name)
	if err != nil {
		return nil, err
	}
	o.preset.draft, o.preset.query = common.DraftOf(p), p.Query
	return o.preset.draft, nil
}

// presetFor is presetDraft for a token of a kind. Another kind's is refused.
func (o *mintOptions) presetFor(kind common.TokenKind) (*common.Draft, error) {
	draft, err := o.presetDraft()
	if err != nil || draft == nil || draft.Kind == kind {
		return draft, err
	}
	command := "search"
	if draft.Kind == common.PlatformToken {
		command = "platform"
	}
	return nil, &coveoapi.InputError{
		Field: "--preset", Reason: fmt.Sprintf("is for a %s", draft.Kind), Remedy: "Write `coveo-token mint " + command + " --preset …`.",
	}
}

// form is what the preset fills in, as far as it was read.
func (p *presetFlags) form() *common.Draft {
	if p == nil {
		return nil
	}
	return p.draft
}

// body is the body that the preset holds in the place of a form, or nil.
func (p *presetFlags) body() []byte {
	if draft := p.form(); draft != nil {
		return draft.RawBody()
	}
	return nil
}

// life is how long the token is to live, as it was typed.
func (o *mintOptions) life() string {
	if draft := o.preset.form(); draft != nil && !o.preset.given("valid-for") {
		return draft.Validity
	}
	return o.validFor
}

// given reports whether a flag stands on the command line.
func (p *presetFlags) given(flag string) bool { return p.flags.Changed(flag) }

// over puts the value of a flag that was given in the place of the preset's.
func over[T any](p *presetFlags, flag string, field *T, value T) {
	if p.given(flag) {
		*field = value
	}
}

// presetInput says that it is the preset in which something is wrong.
func presetInput(err error) error {
	var input *coveoapi.InputError
	if !errors.As(err, &input) {
		return err
	}
	named := *input
	named.Field, named.Reason = "--preset", "has a wrong "+input.Field+", which "+input.Reason
	return &named
}

// searchOver is what a preset asks for, with the flags that were given over it.
func (p *presetFlags) searchOver(draft common.Draft, flags coveoapi.SearchTokenRequest) (coveoapi.SearchTokenRequest, error) {
	dictionaries := p.given("dictionary-field-context") || p.given("allowed-dictionary-field-key")
	if p.given("valid-for") {
		draft.Validity = ""
	}
	if dictionaries {
		draft.Advanced.DictionaryFieldContext, draft.Advanced.AllowedDictionaryFieldKeys = "", ""
	}
	request, err := draft.SearchRequest()
	if err != nil {
		return request, presetInput(err)
	}
	p.usersOver(&request.UserIDs, flags.UserIDs)
	over(p, "display-name", &request.UserDisplayName, flags.UserDisplayName)
	over(p, "group", &request.UserGroups, flags.UserGroups)
	over(p, "search-hub", &request.SearchHub, flags.SearchHub)
	over(p, "pipeline", &request.Pipeline, flags.Pipeline)
	over(p, "filter", &request.Filter, flags.Filter)
	over(p, "valid-for", &request.ValidForMillis, flags.ValidForMillis)
	over(p, "can-see-user-profile-of", &request.CanSeeUserProfileOf, flags.CanSeeUserProfileOf)
	if dictionaries {
		request.DictionaryFieldContext, request.AllowedDictionaryFieldKeys = flags.DictionaryFieldContext, flags.AllowedDictionaryFieldKeys
	}
	request.Commerce = p.commerceOver(request.Commerce, flags.Commerce)
	return request, nil
}

// usersOver also takes the users of a task where the preset names none.
func (p *presetFlags) usersOver(preset *[]coveoapi.UserID, flags []coveoapi.UserID) {
	if over(p, "user", preset, flags); len(*preset) == 0 {
		*preset = flags
	}
}

func (p *presetFlags) commerceOver(preset, flags *coveoapi.CommerceParameters) *coveoapi.CommerceParameters {
	if flags == nil {
		flags = &coveoapi.CommerceParameters{}
	}
	merged := coveoapi.CommerceParameters{}
	if preset != nil {
		merged = *preset
	}
	over(p, "commerce-catalog-id", &merged.CatalogID, flags.CatalogID)
	over(p, "commerce-filter", &merged.Filter, flags.Filter)
	over(p, "commerce-operation", &merged.Operation, flags.Operation)
	if merged == (coveoapi.CommerceParameters{}) {
		return nil
	}
	return &merged
}

// platformOver is what a preset asks for, with the flags that were given over it.
func (p *presetFlags) platformOver(draft common.Draft, flags coveoapi.PlatformTokenRequest) (coveoapi.PlatformTokenRequest, error) {
	if p.given("valid-for") {
		draft.Validity = ""
	}
	request, err := draft.PlatformRequest()
	if err != nil {
		return request, presetInput(err)
	}
	if len(flags.Privileges) > 0 {
		request.Privileges = flags.Privileges
	}
	p.usersOver(&request.UserIDs, flags.UserIDs)
	over(p, "analytics-user-id", &request.AnalyticsUserID, flags.AnalyticsUserID)
	over(p, "analytics-display-name", &request.AnalyticsDisplayName, flags.AnalyticsDisplayName)
	over(p, "sub", &request.Subject, flags.Subject)
	over(p, "valid-for", &request.Validity, flags.Validity)
	return request, nil
}
