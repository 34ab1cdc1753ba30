package preset

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi"
)

// header stands above every file that is written.
const header = "# A preset of coveo-token: the form of a token, without any secret.\n" +
	"# `coveo-token presets schema` prints the JSON Schema of this file.\n"

// Encode writes a preset as a file that Parse reads. A preset that Clean would change,
// or that is too long, is a *coveoapi.InputError.
func Encode(p Preset) ([]byte, error) {
	cleaned := p
	if left := cleaned.Clean(); len(left) > 0 {
		return nil, &coveoapi.InputError{Field: left[0], Reason: "looks like a secret, which a preset never holds", Remedy: "Take it out."}
	}
	w := &writer{}
	w.WriteString(header)
	w.preset(p)
	if w.Len() > MaxFileBytes {
		return nil, &coveoapi.InputError{Field: "body", Reason: fmt.Sprintf("makes the preset longer than %d KB", MaxFileBytes>>10), Remedy: "Shorten it."}
	}
	return []byte(w.String()), nil
}

func (w *writer) preset(p Preset) {
	fmt.Fprintf(w, "preset: %d\nkind: %s\n", Version, p.Kind)
	w.value("", "description", p.Description)
	w.privileges(p.Privileges)
	w.users(p.Users)
	w.value("", "userDisplayName", p.UserDisplayName)
	w.value("", "analyticsUserId", p.AnalyticsUserID)
	w.list("userGroups", p.UserGroups)
	w.value("", "searchHub", p.SearchHub)
	w.value("", "pipeline", p.Pipeline)
	w.value("", "filter", p.Filter)
	w.value("", "validFor", p.ValidFor)
	w.value("", "sub", p.Subject)
	if p.APIVersion != coveoapi.SearchTokenV2 {
		w.value("", "apiVersion", p.APIVersion.Name())
	}
	w.list("canSeeUserProfileOf", p.CanSeeUserProfileOf)
	w.value("", "dictionaryFieldContext", p.DictionaryFieldContext)
	w.value("", "allowedDictionaryFieldKeys", p.AllowedDictionaryFieldKeys)
	w.commerce(p.Commerce)
	w.internal(p.Internal)
	w.query(p.Query)
	w.block("body", p.Body)
}

func (w *writer) privileges(list []coveoapi.Privilege) {
	if len(list) > 0 {
		w.WriteString("privileges:\n")
	}
	for _, p := range list {
		if read, err := coveoapi.ParsePrivilege(p.String()); err == nil && read == p {
			w.item(p.String())
			continue
		}
		w.WriteString("  - owner: " + quote(p.Owner) + "\n")
		w.value("    ", "targetDomain", p.TargetDomain)
		w.value("    ", "type", p.Type)
		w.value("    ", "targetId", p.TargetID)
		w.value("    ", "level", p.Level)
	}
}

func (w *writer) users(users []User) {
	if len(users) > 0 {
		w.WriteString("users:\n")
	}
	for _, u := range users {
		short := u == User{Name: u.Name, Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}
		if id, err := coveoapi.ParseUserID(u.Name); short && err == nil && id.Name == u.Name && id.Provider == u.Provider && id.Type == u.Type {
			w.item(u.Name)
			continue
		}
		w.WriteString("  - name: " + quote(u.Name) + "\n")
		w.value("    ", "provider", u.Provider)
		w.value("    ", "type", string(u.Type))
		w.value("    ", "infos", u.Infos)
	}
}

func (w *writer) commerce(c coveoapi.CommerceParameters) {
	if c == (coveoapi.CommerceParameters{}) {
		return
	}
	w.WriteString("commerce:\n")
	w.value("  ", "catalogId", c.CatalogID)
	w.value("  ", "filter", c.Filter)
	w.value("  ", "operation", c.Operation)
}

func (w *writer) internal(i Internal) {
	if i == (Internal{}) {
		return
	}
	w.WriteString("internal:\n")
	w.value("  ", "salesforceOrganizationId", i.SalesforceOrganizationID)
	w.value("  ", "salesforceUser", i.SalesforceUser)
	w.value("  ", "salesforceCommunityUrl", i.SalesforceCommunityURL)
	if i.SalesforceFallbackToAdmin {
		w.WriteString("  salesforceFallbackToAdmin: true\n")
	}
	w.value("  ", "usertype", i.UserType)
	w.value("  ", "licenseDefinitionKey", i.LicenseDefinitionKey)
	w.value("  ", "scope", i.Scope)
}

func (w *writer) query(q *Query) {
	if q == nil || *q == (Query{}) {
		return
	}
	w.WriteString("query:\n")
	w.value("  ", "q", q.Q)
	w.value("  ", "aq", q.AQ)
	w.value("  ", "cq", q.CQ)
}

func (w *writer) list(key string, items []string) {
	if len(items) > 0 {
		w.WriteString(key + ":\n")
	}
	for _, item := range items {
		w.item(item)
	}
}

func (w *writer) item(text string) { w.WriteString("  - " + quote(text) + "\n") }

// value writes a key with its text, unless that is empty.
func (w *writer) value(indent, key, text string) {
	if text != "" {
		w.WriteString(indent + key + ": " + quote(text) + "\n")
	}
}

// block writes a text of several lines as it stands where YAML keeps it so.
func (w *writer) block(key, text string) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) < 2 || !standsAlone(text, lines) {
		w.value("", key, text)
		return
	}
	chomp := "-"
	if strings.HasSuffix(text, "\n") {
		chomp = ""
	}
	w.WriteString(key + ": |" + chomp + "\n")
	for _, line := range lines {
		w.WriteString("  " + line + "\n")
	}
}
