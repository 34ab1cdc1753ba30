package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/queryexpr"
	"coveotoken/coveoapi/recorded"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
)

type mintSearchOptions struct {
	mintOptions
	searchForm
}

// searchForm are the flags that say what a search token holds besides its user IDs and
// its life.
type searchForm struct {
	displayName, searchHub, pipeline, filter string
	groups                                   []string
	profilesOf                               []string
	dictionaryContext, dictionaryKeys        []string
	commerce                                 coveoapi.CommerceParameters
	apiVersion                               string
}

func newMintSearchCommand(f *factory, run func(context.Context, *mintSearchOptions) error) *cobra.Command {
	options := &mintSearchOptions{mintOptions: mintOptions{factory: f}}
	cmd := &cobra.Command{
		Use:   "search",
		Short: "Mint a search token",
		Long: "Mint a search token, which can only run queries, as the identities in it. The key\n" +
			"needs the privilege to impersonate (template Authenticated search). Attributes that\n" +
			"Coveo calls internal or deprecated have no flag; --raw-json and --edit send them.",
		Example: "  coveo-token mint search --user asmith@example.com --profile sandbox\n" +
			"  coveo-token mint search --user asmith@example.com --filter '@source==KnowledgeBase' --valid-for 1h\n" +
			"  coveo-token mint search --user 'Employees:Email Security Provider:Group' --dry-run\n" +
			"  coveo-token mint search --user asmith@example.com --dictionary-field-context price=eur\n" +
			"  coveo-token mint search --user asmith@example.com --code python > request.py\n" +
			"  coveo-token mint search --raw-json body.json",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			options.noteBodyFlags(cmd)
			return run(cmd.Context(), options)
		},
	}
	options.mintOptions.addFlags(cmd.Flags())
	options.addTaskFlag(cmd, true)
	options.addPresetFlag(cmd)
	options.addSavePresetFlag(cmd)
	addCodeFlag(cmd, &options.code)
	options.searchForm.addFlags(cmd)
	return cmd
}

// addFlags declares these flags.
func (o *searchForm) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.displayName, "display-name", "", "`name` of the user in usage analytics")
	flags.StringArrayVar(&o.groups, "group", nil, "`group` for analytics and pipeline conditions; repeatable")
	flags.StringVar(&o.searchHub, "search-hub", "", "search `hub` that the token enforces")
	flags.StringVar(&o.pipeline, "pipeline", "", "query `pipeline` that the token enforces")
	flags.StringVar(&o.filter, "filter", "", "query `expression` that every query must also match")
	flags.StringArrayVar(&o.profilesOf, "can-see-user-profile-of", nil, "`user` whose profile the token may read; repeatable")
	flags.StringArrayVar(&o.dictionaryContext, "dictionary-field-context", nil, "value of a dictionary field, as `FIELD=KEY`; repeatable")
	flags.StringArrayVar(&o.dictionaryKeys, "allowed-dictionary-field-key", nil, "keys that queries may choose, as `FIELD=KEY[,KEY]`; repeatable")
	flags.StringVar(&o.commerce.CatalogID, "commerce-catalog-id", "", "`ID` of the commerce catalog that queries are limited to")
	flags.StringVar(&o.commerce.Filter, "commerce-filter", "", "query `expression` on the objects of the catalog")
	flags.StringVar(&o.commerce.Operation, "commerce-operation", "", "what to do with them, such as `selectCatalogObjects`")
	flags.StringVar(&o.apiVersion, "api-version", searchTokenVersions()[0], "`version` of the call: v2, v3, or legacy for the path without one")
	registerCompletion(cmd, "api-version", searchTokenVersions)
	registerCompletion(cmd, "commerce-operation", func() []string { return []string{"selectCatalogObjects", "excludeCatalogObjects"} })
}

// searchTokenVersions are the values of --api-version, in the order of
// coveoapi.SearchTokenVersion.
func searchTokenVersions() []string {
	var names []string
	for v := coveoapi.SearchTokenV2; v <= coveoapi.SearchTokenLegacy; v++ {
		names = append(names, v.Name())
	}
	return names
}

func (o *searchForm) version() (coveoapi.SearchTokenVersion, error) {
	for i, name := range searchTokenVersions() {
		if strings.EqualFold(o.apiVersion, name) {
			return coveoapi.SearchTokenVersion(i), nil
		}
	}
	return 0, &coveoapi.InputError{
		Field: "--api-version", Reason: fmt.Sprintf("%q is not one", o.apiVersion),
		Remedy: "Write one of: " + strings.Join(searchTokenVersions(), ", ") + ".",
	}
}

// request builds the body of the call from the flags.
func (o *mintSearchOptions) request() (coveoapi.SearchTokenRequest, error) {
	if _, err := o.task(true); err != nil {
		return coveoapi.SearchTokenRequest{}, err
	}
	ids, err := o.userIDs()
	if err != nil {
		return coveoapi.SearchTokenRequest{}, err
	}
	draft, err := o.presetFor(common.SearchToken)
	if err != nil {
		return coveoapi.SearchTokenRequest{}, err
	}
	request, err := o.form(o.validFor)
	request.UserIDs = ids
	if err == nil && draft != nil {
		request, err = o.preset.searchOver(*draft, request)
	}
	if err == nil && len(request.UserIDs) == 0 && !o.byHand() {
		err = &coveoapi.InputError{
			Field: "--user", Reason: "is missing: a search token acts as somebody",
			Remedy: "Name one or more, for example --user asmith@example.com.",
		}
	}
	return request, err
}

