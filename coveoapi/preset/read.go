package preset

import (
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/strictyaml"
)

// MaxFileBytes is how long a preset's file may be.
const MaxFileBytes = strictyaml.MaxFileBytes

// FormatError says all that is wrong with a preset's file, by its lines.
type FormatError = strictyaml.FormatError

// The kinds of mapping in a file, as faults and the schema name them.
const (
	kindPreset    = "preset"
	kindUser      = "user"
	kindPrivilege = "privilege"
	kindCommerce  = "commerce"
	kindInternal  = "internal"
	kindQuery     = "query"
)

type (
	entry   = strictyaml.Entry
	mapping = strictyaml.Mapping
)

// reader reads a preset's file.
type reader struct{ *strictyaml.Reader }

func file() strictyaml.File {
	const help = "`coveo-token presets schema` prints the form."
	return strictyaml.File{Name: "preset", Help: help, Start: help}
}

// Parse reads a preset's file. The error is a *FormatError. Whether the values are
// right, such as a filter or a life, is judged where they are used.
func Parse(content []byte) (Preset, error) {
	yaml, root, err := file().Read(content)
	if err != nil {
		return Preset{}, err
	}
	r := &reader{yaml}
	p := r.preset(root)
	return p, r.Err()
}

func (r *reader) preset(e entry) Preset {
	m := r.Mapping(e, kindPreset)
	defer m.Close()
	r.version(m)
	return Preset{
		Kind: r.kind(m), Description: r.value(m.Take("description")),
		Users: r.users(m.Take("users")), Privileges: r.privileges(m.Take("privileges")),
		UserDisplayName: r.value(m.Take("userDisplayName")), UserGroups: r.names(m.Take("userGroups")),
		AnalyticsUserID: r.value(m.Take("analyticsUserId")), Subject: r.value(m.Take("sub")),
		SearchHub: r.value(m.Take("searchHub")), Pipeline: r.value(m.Take("pipeline")), Filter: r.value(m.Take("filter")),
		ValidFor: r.value(m.Take("validFor")), APIVersion: r.apiVersion(m.Take("apiVersion")),
		CanSeeUserProfileOf:        r.names(m.Take("canSeeUserProfileOf")),
		DictionaryFieldContext:     r.value(m.Take("dictionaryFieldContext")),
		AllowedDictionaryFieldKeys: r.value(m.Take("allowedDictionaryFieldKeys")),
		Commerce:                   r.commerce(m.Take("commerce")), Internal: r.internal(m.Take("internal")),
		Body: r.body(m.Take("body")), Query: r.query(m.Take("query")),
	}
}

func (r *reader) version(m *mapping) {
	version := m.Take("preset")
	if !version.Given() {
		m.Lack("Begin the file with preset: 1.", "the key preset, the version of the form, is missing")
	} else if n := r.Number(version); n >= 0 && n != Version {
		r.Fault(version.Line, "This program reads preset: 1.", "preset %d is a form that is not known", n)
	}
}

func (r *reader) kind(m *mapping) Kind {
	e := m.Take("kind")
	if !e.Given() {
		m.Lack("Write kind: search, or kind: platform.", "the key kind, of the token, is missing")
		return Search
	}
	kind := Kind(r.Text(e))
	if kind != Search && kind != Platform {
		r.Fault(e.Line, "Write search or platform.", "%q is not a kind of token", string(kind))
	}
	return kind
}

// value reads a text that may be missing. A secret in it is refused.
func (r *reader) value(e entry) string {
	if !e.Given() {
		return ""
	}
	return r.harmless(e, r.Text(e))
}

func (r *reader) harmless(e entry, text string) string {
	if holdsSecret(text) {
		r.Fault(e.Line, "Take it out, and treat it as exposed if others have seen the file.", "%s looks like an API key or token, which a preset never holds", e.Key)
		return ""
	}
	return text
}

// names reads a list of names. The form separates them by commas.
func (r *reader) names(e entry) []string {
	var names []string
	for _, item := range r.Items(e) {
		name := r.value(item)
		if strings.Contains(name, ",") {
			r.Fault(item.Line, "Write each as an item of a list; a name with a comma fits only into a body.", "%s separates names by commas, and this one has a comma in it", e.Key)
		}
		names = append(names, name)
	}
	return names
}

func (r *reader) apiVersion(e entry) coveoapi.SearchTokenVersion {
	name := r.value(e)
	for version := coveoapi.SearchTokenV2; version <= coveoapi.SearchTokenLegacy; version++ {
		if name == version.Name() {
			return version
		}
	}
	if name != "" {
		r.Fault(e.Line, "Write v2, v3 or legacy.", "%q is not a version of the call", name)
	}
	return coveoapi.SearchTokenV2
}

// body reads the JSON body as it stands, with its line breaks.
func (r *reader) body(e entry) string {
	if !e.Given() {
		return ""
	}
	text, ok := strictyaml.ScalarText(e.Node)
	if !ok {
		r.Fault(e.Line, "Write it as body: | with the JSON below, indented.", "body must be a text")
	}
	if concealed(text) {
		r.Fault(e.Line, "Take password, authCookie and superUserToken out of it.", "body holds a secret, which a preset never does")
	}
	return r.harmless(e, text)
}

func (r *reader) query(e entry) *Query {
	if !e.Given() {
		return nil
	}
	if _, plain := strictyaml.ScalarText(e.Node); plain {
		return &Query{Q: r.value(e)}
	}
	m := r.Mapping(e, kindQuery)
	defer m.Close()
	return &Query{Q: r.value(m.Take("q")), AQ: r.value(m.Take("aq")), CQ: r.value(m.Take("cq"))}
}
