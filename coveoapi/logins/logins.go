// Package logins reads what other tools know of an organization: the login of the
// Coveo CLI, and the .env file of Coveo's search-token-server. It only reads: their
// files stay as they are.
package logins

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"coveotoken/coveoapi"
)

// maxBytes is far more than either file needs.
const maxBytes = 64 << 10

// Login is what a file says.
type Login struct {
	// From names the kind of file, such as "Coveo CLI"; Path is where it is.
	From, Path string
	// OrganizationID and Endpoint may be "" where the file does not say.
	OrganizationID, Endpoint string
	// Key is an API key or an access token; it may be zero.
	Key coveoapi.Secret
	// UserEmail is the user that the file impersonates, or "".
	UserEmail string
	// Open says that others may read the file.
	Open bool
}

// The kinds of files.
const (
	CoveoCLI = "Coveo CLI"
	EnvFile  = ".env file"
)

// CoveoCLIPath is where the Coveo CLI keeps its login, as its framework (oclif) chooses
// it; "" when the environment does not say. The environment is looked up with lookup.
func CoveoCLIPath(lookup func(string) (string, bool)) string {
	value := func(name string) string { v, _ := lookup(name); return v }
	base := value("XDG_CONFIG_HOME")
	if base == "" && runtime.GOOS == "windows" {
		base = value("LOCALAPPDATA")
	}
	if base == "" {
		home := value("HOME")
		if home == "" && runtime.GOOS == "windows" {
			home = value("USERPROFILE")
		}
		if home == "" {
			return ""
		}
		base = filepath.Join(home, ".config")
	}
	return filepath.Join(base, "@coveo", "cli", "config.json")
}

// Read reads a file of either kind: JSON is the Coveo CLI's. A file that does not exist
// is fs.ErrNotExist; one that cannot be understood is a *coveoapi.InputError. Neither
// quotes what is in it.
func Read(path string) (Login, error) {
	file, err := os.Open(path)
	if err != nil {
		return Login{}, err
	}
	defer func() { _ = file.Close() }()
	content, err := io.ReadAll(io.LimitReader(file, maxBytes+1))
	if err != nil {
		return Login{}, err
	}
	if len(content) > maxBytes {
		return Login{}, fault(path, "is larger than 64 KB, which no such file is")
	}
	login, err := parse(content)
	if err != nil {
		return Login{}, fault(path, err.Error())
	}
	login.Path = path
	const othersMayRead = 0o044
	info, err := file.Stat()
	login.Open = err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&othersMayRead != 0
	return login, nil
}

func fault(path, reason string) error {
	return &coveoapi.InputError{
		Field: path, Reason: reason,
		Remedy: "Give the Coveo CLI's config.json, or a .env file with ORGANIZATION_ID and API_KEY.",
	}
}

func parse(content []byte) (Login, error) {
	content = bytes.TrimPrefix(content, []byte("\uFEFF"))
	var login Login
	var err error
	if trimmed := bytes.TrimSpace(content); bytes.HasPrefix(trimmed, []byte("{")) {
		login, err = parseCLI(trimmed)
	} else {
		login, err = parseEnv(string(content))
	}
	if err != nil {
		return Login{}, err
	}
	return login, login.check()
}

// parseCLI reads the Coveo CLI's configuration (coveo/cli, commons/src/config).
func parseCLI(content []byte) (Login, error) {
	var config struct {
		Organization, Region, Environment, AccessToken string
	}
	if err := json.Unmarshal(content, &config); err != nil {
		return Login{}, errors.New("is not the JSON that the Coveo CLI writes")
	}
	endpoint, err := EndpointOf(config.Environment, config.Region)
	if err != nil {
		return Login{}, err
	}
	key, _ := coveoapi.CleanCredential(config.AccessToken)
	return Login{From: CoveoCLI, OrganizationID: config.Organization, Endpoint: endpoint, Key: key}, nil
}

// EndpointOf is the endpoint of an environment and a region, as the Coveo CLI makes it
// (coveo/cli, commons/src/platform/environment): https://platform, the environment
// unless it is prod, a hyphen and the region unless it is us.
func EndpointOf(environment, region string) (string, error) {
	regions := map[string]string{
		"": "us", "us": "us", "eu": "eu", "au": "au", "ca": "ca",
		// Names of former versions.
		"us-east-1": "us", "eu-west-1": "eu", "ap-southeast-2": "au", "ca-central-1": "ca",
	}
	place, ok := regions[strings.ToLower(region)]
	if !ok {
		return "", errors.New("names a region that is not known")
	}
	switch strings.ToLower(environment) {
	case "", "prod", "production":
		return place, nil
	case "hipaa":
		return "hipaa", nil
	case "dev", "stg", "qa":
		if place == "us" {
			return fmt.Sprintf("https://platform%s.cloud.coveo.com", strings.ToLower(environment)), nil
		}
		return fmt.Sprintf("https://platform%s-%s.cloud.coveo.com", strings.ToLower(environment), place), nil
	}
	return "", errors.New("names an environment that is not known")
}

// check refuses what cannot be connected to; what is missing is no mistake.
func (l Login) check() error {
	var input *coveoapi.InputError
	if l.OrganizationID != "" {
		if err := coveoapi.CheckOrganizationID(l.OrganizationID); errors.As(err, &input) {
			return errors.New("has an organization ID that " + input.Reason)
		}
		if l.Endpoint != "" {
			if _, err := coveoapi.ParseEndpoint(l.Endpoint, l.OrganizationID); errors.As(err, &input) {
				return errors.New("has an endpoint that " + input.Reason)
			}
		}
	}
	if !l.Key.IsZero() && !l.Key.Usable() {
		return errors.New("has a key with characters that no key has")
	}
	if l.OrganizationID == "" && l.Key.IsZero() {
		return errors.New("names neither an organization nor a key")
	}
	return nil
}
