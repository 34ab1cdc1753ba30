package sameas

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
)

// Place is where a command goes.
type Place struct {
	Profile profile.Profile
	// Saved says that the profile can be named; otherwise organization and endpoint
	// are.
	Saved bool
}

// PlaceOf is where the session's profile leads.
func PlaceOf(session *common.Session, p profile.Profile) Place {
	return Place{p, slices.ContainsFunc(session.Profiles, func(other profile.Profile) bool { return other.Name == p.Name })}
}

// addTo adds the flags that lead there.
func (p Place) addTo(l *Line) {
	switch {
	case p.Profile == (profile.Profile{}):
	case p.Saved:
		l.flag("profile", p.Profile.Name)
	default:
		l.flag("organization", p.Profile.OrganizationID)
		l.flag("endpoint", p.Profile.Endpoint)
	}
}

// Mint is the command that mints a draft. The API key is found by the command as always:
// it is never part of the line.
func Mint(draft common.Draft, place Place) Line {
	line := Line{Args: []string{"mint", kindWord(draft.Kind)}}
	place.addTo(&line)
	switch {
	case draft.RawBody() != nil:
		line.rawBody(draft)
	case draft.Kind == common.PlatformToken:
		line.platform(draft)
	default:
		line.search(draft)
	}
	return line
}

// rawBody names the file that a body which was edited by hand must be saved in.
func (l *Line) rawBody(draft common.Draft) {
	l.flag("raw-json", "body.json")
	l.note("The body was edited by hand: save it as body.json first.")
	if draft.Kind == common.PlatformToken {
		l.flag("valid-for", strings.TrimSpace(draft.Validity))
		return
	}
	l.version(draft.Version)
}

func (l *Line) version(version coveoapi.SearchTokenVersion) {
	if version != coveoapi.SearchTokenV2 {
		l.flag("api-version", version.Name())
	}
}

func (l *Line) search(draft common.Draft) {
	request, _ := draft.SearchRequest() // what cannot be read is not in it
	l.users(request.UserIDs)
	l.flag("display-name", request.UserDisplayName)
	l.each("group", request.UserGroups)
	l.flag("search-hub", request.SearchHub)
	l.flag("pipeline", request.Pipeline)
	l.flag("filter", request.Filter)
	l.flag("valid-for", strings.TrimSpace(draft.Validity))
	l.each("can-see-user-profile-of", request.CanSeeUserProfileOf)
	l.dictionaries(request)
	if c := request.Commerce; c != nil {
		l.flag("commerce-catalog-id", c.CatalogID)
		l.flag("commerce-filter", c.Filter)
		l.flag("commerce-operation", c.Operation)
	}
	l.version(draft.Version)
	if draft.Internal != (common.Internal{}) {
		l.note("The internal and deprecated attributes have no flag; put the body into a file and give it as --raw-json FILE.")
	}
}

func (l *Line) platform(draft common.Draft) {
	for _, p := range draft.Privileges {
		l.privilege(p)
	}
	request, _ := draft.PlatformRequest()
	for i := range request.UserIDs {
		request.UserIDs[i].Infos = nil // which a platform token does not take
	}
	l.users(request.UserIDs)
	l.flag("analytics-user-id", request.AnalyticsUserID)
	l.flag("analytics-display-name", request.AnalyticsDisplayName)
	l.flag("sub", request.Subject)
	l.flag("valid-for", strings.TrimSpace(draft.Validity))
}

func (l *Line) each(name string, values []string) {
	for _, value := range values {
		l.flag(name, value)
	}
}

// users adds the identities. What does not read back as it was is left out and said.
func (l *Line) users(ids []coveoapi.UserID) {
	for _, id := range ids {
		text := id.String()
		if id.Provider == coveoapi.EmailSecurityProvider && (id.Type == coveoapi.IdentityUser || id.Type == "") {
			text, _ = strings.CutSuffix(coveoapi.UserID{Name: id.Name}.String(), ":")
		}
		named := coveoapi.UserID{Name: id.Name, Provider: id.Provider, Type: id.Type}
		if named.Type == "" {
			named.Type = coveoapi.IdentityUser
		}
		if read, err := coveoapi.ParseUserID(text); err != nil || read.String() != named.String() {
			l.note("The identity %s cannot be written as --user.", id)
			continue
		}
		if len(id.Infos) > 0 || id.AuthCookie != "" || id.Password != "" {
			l.note("The infos of %s have no flag; put the body into a file and give it as --raw-json FILE.", id.Name)
		}
		l.flag("user", text)
	}
}

// privilege adds a privilege. Its level has no flag: the command says NORMAL.
func (l *Line) privilege(p coveoapi.Privilege) {
	p.Type = p.EffectiveType()
	read, err := coveoapi.ParsePrivilege(p.String())
	if err != nil || read.String() != p.String() {
		l.note("The privilege %s cannot be written as --privilege.", p)
		return
	}
	if p.Level != "" && p.Level != read.Level {
		l.note("The level %s of %s has no flag; the command sends %s.", p.Level, p, read.Level)
	}
	l.flag("privilege", p.String())
}

// dictionaries adds the flags about dictionary fields, sorted by field.
func (l *Line) dictionaries(request coveoapi.SearchTokenRequest) {
	for _, field := range slices.Sorted(maps.Keys(request.DictionaryFieldContext)) {
		value, isText := request.DictionaryFieldContext[field].(string)
		l.pair("dictionary-field-context", field, value, isText)
	}
	for _, field := range slices.Sorted(maps.Keys(request.AllowedDictionaryFieldKeys)) {
		keys := request.AllowedDictionaryFieldKeys[field]
		whole := len(keys) > 0 && !slices.ContainsFunc(keys, func(key string) bool { return strings.Contains(key, ",") })
		l.pair("allowed-dictionary-field-key", field, strings.Join(keys, ","), whole)
	}
}

// pair adds FIELD=VALUE if the command reads the same from it.
func (l *Line) pair(flag, field, value string, whole bool) {
	trimmed := strings.TrimSpace(field) == field && strings.TrimSpace(value) == value
	if !whole || !trimmed || field == "" || value == "" || strings.Contains(field, "=") {
		l.note("The dictionary field %s cannot be written as --%s.", field, flag)
		return
	}
	l.flag(flag, fmt.Sprintf("%s=%s", field, value))
}