// form builds the body of the call from the flags, without its user IDs.
func (o *searchForm) form(validFor string) (coveoapi.SearchTokenRequest, error) {
	request := coveoapi.SearchTokenRequest{
		UserDisplayName: o.displayName, UserGroups: o.groups,
		SearchHub: o.searchHub, Pipeline: o.pipeline, Filter: o.filter,
		CanSeeUserProfileOf: o.profilesOf,
	}
	if o.commerce != (coveoapi.CommerceParameters{}) {
		request.Commerce = &o.commerce
	}
	if err := o.addDictionaries(&request); err != nil {
		return request, err
	}
	validity, err := readValidity(validFor)
	if err == nil {
		err = flagInput("valid-for", coveoapi.CheckSearchTokenValidity(validity))
	}
	request.ValidForMillis = validity.Milliseconds()
	return request, err
}

// addDictionaries reads the flags about dictionary fields, of which Coveo takes one
// kind at a time.
func (o *searchForm) addDictionaries(request *coveoapi.SearchTokenRequest) error {
	const contextFlag, keysFlag = "--dictionary-field-context", "--allowed-dictionary-field-key"
	if len(o.dictionaryContext) > 0 && len(o.dictionaryKeys) > 0 {
		return &coveoapi.InputError{
			Field: contextFlag, Reason: "cannot stand beside " + keysFlag,
			Remedy: "Give one of the two: the token either fixes the keys, or says which ones queries may choose.",
		}
	}
	for _, pair := range o.dictionaryContext {
		field, key, err := cutPair(contextFlag, pair)
		if err != nil {
			return err
		}
		if request.DictionaryFieldContext == nil {
			request.DictionaryFieldContext = map[string]any{}
		}
		request.DictionaryFieldContext[field] = key
	}
	for _, pair := range o.dictionaryKeys {
		field, keys, err := cutPair(keysFlag, pair)
		if err != nil {
			return err
		}
		if request.AllowedDictionaryFieldKeys == nil {
			request.AllowedDictionaryFieldKeys = map[string][]string{}
		}
		request.AllowedDictionaryFieldKeys[field] = append(request.AllowedDictionaryFieldKeys[field], strings.Split(keys, ",")...)
	}
	return nil
}

// cutPair reads FIELD=KEY, both of which must be there.
func cutPair(flag, text string) (field, key string, err error) {
	field, key, found := strings.Cut(text, "=")
	field, key = strings.TrimSpace(field), strings.TrimSpace(key)
	if !found || field == "" || key == "" {
		return "", "", &coveoapi.InputError{
			Field: flag, Reason: fmt.Sprintf("%q is not a field with its key", text), Remedy: "Write FIELD=KEY, for example price=eur.",
		}
	}
	return field, key, nil
}

// expressionWarnings say which expressions cannot be read. They are sent all the
// same: Coveo may know more of them than we do.
func (o *searchForm) expressionWarnings() []string {
	var warnings []string
	for _, expression := range [][2]string{{"--filter", o.filter}, {"--commerce-filter", o.commerce.Filter}} {
		if err := queryexpr.Check(expression[1]); err != nil {
			warnings = append(warnings, fmt.Sprintf("%s is not a query expression that can be read, and is sent all the same: %v", expression[0], err))
		}
	}
	return warnings
}

func runMintSearch(ctx context.Context, o *mintSearchOptions) error {
	m, err := o.mint()
	if err != nil {
		return err
	}
	return o.run(ctx, m)
}

// mint is how the flags make a search token.
func (o *mintSearchOptions) mint() (mint, error) {
	version, body, err := o.asked()
	if err != nil {
		return mint{}, err
	}
	m := searchMint(version, body, o.expressionWarnings())
	m.form = common.DraftOfForm(recorded.TokenForm{Kind: jwtview.KindSearch, Search: body})
	m.form.Version, m.form.Validity = version, o.life()
	return m, nil
}

// asked is what flags and preset ask for, and the version of the call for it. The
// expressions of the preset are then those that are warned about.
func (o *mintSearchOptions) asked() (coveoapi.SearchTokenVersion, coveoapi.SearchTokenRequest, error) {
	version, err := o.version()
	if err != nil {
		return version, coveoapi.SearchTokenRequest{}, err
	}
	body, err := o.request()
	if err != nil {
		return version, body, err
	}
	if draft := o.preset.form(); draft != nil && !o.preset.given("api-version") {
		version = draft.Version
	}
	if o.filter = body.Filter; body.Commerce != nil {
		o.commerce = *body.Commerce
	}
	return version, body, nil
}

// searchMint is how a search token is made.
func searchMint(version coveoapi.SearchTokenVersion, body coveoapi.SearchTokenRequest, warnings []string) mint {
	return mint{
		kind: "search token", bodyKind: coveoapi.SearchTokenBody, warnings: warnings,
		call: func(target coveoapi.Target) (coveoapi.Request, error) { return target.SearchTokenCall(version, body) },
		rawCall: func(target coveoapi.Target, raw []byte) (coveoapi.Request, error) {
			return target.RawSearchTokenCall(version, raw)
		},
	}
}
