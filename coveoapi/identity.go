package coveoapi

import (
	"fmt"
	"strings"
)

// EmailSecurityProvider is the security identity provider that exists in every
// organization and in which aliases meet.
const EmailSecurityProvider = "Email Security Provider"

// IdentityType is the kind of a security identity.
type IdentityType string

// The identity types of RestUserId. An empty type means User.
const (
	IdentityUser         IdentityType = "User"
	IdentityGroup        IdentityType = "Group"
	IdentityVirtualGroup IdentityType = "VirtualGroup"
	IdentityUnknown      IdentityType = "Unknown"
)

// IdentityTypes lists the identity types in the order a user should see them.
func IdentityTypes() []IdentityType {
	return []IdentityType{IdentityUser, IdentityGroup, IdentityVirtualGroup, IdentityUnknown}
}

// ParseIdentityType reads an identity type in any case, with or without the space
// of "virtual group".
func ParseIdentityType(text string) (IdentityType, bool) {
	squeezed := strings.ReplaceAll(strings.TrimSpace(text), " ", "")
	for _, known := range IdentityTypes() {
		if strings.EqualFold(squeezed, string(known)) {
			return known, true
		}
	}
	return "", false
}

// UserID is a security identity that a token carries (RestUserId). A platform
// token takes only its name, provider and type.
type UserID struct {
	Name     string            `json:"name"`
	Provider string            `json:"provider"`
	Type     IdentityType      `json:"type,omitempty"`
	Infos    map[string]string `json:"infos,omitempty"`
	// AuthCookie and Password are internal or deprecated; Coveo asks not to set them.
	AuthCookie string `json:"authCookie,omitempty"`
	Password   string `json:"password,omitempty"`
}

// String writes name, provider and type as ParseUserID reads them, and nothing
// else of the identity.
func (u UserID) String() string {
	escape := strings.NewReplacer(`\`, `\\`, `:`, `\:`)
	text := escape.Replace(u.Name) + ":" + escape.Replace(u.Provider)
	if u.Type != "" {
		text += ":" + string(u.Type)
	}
	return text
}

// GoString implements fmt.GoStringer, so that no verb of fmt prints the password.
func (u UserID) GoString() string { return fmt.Sprintf("coveoapi.UserID(%q)", u.String()) }

// ParseUserID reads "NAME[:PROVIDER[:TYPE]]", such as "asmith@example.com" or
// "Employees:Email Security Provider:Group". `\:` stands for a colon and `\\` for a
// backslash; any other backslash stands for itself, as in `ACME\asmith`. The
// provider defaults to the Email Security Provider, the type to User. It returns an
// *InputError for the field "user".
func ParseUserID(text string) (UserID, error) {
	parts := splitEscaped(strings.TrimSpace(text))
	if len(parts) > 3 {
		return UserID{}, userIDError("has more than three parts", `Write NAME:PROVIDER:TYPE, with “\:” for a colon inside a part.`)
	}
	u := UserID{Name: parts[0], Provider: EmailSecurityProvider, Type: IdentityUser}
	if u.Name == "" {
		return UserID{}, userIDError("has no name", "Write the user's name first, for example asmith@example.com.")
	}
	if len(parts) > 1 && parts[1] != "" {
		u.Provider = parts[1]
	}
	if len(parts) > 2 && parts[2] != "" {
		known, ok := ParseIdentityType(parts[2])
		if !ok {
			return UserID{}, userIDError("has an unknown type", "The type is User, Group, VirtualGroup or Unknown.")
		}
		u.Type = known
	}
	return u, nil
}

func userIDError(reason, remedy string) *InputError {
	return &InputError{Field: "user", Reason: reason, Remedy: remedy}
}

// splitEscaped cuts text at its unescaped colons, resolves the escapes, and trims
// the parts.
func splitEscaped(text string) []string {
	var parts []string
	var part strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && (text[i+1] == ':' || text[i+1] == '\\'):
			i++
			part.WriteByte(text[i])
		case text[i] == ':':
			parts = append(parts, strings.TrimSpace(part.String()))
			part.Reset()
		default:
			part.WriteByte(text[i])
		}
	}
	return append(parts, strings.TrimSpace(part.String()))
}

// checkUserIDs returns the first thing that is wrong with the identities of a token
// request, as an *InputError whose field names the attribute.
func checkUserIDs(ids []UserID) error {
	for i, id := range ids {
		field := func(name string) string { return fmt.Sprintf("userIds[%d].%s", i, name) }
		switch {
		case strings.TrimSpace(id.Name) == "":
			return &InputError{Field: field("name"), Reason: "is empty", Remedy: "Name the user, for example asmith@example.com."}
		case strings.TrimSpace(id.Provider) == "":
			return &InputError{Field: field("provider"), Reason: "is empty", Remedy: "Name the security identity provider, for example " + EmailSecurityProvider + "."}
		}
		if _, ok := ParseIdentityType(string(id.Type)); id.Type != "" && !ok {
			return &InputError{Field: field("type"), Reason: "is not a type of identity", Remedy: "The type is User, Group, VirtualGroup or Unknown."}
		}
	}
	return nil
}
