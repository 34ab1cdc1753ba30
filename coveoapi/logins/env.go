package logins

import (
	"errors"
	"strings"

	"coveotoken/coveoapi"
)

// parseEnv reads a .env file. Both the names of the search-token-server and those of
// our own environment are understood.
func parseEnv(text string) (Login, error) {
	values := map[string]string{}
	for line := range strings.Lines(text) {
		name, value, ok := assignment(line)
		if !ok {
			return Login{}, errors.New("is no .env file: a line of it is no NAME=VALUE")
		}
		if name != "" {
			values[name] = value
		}
	}
	first := func(names ...string) string {
		for _, name := range names {
			if value := values[name]; value != "" {
				return value
			}
		}
		return ""
	}
	key, _ := coveoapi.CleanCredential(first("COVEO_API_KEY", "API_KEY"))
	login := Login{
		From: EnvFile, Key: key,
		OrganizationID: first("COVEO_ORGANIZATION_ID", "ORGANIZATION_ID"),
		Endpoint:       first("COVEO_PLATFORM_URL", "PLATFORM_URL"),
		UserEmail:      first("COVEO_USER_EMAIL", "USER_EMAIL"),
	}
	environment, region := first("COVEO_PLATFORM_ENVIRONMENT", "PLATFORM_ENVIRONMENT"), first("COVEO_REGION", "REGION")
	if login.Endpoint != "" || environment == "" && region == "" {
		return login, nil
	}
	var err error
	login.Endpoint, err = EndpointOf(environment, region)
	return login, err
}

// assignment reads a line; the name is "" for one that says nothing. Nothing is filled
// in: a $ is a $.
func assignment(line string) (name, value string, ok bool) {
	line = strings.TrimSpace(line)
	if line == "" || strings.HasPrefix(line, "#") {
		return "", "", true
	}
	name, value, ok = strings.Cut(strings.TrimPrefix(line, "export "), "=")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !ok || name == "" || strings.ContainsAny(name, " \t\"'") {
		return "", "", false
	}
	if value != "" && strings.ContainsRune(`"'`+"`", rune(value[0])) {
		if end := strings.IndexByte(value[1:], value[0]); end >= 0 {
			return name, value[1 : end+1], true
		}
		return name, value, true
	}
	value, _, _ = strings.Cut(value, " #")
	value = strings.TrimSpace(value)
	if strings.HasPrefix(value, "<") && strings.HasSuffix(value, ">") {
		value = "" // a placeholder that nobody filled in
	}
	return name, value, true
}
