package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/policy"
	"coveotoken/jwtview"
)

type verifyOptions struct {
	*factory
	// argument is a file, "-" for standard input, or "" when none was given.
	argument   string
	junit      string
	warnWithin string
	schema     bool
	starter    bool
}

func newVerifyCommand(f *factory, run func(context.Context, *verifyOptions) error) *cobra.Command {
	options := &verifyOptions{factory: f}
	cmd := &cobra.Command{
		Use:   "verify FILE|-",
		Short: "Run a permission test: who finds what, and what tokens may do",
		Long: "Run the checks of a policy file: as whom queries are run, or which tokens are looked\n" +
			"at, and what must hold. A failed assertion is named by its line, and the exit code\n" +
			"is 3, whatever else could not be checked. When nothing failed but something could\n" +
			"not be checked, the exit code says why; what is known by then is reported all the\n" +
			"same. `--init` prints a policy to begin with, `--schema` its form for editors.",
		Example: "  coveo-token verify --init > policy.yaml\n" +
			"  coveo-token verify policy.yaml --profile sandbox\n" +
			"  coveo-token verify policy.yaml --no-input --json --junit out.xml\n" +
			"  coveo-token verify policy.yaml --warn-within 7d",
		Args: atMostOneArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.argument = strings.Join(args, "")
			return run(cmd.Context(), options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.junit, "junit", "", "write the results as JUnit XML to a `file` too")
	flags.StringVar(&options.warnWithin, "warn-within", "", "exit with 8 when all passed but a key or token expires within a `time` such as 7d")
	flags.BoolVar(&options.schema, "schema", false, "print the JSON Schema of policy files")
	flags.BoolVar(&options.starter, "init", false, "print a commented policy to begin with")
	return cmd
}

func runVerify(ctx context.Context, o *verifyOptions) error {
	switch {
	case o.schema && o.starter:
		return usageError("--schema and --init print different things", "Leave one of the two out.")
	case o.schema:
		return o.io.write([]byte(policy.Schema()))
	case o.starter:
		return o.io.write([]byte(policy.Starter()))
	}
	within, err := readWarnWithin(o.warnWithin)
	if err != nil {
		return err
	}
	p, err := o.readPolicy(ctx)
	if err != nil {
		return err
	}
	junit, err := o.openJUnit()
	if err != nil {
		return err
	}
	v := verification{policy: o.policyName(), within: within}
	if err := o.verify(ctx, p, &v); err != nil {
		return errors.Join(err, dropJUnit(junit))
	}
	if err := errors.Join(o.reportVerification(v), o.writeJUnit(junit, v)); err != nil {
		return err
	}
	return v.exit(ctx)
}

// verify runs the policy where flags and environment say.
func (o *verifyOptions) verify(ctx context.Context, p policy.Policy, v *verification) error {
	c, err := o.connect(ctx, p.Mints())
	if err != nil {
		return err
	}
	began := time.Now()
	defer c.wait.start("Checking the policy")()
	v.report = policy.Run(ctx, p, policy.Options{Client: c.client, Token: o.policyToken, Open: openToken})
	v.organization, v.key = c.target.OrganizationID, c.keys.Minting
	v.took, v.now = time.Since(began), o.now()
	return nil
}

// readPolicy reads the file or standard input.
func (o *verifyOptions) readPolicy(ctx context.Context) (policy.Policy, error) {
	if o.argument == "" {
		return policy.Policy{}, &coveoapi.InputError{
			Field: "FILE", Reason: "is missing",
			Remedy: "Give a policy file, or - for standard input; `coveo-token verify --init` prints one to begin with.",
		}
	}
	content, err := o.readInput(ctx, "file", o.argument, policy.MaxFileBytes)
	if err != nil {
		return policy.Policy{}, inputNamed("FILE", err)
	}
	p, err := policy.Parse(content)
	var format *policy.FormatError
	if errors.As(err, &format) {
		err = formatProblem("policy", o.policyName(), format, "See `coveo-token verify --init` for the form.")
	}
	return p, err
}

// policyName is what the policy is called in reports.
func (o *verifyOptions) policyName() string {
	if o.argument == "-" {
		return "standard input"
	}
	return o.argument
}

// policyToken reads a token that a policy names. A path is seen from the policy's
// folder.
func (o *verifyOptions) policyToken(_ context.Context, ref policy.TokenRef) (coveoapi.Secret, error) {
	token, err := o.readPolicyToken(ref)
	o.conceal(token)
	return token, err
}

func (o *verifyOptions) readPolicyToken(ref policy.TokenRef) (coveoapi.Secret, error) {
	if ref.Env != "" {
		token, err := o.environmentCredential(ref.Env)
		if err == nil && token.IsZero() {
			err = missingCredential("The variable "+ref.Env+" holds no token.", "Set it, or change the policy.")
		}
		return token, err
	}
	path := ref.File
	if !filepath.IsAbs(path) && o.argument != "-" {
		path = filepath.Join(filepath.Dir(o.argument), path)
	}
	const field = "token file"
	text, err := readPrivateFile(field, path, jwtview.MaxTokenBytes)
	if err != nil {
		return coveoapi.Secret{}, err
	}
	return cleanCredential(field, text)
}

// openToken decodes a credential.
func openToken(secret coveoapi.Secret) (*jwtview.Token, error) {
	return jwtview.Decode(secretValue(secret))
}

// openJUnit makes the file of --junit before anything is sent; nil when there is none.
func (o *verifyOptions) openJUnit() (*os.File, error) {
	if o.junit == "" {
		return nil, nil //nolint:nilnil // No file was asked for.
	}
	if o.isPolicy(o.junit) {
		return nil, &coveoapi.InputError{Field: "--junit", Reason: "names the policy itself, which would be lost", Remedy: "Give another file."}
	}
	file, err := os.Create(o.junit)
	if err != nil {
		return nil, &coveoapi.InputError{Field: "--junit", Reason: "cannot be written: " + fileReason(err), Remedy: "Check the path " + o.junit + "."}
	}
	return file, nil
}

// isPolicy reports whether a path leads to the policy.
func (o *verifyOptions) isPolicy(path string) bool {
	policy, policyErr := os.Stat(o.argument)
	file, err := os.Stat(path)
	return policyErr == nil && err == nil && os.SameFile(policy, file)
}

// dropJUnit removes the file when there is nothing to write: an empty one is not XML.
// What is no file of its own, such as /dev/stdout, stays.
func dropJUnit(file *os.File) error {
	if file == nil {
		return nil
	}
	err := file.Close()
	if info, statErr := os.Lstat(file.Name()); statErr == nil && info.Mode().IsRegular() {
		err = errors.Join(err, os.Remove(file.Name()))
	}
	return err
}
