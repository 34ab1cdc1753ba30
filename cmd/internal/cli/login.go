package cli

import (
	"context"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/logins"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
)

// coveoCLIWord names the Coveo CLI's login as a value of --from.
const coveoCLIWord = "coveo-cli"

// Where login keeps a key, as --keep says it.
const (
	keepKeyring = "keyring"
	keepNowhere = "nowhere"
	keepFile    = "file" // only --insecure-storage leads here
)

type loginOptions struct {
	*factory
	from, catalogKeyFile, keyCommand, keep string
	insecure                               bool
}

func newLoginCommand(f *factory, run func(context.Context, *loginOptions) error) *cobra.Command {
	options := &loginOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "login",
		Short: "Save a profile: an organization, its endpoint and where its key is",
		Long: "Save a profile. On a terminal login asks for what it is not told; the key is typed\n" +
			"without echo. The key is tried first, and what it can do is said. Then it goes into\n" +
			"this machine's keyring, or nowhere and is asked for each time. The settings hold\n" +
			"where it is, never the key; see `coveo-token config`.\n\n" +
			"A --key-command prints the key whenever it is needed. It is started without a\n" +
			"shell: it may have quotes, but no variables and pipes; sh -c '…' runs a shell.",
		Example: "  coveo-token login\n" +
			"  coveo-token login --profile acme -o acmeprod --key-file - < key\n" +
			"  coveo-token login -o acmeprod --key-command \"op read op://work/coveo/key\"\n" +
			"  coveo-token login --from coveo-cli",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), options) },
	}
	flags := cmd.Flags()
	flags.StringVar(&options.from, "from", "", "take organization and key from coveo-cli, or from a .env `file`")
	flags.StringVar(&options.keyCommand, "key-command", "", "`command` that prints the key, to be kept instead of the key")
	flags.StringVar(&options.catalogKeyFile, "catalog-key-file", "", "read a second key, which may list privileges, from a `file`")
	flags.StringVar(&options.keep, "keep", "", "keep the key in the keyring, or `nowhere`")
	flags.BoolVar(&options.insecure, "insecure-storage", false, "keep the key in a file, in clear, which only you may read")
	registerCompletion(cmd, "from", func() []string { return []string{coveoCLIWord + "\tthe login of the Coveo CLI"} })
	registerCompletion(cmd, "keep", func() []string { return []string{keepKeyring, keepNowhere} })
	return cmd
}

func runLogin(ctx context.Context, o *loginOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	found, err := o.found()
	if err != nil {
		return err
	}
	p, err := o.ask(ctx, settings, found)
	if err != nil {
		return err
	}
	keys, err := o.loginKeys(ctx, found)
	if err != nil {
		return err
	}
	connection, err := o.try(ctx, p, keys)
	if err != nil {
		return err
	}
	o.sayVerdict(connection)
	if keys.Catalog.IsZero() && !o.globals.json && o.lacksListing(connection) {
		if connection, err = o.tryCatalogKey(ctx, p, connection); err != nil {
			return err
		}
	}
	if p, err = o.keepKeys(ctx, p, connection.Keys); err != nil {
		return err
	}
	if err := o.saveProfile(ctx, p); err != nil {
		return err
	}
	return o.reportLogin(p, connection)
}

// check refuses flags that contradict each other.
func (o *loginOptions) check() error {
	switch {
	case o.keep != "" && o.keep != keepKeyring && o.keep != keepNowhere:
		return &coveoapi.InputError{Field: "--keep", Reason: "is neither keyring nor nowhere", Remedy: "A file in clear is made only by --insecure-storage."}
	case o.insecure && o.keep != "":
		return usageError("--keep and --insecure-storage say two different places", "Leave one of the two out.")
	case o.keyCommand != "" && (o.insecure || o.keep != "" || o.globals.keyFile != ""):
		return usageError("--key-command says where the key is, and so does another flag", "Leave the other one out.")
	}
	return nil
}

// found reads the login of another tool, where --from names one.
func (o *loginOptions) found() (logins.Login, error) {
	path := o.from
	if path == "" {
		return logins.Login{}, nil
	}
	if path == coveoCLIWord {
		path = logins.CoveoCLIPath(o.lookup)
	}
	login, err := logins.Read(path)
	if err != nil {
		return login, err
	}
	o.conceal(login.Key)
	if login.Open && !login.Key.IsZero() {
		o.note("Others may read %s, which holds a key: chmod 600 closes it.", path)
	}
	if login.UserEmail != "" {
		o.note("%s impersonates %s: give that as --user when you mint.", path, login.UserEmail)
	}
	return login, nil
}

// loginKeys finds the keys to keep. A command is run, to see that it prints one.
func (o *loginOptions) loginKeys(ctx context.Context, found logins.Login) (keys profile.Keys, err error) {
	if o.catalogKeyFile != "" {
		if keys.Catalog, err = o.readCredential(ctx, "catalog-key-file", o.catalogKeyFile, maxKeyBytes); err != nil {
			return keys, err
		}
	} else if keys.Catalog, err = o.environmentCredential(catalogKeyVariable); err != nil {
		return keys, err
	}
	switch {
	case o.keyCommand != "":
		keys.Minting, err = new(keystore.Store).Run(ctx, o.keyCommand)
	case o.globals.keyFile == "" && !found.Key.IsZero():
		keys.Minting = found.Key
	default:
		if o.globals.keyFile == "" && o.env(keyVariable) != "" {
			o.note("The key is that of %s.", keyVariable)
		}
		keys.Minting, err = o.mintingKey(ctx, destination{})
	}
	return keys, err
}

// try connects with the keys, which says whether they work.
func (o *loginOptions) try(ctx context.Context, p profile.Profile, keys profile.Keys) (common.Connection, error) {
	stop := o.newProgress().start("Trying the key")
	defer stop()
	connection, err := o.newOpener(ctx).open(ctx, p, keys)
	if err == nil {
		connection.API.Close()
	}
	return connection, err
}

// tryCatalogKey asks for a second key, which may be left out.
func (o *loginOptions) tryCatalogKey(ctx context.Context, p profile.Profile, connection common.Connection) (common.Connection, error) {
	if !o.io.canPrompt() || o.globals.keyFile == "-" {
		return connection, nil
	}
	o.say("", "A second key, of the Custom template with Organization – View, may list privileges.")
	key, err := o.promptOptionalSecret(ctx, "Catalogue key, or enter for none")
	if err != nil || key.IsZero() {
		return connection, err
	}
	return o.try(ctx, p, profile.Keys{Minting: connection.Keys.Minting, Catalog: key})
}

// lacksListing reports whether the key is known not to list privileges.
func (o *loginOptions) lacksListing(connection common.Connection) bool {
	listing := coveoapi.Privilege{Owner: "PLATFORM", TargetDomain: "ORGANIZATION", Type: "VIEW", TargetID: coveoapi.AnyTarget}
	return connection.HeldUnknown == nil && !listing.CoveredBy(connection.Held)
}
