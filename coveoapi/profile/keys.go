package profile

import (
	"coveotoken/coveoapi"
	"coveotoken/jwtview/safetext"
)

// Keys are the credentials used with a profile during a session.
type Keys struct {
	// Minting creates tokens; Catalog may list privileges. Catalog may be zero.
	Minting, Catalog coveoapi.Secret
}

// Of gives the key with a role.
func (k Keys) Of(role Role) coveoapi.Secret {
	if role == CatalogRole {
		return k.Catalog
	}
	return k.Minting
}

// Set sets the key with a role.
func (k *Keys) Set(role Role, key coveoapi.Secret) {
	if role == CatalogRole {
		k.Catalog = key
		return
	}
	k.Minting = key
}

// Role is what a key is for.
type Role string

// The roles of keys.
const (
	MintingRole Role = "minting"
	CatalogRole Role = "catalog"
)

// Roles lists the roles.
func Roles() []Role { return []Role{MintingRole, CatalogRole} }

// Title names the key with that role in a sentence.
func (r Role) Title() string {
	if r == CatalogRole {
		return "catalogue key"
	}
	return "API key"
}

// keyringWord is what the file says of a key that is in the keyring.
const keyringWord = "keyring"

// Source says where a key is kept: at most one of the fields is set. The zero Source
// is a key that is not kept at all.
type Source struct {
	// Keyring says that it is in the operating system's keyring.
	Keyring bool
	// Command prints it. File is the path of a file that holds it.
	Command, File string
}

// String says where the key is, without showing it, such as "the keyring" or "the
// output of a command".
func (s Source) String() string {
	switch {
	case s.Keyring:
		return "the keyring"
	case s.Command != "":
		return "the output of a command"
	case s.File != "":
		return "a file"
	default:
		return "nowhere"
	}
}

// Source says where the key with a role is kept.
func (p Profile) Source(role Role) Source {
	if role == CatalogRole {
		return Source{Keyring: p.CatalogKey != "", Command: p.CatalogKeyCommand, File: p.CatalogKeyFile}
	}
	return Source{Keyring: p.Key != "", Command: p.KeyCommand, File: p.KeyFile}
}

// WithSource is the profile with another place for the key with a role.
func (p Profile) WithSource(role Role, source Source) Profile {
	word := ""
	if source.Keyring {
		word = keyringWord
	}
	if role == CatalogRole {
		p.CatalogKey, p.CatalogKeyCommand, p.CatalogKeyFile = word, source.Command, source.File
		return p
	}
	p.Key, p.KeyCommand, p.KeyFile = word, source.Command, source.File
	return p
}

// Keeps reports whether any key is kept for the profile.
func (p Profile) Keeps() bool {
	return p.Source(MintingRole) != Source{} || p.Source(CatalogRole) != Source{}
}

// checkSource returns what is wrong with where a key is kept.
func (p Profile) checkSource(role Role) error {
	field, word := "key", p.Key
	if role == CatalogRole {
		field, word = "catalog_key", p.CatalogKey
	}
	if word != "" && word != keyringWord {
		return &coveoapi.InputError{
			Field: field, Reason: "can only be the word keyring: keys themselves are never kept in this file",
			Remedy: "Take it out and run `coveo-token login`; if it was a real key, replace it, because it was in this file in clear.",
		}
	}
	source := p.Source(role)
	places := 0
	for _, set := range []bool{source.Keyring, source.Command != "", source.File != ""} {
		if set {
			places++
		}
	}
	if places > 1 {
		return &coveoapi.InputError{
			Field: field, Reason: "is kept in more than one place",
			Remedy: "Leave one of " + field + ", " + field + "_command and " + field + "_file.",
		}
	}
	if redactor := new(safetext.Redactor); redactor.Redact(source.Command) != source.Command {
		return &coveoapi.InputError{
			Field: field + "_command", Reason: "holds an API key or token in clear",
			Remedy: "Name the secret by its reference, as in: op read op://work/coveo/key. Replace the one that was here.",
		}
	}
	if source.File != "" && !isAbsolute(source.File) {
		return &coveoapi.InputError{
			Field: field + "_file", Reason: "is not an absolute path",
			Remedy: "Write the whole path, or start it with ~/.",
		}
	}
	return nil
}
