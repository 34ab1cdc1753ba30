package policy

import (
	"coveotoken/coveoapi"
	"coveotoken/coveoapi/persona"
	"coveotoken/coveoapi/strictyaml"
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
	yaml, root, err := file().Read(content)
	if err != nil {
		return Policy{}, err
	}
	r := &reader{yaml}
	p := r.policy(root)
	if err := r.Err(); err != nil {
		return Policy{}, err
	}
	return p, nil
}

func (r *reader) policy(e entry) Policy {
	m := r.Mapping(e, kindPolicy)
	defer m.Close()
	if version := m.Take("policy"); !version.Given() {
		m.Lack("Begin the file with policy: 1.", "the key policy, the version of the form, is missing")
	} else if n := r.Number(version); n >= 0 && n != Version {
		r.Fault(version.Line, "This program reads policy: 1.", "policy %d is a form that is not known", n)
	}
	defaults := form{}
	if d := m.Take("defaults"); d.Given() {
		dm := r.Mapping(d, kindDefaults)
		defaults = r.form(dm, defaults)
		dm.Close()
	}
	var p Policy
	checks := m.Take("checks")
	if !checks.Given() {
		m.Lack("List at least one check.", "the key checks is missing")
	}
	for _, item := range r.Items(checks) {
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
		if e.Given() && !f.first.Given() {
			f.first = e
		}
		return e
	}
	if e := note(m.Take("searchHub")); e.Given() {
		f.SearchHub = r.Text(e)
	}
	if e := note(m.Take("pipeline")); e.Given() {
		f.Pipeline = r.Text(e)
	}
	if e := note(m.Take("filter")); e.Given() {
		f.Filter = r.expression(e)
	}
	if e := note(m.Take("userGroups")); e.Given() {
		f.UserGroups = nil
		for _, group := range r.Items(e) {
			f.UserGroups = append(f.UserGroups, r.Text(group))
		}
	}
	if e := note(m.Take("validFor")); e.Given() {
		life := r.duration(e)
		if err := coveoapi.CheckSearchTokenValidity(life); err != nil {
			r.Input(e, err)
		}
		f.ValidForMillis = life.Milliseconds()
	}
	return f
}

func (r *reader) check(e entry, defaults form) Check {
	m := r.Mapping(e, kindCheck)
	defer m.Close()
	c := Check{Line: m.Line, Name: r.Text(m.Take("name"))}
	as, given, platform := m.Take("as"), m.Take("token"), m.Take("platformToken")
	own := r.form(m, defaults)
	if as.Given() {
		c.Persona, c.Form = r.persona(as), own.SearchTokenRequest
	} else if own.first.Given() {
		r.Fault(own.first.Line, "Take it out, or put it into the query.", "%s belongs to a search token that is minted for as", own.first.Key)
	}
	if given.Given() {
		c.Token = r.token(given)
	}
	if platform.Given() {
		c.Platform = r.platformToken(platform)
	}
	if count := countGiven(as, given, platform); count != 1 {
		m.Lack("Write one of as, token and platformToken.", "a check needs exactly one who acts, and here are %d", count)
	}
	if query := m.Take("query"); query.Given() {
		c.Query = r.query(query)
	}
	c.Query.EnableQuerySyntax = true
	if expect := m.Take("expect"); expect.Given() {
		c.Assertions = r.expect(expect, c.Form)
	} else {
		m.Lack("Say what must hold, for example expect: {results: {atLeast: 1}}.", "a check needs expect")
	}
	return c
}

func countGiven(entries ...entry) int {
	count := 0
	for _, e := range entries {
		if e.Given() {
			count++
		}
	}
	return count
}

// persona reads who a query is run as: a text, an identity in its parts, or a list of
// them.
func (r *reader) persona(e entry) *persona.Persona {
	items := r.Items(e)
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
	text, plain := strictyaml.ScalarText(e.Node)
	if !plain {
		p := persona.User(r.identity(e))
		return &p
	}
	p, err := persona.Parse(text)
	if err != nil {
		r.Input(e, err)
	}
	return &p
}

func (r *reader) identity(e entry) coveoapi.UserID {
	m := r.Mapping(e, kindIdentity)
	defer m.Close()
	id := coveoapi.UserID{Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}
	name := m.Take("name")
	if id.Name = r.Text(name); !name.Given() {
		m.Lack("Write for example name: asmith@example.com.", "an identity needs a name")
	}
	if provider := m.Take("provider"); provider.Given() {
		id.Provider = r.Text(provider)
	}
	if kind := m.Take("type"); kind.Given() {
		known, ok := coveoapi.ParseIdentityType(r.Text(kind))
		if !ok {
			r.Fault(kind.Line, "The type is User, Group, VirtualGroup or Unknown.", "type is not one of an identity")
		}
		id.Type = known
	}
	return id
}

func (r *reader) token(e entry) *TokenRef {
	m := r.Mapping(e, kindToken)
	defer m.Close()
	ref := TokenRef{File: r.Text(m.Take("file")), Env: r.Text(m.Take("env"))}
	if (ref.File == "") == (ref.Env == "") {
		m.Lack("A token itself does not belong into a policy.", "token needs a file, or env for the name of a variable, and not both")
	}
	return &ref
}

func (r *reader) platformToken(e entry) *coveoapi.PlatformTokenRequest {
	m := r.Mapping(e, kindPlatformToken)
	defer m.Close()
	request := coveoapi.PlatformTokenRequest{}
	privileges := m.Take("privileges")
	if request.Privileges = r.privileges(privileges); !privileges.Given() {
		m.Lack("Name at least one.", "a platform token needs privileges")
	}
	if users := m.Take("userIds"); users.Given() {
		request.UserIDs = r.persona(users).UserIDs
	}
	if life := m.Take("validFor"); life.Given() {
		request.Validity = r.duration(life)
	}
	return &request
}

func (r *reader) privileges(e entry) []coveoapi.Privilege {
	var list []coveoapi.Privilege
	for _, item := range r.Items(e) {
		text := r.Text(item)
		if text == "" {
			continue
		}
		p, err := coveoapi.ParsePrivilege(text)
		if err != nil {
			r.Input(item, err)
		}
		list = append(list, p)
	}
	return list
}

// query reads a query: its text alone, or its parts.
func (r *reader) query(e entry) coveoapi.SearchQuery {
	if text, plain := strictyaml.ScalarText(e.Node); plain {
		return coveoapi.SearchQuery{Q: text}
	}
	m := r.Mapping(e, kindQuery)
	defer m.Close()
	return coveoapi.SearchQuery{
		Q: r.Text(m.Take("q")), AQ: r.expression(m.Take("aq")), CQ: r.expression(m.Take("cq")),
		SearchHub: r.Text(m.Take("searchHub")), Pipeline: r.Text(m.Take("pipeline")),
		Tab: r.Text(m.Take("tab")), Locale: r.Text(m.Take("locale")),
	}
}
