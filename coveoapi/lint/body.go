package lint

import (
	"strings"

	"coveotoken/coveoapi"
)

// bodyRules are about the form of a body that was written by hand.
func bodyRules() []rule {
	return []rule{
		{Rule{
			"body-unreadable", Body, Wrong, "{reason}",
			"The body cannot be read: {reason}.",
			"{remedy}",
			apiTokenParams + "; " + apiPlatform,
		}, bodyUnreadable},
		{Rule{
			"body-not-wrapped", Body, Wrong, "is not wrapped in `body`",
			"What a platform token shall hold stands outside of `body`, where Coveo does not look for it.",
			"Wrap it: {\"body\": {…}}.",
			docPlatformTokens + "; " + apiPlatform,
		}, bodyNotWrapped},
		{Rule{
			"attribute-type", Body, Wrong, "holds a value of another kind: {kind}",
			"{field} holds a value of another kind than its attribute: {kind}.",
			"Write {wanted}.",
			apiTokenParams + "; " + apiPlatform,
		}, attributeType},
		{Rule{
			"attribute-misspelt", Body, Warning, "did you mean “{known}”?",
			"There is no attribute {field} in Coveo's published schema, but there is “{known}”. Names are exact, capitals included.",
			"Write “{known}”.",
			apiTokenParams + "; " + apiPlatform,
		}, attributeMisspelt},
		{Rule{
			"attribute-old", Body, Warning, "is no longer there: validFor is",
			"expiration is an attribute of the past; nothing in the published schema has that name.",
			"Use validFor, in milliseconds.",
			docSearchTokens + "; " + apiTokenParams,
		}, attributeOld},
		{Rule{
			"attribute-unknown", Body, Warning, "is in no published schema",
			"{field} is not in Coveo's published schema.",
			"Leave it out, unless Coveo told you to set it.",
			apiTokenParams + "; " + apiPlatform,
		}, attributeUnknown},
		{Rule{
			"attribute-read-only", Body, Note, "is filled in by Coveo",
			"{field} is filled in by Coveo, whatever the request says.",
			"Leave it out.",
			apiPlatform + " (readOnly)",
		}, attributeReadOnly},
	}
}

// bodyUnreadable: a request body is one JSON object (OpenAPI of both APIs).
func bodyUnreadable(s subject) []hit {
	if s.body.err == nil {
		return nil
	}
	return []hit{at("body", "reason", s.body.err.Reason, "remedy", s.body.err.Remedy)}
}

// bodyNotWrapped: the request has the shape of the token's claims, and all but `sub` of
// what can be asked for is in `body` (docs.coveo.com/en/n3ge0020,
// PlatformTokenPayloadModel).
func bodyNotWrapped(s subject) []hit { return when(s.body.unwrapped, "body") }

// attributeType: the schemas say of what kind the values are (RestTokenParams,
// PlatformTokenPayloadModel).
func attributeType(s subject) []hit {
	wrong := s.body.mistyped
	if wrong == nil {
		return nil
	}
	wanted := map[string]string{
		"string": "a text in quotes", "bool": "true or false", "slice": "a list, from [ to ]",
		"struct": "an object, from { to }", "ptr": "an object, from { to }", "map": "an object, from { to }",
	}[wrong.Type.Kind().String()]
	if wanted == "" {
		wanted = "a whole number"
	}
	kind, _, _ := strings.Cut(wrong.Value, " ") // a number comes with its digits
	return []hit{at(wrong.Field, "kind", kind, "wanted", wanted)}
}

// attributeMisspelt: attributes are known by their exact names (RestTokenParams,
// PlatformTokenPayloadModel); the documentation of 2017 itself once wrote searchhub.
func attributeMisspelt(s subject) []hit {
	return eachUnknown(s, func(path string) []hit {
		meant := s.body.meant[path]
		return when(meant != "", path, "known", meant)
	})
}

// attributeOld: the page about search tokens once named `expiration`, and
// RestTokenParams no longer does.
func attributeOld(s subject) []hit {
	return eachUnknown(s, func(path string) []hit { return when(s.body.isOld(path), path) })
}

// attributeUnknown: the schemas allow more than they name (RestTokenParams,
// PlatformTokenPayloadModel), so that what they do not name may mean something, but
// most likely does not.
func attributeUnknown(s subject) []hit {
	return eachUnknown(s, func(path string) []hit {
		return when(s.body.meant[path] == "" && !s.body.isOld(path), path)
	})
}

// attributeReadOnly: PlatformTokenPayloadModel marks as readOnly what only the server
// writes.
func attributeReadOnly(s subject) []hit {
	if s.body.kind != coveoapi.PlatformTokenBody {
		return nil
	}
	var hits []hit
	for _, name := range []string{"version", "tokenId", "exp", "iat", "jti"} {
		_, found := s.body.members[name]
		hits = append(hits, when(found && !s.body.unwrapped, name)...)
	}
	for _, name := range []string{"creatorAuthentication", "creatorEmail"} {
		_, found := s.body.inner[name]
		hits = append(hits, when(found, "body."+name)...)
	}
	return hits
}

// isOld reports whether an attribute was published once.
func (r rawBody) isOld(path string) bool {
	return r.kind == coveoapi.SearchTokenBody && path == "expiration"
}

func eachUnknown(s subject, find func(path string) []hit) []hit {
	var hits []hit
	for _, path := range s.body.unknown {
		hits = append(hits, find(path)...)
	}
	return hits
}
