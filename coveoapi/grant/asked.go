package grant

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"coveotoken/coveoapi"
)

// The paths of privileges and identities in the body of a platform token, and those
// of its life and identities in the body of a search token.
const (
	privilegesPath    = "body.privileges"
	platformUsersPath = "body.additionalConfiguration.search.userIds"
	searchUsersPath   = "userIds"
	searchLifePath    = "validFor"
	organizationPath  = "body.organizationId"
)

// Asked is what a token was asked for, without the secrets of the request.
type Asked struct {
	kind         coveoapi.BodyKind
	organization string
	privileges   []coveoapi.Privilege
	// attributes are the values of the body by their paths.
	attributes map[string]any
	// life is how long the token shall live, or zero when that was left to the server.
	life time.Duration
}

// FromRequest reads what a request that mints a token asks for.
func FromRequest(target coveoapi.Target, request coveoapi.Request) Asked {
	asked := Asked{organization: target.OrganizationID, attributes: map[string]any{}}
	body := readObject(request.Body)
	flatten(asked.attributes, "", body)
	if request.Operation == coveoapi.OperationMintPlatformToken {
		asked.kind = coveoapi.PlatformTokenBody
		asked.privileges = privilegesIn(asked.attributes[privilegesPath])
		delete(asked.attributes, privilegesPath)
		if address, err := url.Parse(request.URL); err == nil {
			asked.life, _ = coveoapi.ParseValidity(address.Query().Get("validityPeriod"))
		}
	} else {
		if millis, ok := asked.attributes[searchLifePath].(json.Number); ok {
			n, _ := millis.Int64()
			asked.life = time.Duration(n) * time.Millisecond
		}
		delete(asked.attributes, searchLifePath)
	}
	for _, path := range []string{organizationPath, "superUserToken", "scope"} {
		delete(asked.attributes, path) // compared apart, or never claims
	}
	for _, path := range []string{searchUsersPath, platformUsersPath} {
		if users, ok := asked.attributes[path].([]any); ok {
			asked.attributes[path] = withoutSecrets(users)
		}
	}
	return asked
}

// readObject reads a JSON object, or nothing at all.
func readObject(source []byte) map[string]any {
	decoder := json.NewDecoder(bytes.NewReader(source))
	decoder.UseNumber()
	var object map[string]any
	_ = decoder.Decode(&object) // what is no object asks for nothing
	return object
}

// flatten puts the members of an object under their paths. Objects that are values of
// their own, such as those that map names to keys, stay whole.
func flatten(into map[string]any, prefix string, object map[string]any) {
	for name, value := range object {
		path := prefix + name
		if inner, ok := value.(map[string]any); ok && holdsAttributes(path) {
			flatten(into, path+".", inner)
			continue
		}
		if !isNothing(path, value) {
			into[path] = value
		}
	}
}

// holdsAttributes reports whether the members of an object are attributes themselves.
func holdsAttributes(path string) bool {
	return path == "commerce" || path == "body" || strings.HasPrefix(path, "body.additionalConfiguration")
}

// isNothing reports whether a value is the same as none. An empty pipeline is not: it
// means that queries go through none.
func isNothing(path string, value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case string:
		return value == "" && path != "pipeline"
	case bool:
		return !value
	case []any:
		return len(value) == 0
	case map[string]any:
		return len(value) == 0
	default:
		return false
	}
}

// withoutSecrets copies user IDs without passwords and cookies, which are never
// claims.
func withoutSecrets(users []any) []any {
	kept := slices.Clone(users)
	for i, user := range kept {
		object, ok := user.(map[string]any)
		if !ok {
			continue
		}
		public := map[string]any{}
		for name, value := range object {
			if name != "password" && name != "authCookie" {
				public[name] = value
			}
		}
		kept[i] = public
	}
	return kept
}

// privilegesIn reads a list of privileges. What is none of them is left out.
func privilegesIn(value any) []coveoapi.Privilege {
	text, err := json.Marshal(value)
	if err != nil {
		return nil
	}
	var privileges []coveoapi.Privilege
	_ = json.Unmarshal(text, &privileges) // another kind of value holds none
	return privileges
}
