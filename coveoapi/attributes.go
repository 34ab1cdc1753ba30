package coveoapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// BodyKind says which call a body that was written by hand is for.
type BodyKind int

// The bodies that can be written by hand.
const (
	SearchTokenBody   BodyKind = iota // RestTokenParams
	PlatformTokenBody                 // PlatformTokenPayloadModel
)

// UnknownAttributes names the attributes of a body that are in no published schema,
// as paths such as "expiration" or "userIds[0].domain", sorted. Coveo may know more
// than it publishes, and attributes that went away are in old examples: this is for
// a warning, not for refusing. A body that is not a JSON object has none.
func UnknownAttributes(kind BodyKind, body []byte) []string {
	unknown := schemaOf(kind).unknown("", bytes.TrimPrefix(body, []byte(byteOrderMark)))
	slices.Sort(unknown)
	return unknown
}

// KnownAttributes names the attributes that a body's published schema has, as paths
// such as "filter" or "userIds.name", sorted.
func KnownAttributes(kind BodyKind) []string {
	known := schemaOf(kind).paths("")
	slices.Sort(known)
	return known
}

func schemaOf(kind BodyKind) attributes {
	if kind == PlatformTokenBody {
		return platformTokenSchema()
	}
	return searchTokenSchema()
}

// attributes are the members of an object with what is known of their values; nil
// values may hold anything.
type attributes map[string]attributes

// names are attributes whose values may hold anything.
func names(list string) attributes {
	known := attributes{}
	for name := range strings.FieldsSeq(list) {
		known[name] = nil
	}
	return known
}

// with adds an attribute whose value, or whose list's values, have attributes.
func (a attributes) with(name string, value attributes) attributes {
	a[name] = value
	return a
}

// searchTokenSchema is RestTokenParams of the Search API.
func searchTokenSchema() attributes {
	return names(`userDisplayName userGroups canSeeUserProfileOf pipeline filter searchHub validFor
		dictionaryFieldContext allowedDictionaryFieldKeys usertype licenseDefinitionKey superUserToken scope
		salesforceOrganizationId salesforceUser salesforceCommunityUrl salesforceFallbackToAdmin`).
		with("userIds", names("name provider type infos authCookie password")).
		with("commerce", names("catalogId filter operation"))
}

// platformTokenSchema is PlatformTokenPayloadModel of the Authorization API, with
// the attributes that only the server writes.
func platformTokenSchema() attributes {
	configuration := attributes{}.
		with("search", attributes{}.with("userIds", names("name provider type"))).
		with("analytics", attributes{}.with("event", names("userId userDisplayName")))
	return names("version tokenId sub iss exp iat jti").
		with("body", names("organizationId creatorAuthentication creatorEmail").
			with("privileges", names("type targetDomain targetId owner level")).
			with("additionalConfiguration", configuration))
}

// paths lists the attributes and those of their values.
func (a attributes) paths(prefix string) []string {
	var all []string
	for name, value := range a {
		all = append(append(all, prefix+name), value.paths(prefix+name+".")...)
	}
	return all
}

// unknown lists what an object, or each object of a list, has beyond the schema.
func (a attributes) unknown(path string, value []byte) []string {
	var list []json.RawMessage
	if json.Unmarshal(value, &list) != nil {
		return a.unknownMembers(path, value)
	}
	var found []string
	for i, item := range list { // a list in a list is of no schema
		found = append(found, a.unknownMembers(fmt.Sprintf("%s[%d]", path, i), item)...)
	}
	return found
}

// unknownMembers lists what an object has beyond the schema.
func (a attributes) unknownMembers(path string, value []byte) []string {
	var members map[string]json.RawMessage
	if json.Unmarshal(value, &members) != nil {
		return nil
	}
	var found []string
	for name := range maps.Keys(members) {
		below := strings.TrimPrefix(path+"."+name, ".")
		schema, known := a[name]
		switch {
		case !known:
			found = append(found, below)
		case schema != nil:
			found = append(found, schema.unknown(below, members[name])...)
		}
	}
	return found
}
