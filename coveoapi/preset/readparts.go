package preset

import (
	"coveotoken/coveoapi"
	"coveotoken/coveoapi/strictyaml"
)

// users reads identities: as --user takes them, or in their parts.
func (r *reader) users(e entry) []User {
	var users []User
	for _, item := range r.Items(e) {
		if _, plain := strictyaml.ScalarText(item.Node); !plain {
			users = append(users, r.user(item))
			continue
		}
		id, err := coveoapi.ParseUserID(r.value(item))
		if err != nil {
			r.Input(item, err)
		}
		users = append(users, User{Name: id.Name, Provider: id.Provider, Type: id.Type})
	}
	return users
}

func (r *reader) user(e entry) User {
	m := r.Mapping(e, kindUser)
	defer m.Close()
	u := User{Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}
	name := m.Take("name")
	if u.Name = r.value(name); !name.Given() {
		m.Lack("Write for example name: asmith@example.com.", "an identity needs a name")
	}
	if provider := m.Take("provider"); provider.Given() {
		u.Provider = r.value(provider)
	}
	if kind := m.Take("type"); kind.Given() {
		known, ok := coveoapi.ParseIdentityType(r.value(kind))
		if !ok {
			r.Fault(kind.Line, "The type is User, Group, VirtualGroup or Unknown.", "type is not one of an identity")
		}
		u.Type = known
	}
	u.Infos = r.value(m.Take("infos"))
	return u
}

// privileges reads privileges: as --privilege takes them, or in their parts.
func (r *reader) privileges(e entry) []coveoapi.Privilege {
	var list []coveoapi.Privilege
	for _, item := range r.Items(e) {
		if _, plain := strictyaml.ScalarText(item.Node); !plain {
			list = append(list, r.privilege(item))
			continue
		}
		p, err := coveoapi.ParsePrivilege(r.value(item))
		if err != nil {
			r.Input(item, err)
		}
		list = append(list, p)
	}
	return list
}

func (r *reader) privilege(e entry) coveoapi.Privilege {
	m := r.Mapping(e, kindPrivilege)
	defer m.Close()
	owner, domain := m.Take("owner"), m.Take("targetDomain")
	if !owner.Given() || !domain.Given() {
		m.Lack("Write for example SEARCH_API/IMPERSONATE instead.", "a privilege needs owner and targetDomain")
	}
	return coveoapi.Privilege{
		Owner: r.value(owner), TargetDomain: r.value(domain), Type: r.value(m.Take("type")),
		TargetID: r.value(m.Take("targetId")), Level: r.value(m.Take("level")),
	}
}

func (r *reader) commerce(e entry) (c coveoapi.CommerceParameters) {
	if !e.Given() {
		return c
	}
	m := r.Mapping(e, kindCommerce)
	defer m.Close()
	return coveoapi.CommerceParameters{
		CatalogID: r.value(m.Take("catalogId")), Filter: r.value(m.Take("filter")), Operation: r.value(m.Take("operation")),
	}
}

func (r *reader) internal(e entry) (i Internal) {
	if !e.Given() {
		return i
	}
	m := r.Mapping(e, kindInternal)
	defer m.Close()
	i = Internal{
		SalesforceOrganizationID: r.value(m.Take("salesforceOrganizationId")), SalesforceUser: r.value(m.Take("salesforceUser")),
		SalesforceCommunityURL: r.value(m.Take("salesforceCommunityUrl")), UserType: r.value(m.Take("usertype")),
		LicenseDefinitionKey: r.value(m.Take("licenseDefinitionKey")), Scope: r.value(m.Take("scope")),
	}
	if fallback := m.Take("salesforceFallbackToAdmin"); fallback.Given() {
		text := r.value(fallback)
		if i.SalesforceFallbackToAdmin = text == "true"; text != "true" && text != "false" {
			r.Fault(fallback.Line, "Write true or false.", "salesforceFallbackToAdmin must be true or false")
		}
	}
	return i
}
