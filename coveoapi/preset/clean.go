package preset

import (
	"maps"
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// Clean takes out of a preset what looks like a key or token, and a body with an
// attribute that holds a secret. It names what it took out, as the file calls it.
func (p *Preset) Clean() (left []string) {
	if p.Query != nil {
		query := *p.Query // which may be somebody else's too
		p.Query = &query
	}
	texts := p.texts()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if text := texts[name]; holdsSecret(*text) || name == "body" && concealed(*text) {
			*text = ""
			left = append(left, name)
		}
	}
	p.UserGroups = clean(p.UserGroups, &left, "userGroups")
	p.CanSeeUserProfileOf = clean(p.CanSeeUserProfileOf, &left, "canSeeUserProfileOf")
	p.Users = slices.DeleteFunc(slices.Clone(p.Users), func(u User) bool {
		return taken(&left, "users", u.Name, u.Provider, string(u.Type))
	})
	for i := range p.Users {
		if taken(&left, "users.infos", p.Users[i].Infos) {
			p.Users[i].Infos = ""
		}
	}
	p.Privileges = slices.DeleteFunc(slices.Clone(p.Privileges), func(privilege coveoapi.Privilege) bool {
		return taken(&left, "privileges", privilege.Owner, privilege.TargetDomain, privilege.Type, privilege.TargetID, privilege.Level)
	})
	return slices.Compact(left)
}

// concealed reports whether a body has an attribute whose value is never shown.
func concealed(body string) bool { return string(coveoapi.ConcealBody([]byte(body))) != body }

func clean(texts []string, left *[]string, name string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return taken(left, name, text) })
}

// taken reports whether one of the texts holds a secret, and notes the name.
func taken(left *[]string, name string, texts ...string) bool {
	if !holdsSecret(strings.Join(texts, " ")) {
		return false
	}
	*left = append(*left, name)
	return true
}
