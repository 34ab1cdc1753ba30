package policy

import (
	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
)

// The kinds of mapping in a file, as faults and the schema name them.
const (
	kindPolicy        = "policy"
	kindDefaults      = "defaults"
	kindCheck         = "check"
	kindIdentity      = "identity"
	kindToken         = "token"
	kindPlatformToken = "platformToken"
	kindQuery         = "query"
	kindExpect        = "expect"
	kindCount         = "count"
	kindPrivileges    = "privileges"
)

// Parse reads a policy file. The error is a *FormatError, which says all that is wrong
// with its lines; nothing in it is sent anywhere.
func Parse(content []byte) (Policy, error) {
	root, fault := readDocument(content)
	if fault != nil {
		return Policy{}, formatError([]Fault{*fault})
	}
	r := &reader{}
	p := r.policy(entry{"the policy", lineOf(root, 1), root})
	if len(r.faults) > 0 {
		return Policy{}, formatError(r.faults)
	}
	return p, nil
}

func (r *reader) policy(e entry) Policy {
	m := r.mapping(e, kindPolicy)
	defer m.close()
	if version := m.take("policy"); !version.given() {
		m.lack("Begin the file with policy: 1.", "the key policy, the version of the form, is missing")
	} else if n := r.number(version); n >= 0 && n != Version {
		r.fault(version.line, "This program reads policy: 1.", "policy %d is a form that is not known", n)
	}
	defaults := form{}
	if d := m.take("defaults"); d.given() {
		dm := r.mapping(d, kindDefaults)
		defaults = r.form(dm, defaults)
		dm.close()
	}
	var p Policy
	checks := m.take("checks")
	if !checks.given() {
		m.lack("List at least one check.", "the key checks is missing")
	}
	for _, item := range r.items(checks) {
		p.Checks = append(p.Checks, r.check(item, defaults))
	}
	return p
}

// form is the search token of a check, with whether the check itself says something
// about it.
type form struct {
	coveoapi.SearchTokenRequest
	first entry
}

// form reads the keys of a search token; what is not there is as in the defaults.
func (r *reader) form(m *mapping, defaults form) form {
	f := form{SearchTokenRequest: defaults.SearchTokenRequest}
	note := func(e entry) entry {
		if e.given() && !f.first.given() {
			f.first = e
		}
		return e
	}
	if e := note(m.take("searchHub")); e.given() {
		f.SearchHub = r.text(e)
	}
	if e := note(m.take("pipeline")); e.given() {
		f.Pipeline = r.text(e)
	}
	if e := note(m.take("filter")); e.given() {
		f.Filter = r.expression(e)
	}
	if e := note(m.take("userGroups")); e.given() {
		f.UserGroups = nil
		for _, group := range r.items(e) {
			f.UserGroups = append(f.UserGroups, r.text(group))
		}
	}
	if e := note(m.take("validFor")); e.given() {
		life := r.duration(e)
		if err := coveoapi.CheckSearchTokenValidity(life); err != nil {
			r.input(e, err)
		}
		f.ValidForMillis = life.Milliseconds()
	}
	return f
}

func (r *reader) check(e entry, defaults form) Check {
	m := r.mapping(e, kindCheck)
	defer m.close()
	c := Check{Line: m.line, Name: r.text(m.take("name"))}
	as, given, platform := m.take("as"), m.take("token"), m.take("platformToken")
	own := r.form(m, defaults)
	if as.given() {
		c.Persona, c.Form = r.persona(as), own.SearchTokenRequest
	} else if own.first.given() {
		r.fault(own.first.line, "Take it out, or put it into the query.", "%s belongs to a search token that is minted for as", own.first.key)
	}
	if given.given() {
		c.Token = r.token(given)
	}
	if platform.given() {
		c.Platform = r.platformToken(platform)
	}
	if count := countGiven(as, given, platform); count != 1 {
		m.lack("Write one of as, token and platformToken.", "a check needs exactly one who acts, and here are %d", count)
	}
	if query := m.take("query"); query.given() {
		c.Query = r.query(query)
	}
	c.Query.EnableQuerySyntax = true
	if expect := m.take("expect"); expect.given() {
		c.Assertions = r.expect(expect, c.Form)
	} else {
		m.lack("Say what must hold, for example expect: {results: {atLeast: 1}}.", "a check needs expect")
	}
	return c
}

func countGiven(entries ...entry) int {
	count := 0
	for _, e := range entries {
		if e.given() {
			count++
		}
	}
	return count
}

// persona reads who a query is run as: a text, an identity in its parts, or a list of
// them.
func (r *reader) persona(e entry) *persona.Persona {
	items := r.items(e)
	if len(items) == 1 {
		return r.somebody(items[0])
	}
	var ids []coveoapi.UserID
	for _, item := range items {
		ids = append(ids, r.somebody(item).UserIDs...)
	}
	p := persona.User(ids...)
	return &p
}

func (r *reader) somebody(e entry) *persona.Persona {
	text, plain := scalarText(e.node)
	if !plain {
		p := persona.User(r.identity(e))
		return &p
	}
	p, err := persona.Parse(text)
	if err != nil {
		r.input(e, err)
	}
	return &p
}

func (r *reader) identity(e entry) coveoapi.UserID {
	m := r.mapping(e, kindIdentity)
	defer m.close()
	id := coveoapi.UserID{Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}
	name := m.take("name")
	if id.Name = r.text(name); !name.given() {
		m.lack("Write for example name: asmith@example.com.", "an identity needs a name")
	}
	if provider := m.take("provider"); provider.given() {
		id.Provider = r.text(provider)
	}
	if kind := m.take("type"); kind.given() {
		known, ok := coveoapi.ParseIdentityType(r.text(kind))
		if !ok {
			r.fault(kind.line, "The type is User, Group, VirtualGroup or Unknown.", "type is not one of an identity")
		}
		id.Type = known
	}
	return id
}

func (r *reader) token(e entry) *TokenRef {
	m := r.mapping(e, kindToken)
	defer m.close()
	ref := TokenRef{File: r.text(m.take("file")), Env: r.text(m.take("env"))}
	if (ref.File == "") == (ref.Env == "") {
		m.lack("A token itself does not belong into a policy.", "token needs a file, or env for the name of a variable, and not both")
	}
	return &ref
}

func (r *reader) platformToken(e entry) *coveoapi.PlatformTokenRequest {
	m := r.mapping(e, kindPlatformToken)
	defer m.close()
	request := coveoapi.PlatformTokenRequest{}
	privileges := m.take("privileges")
	if request.Privileges = r.privileges(privileges); !privileges.given() {
		m.lack("Name at least one.", "a platform token needs privileges")
	}
	if users := m.take("userIds"); users.given() {
		request.UserIDs = r.persona(users).UserIDs
	}
	if life := m.take("validFor"); life.given() {
		request.Validity = r.duration(life)
	}
	return &request
}

func (r *reader) privileges(e entry) []coveoapi.Privilege {
	var list []coveoapi.Privilege
	for _, item := range r.items(e) {
		text := r.text(item)
		if text == "" {
			continue
		}
		p, err := coveoapi.ParsePrivilege(text)
		if err != nil {
			r.input(item, err)
		}
		list = append(list, p)
	}
	return list
}

// query reads a query: its text alone, or its parts.
func (r *reader) query(e entry) coveoapi.SearchQuery {
	if text, plain := scalarText(e.node); plain {
		return coveoapi.SearchQuery{Q: text}
	}
	m := r.mapping(e, kindQuery)
	defer m.close()
	return coveoapi.SearchQuery{
		Q: r.text(m.take("q")), AQ: r.expression(m.take("aq")), CQ: r.expression(m.take("cq")),
		SearchHub: r.text(m.take("searchHub")), Pipeline: r.text(m.take("pipeline")),
		Tab: r.text(m.take("tab")), Locale: r.text(m.take("locale")),
	}
}
