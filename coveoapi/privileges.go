package coveoapi

import (
	"strings"
)

// Privilege is one grant of Coveo's authorization model
// (GlobalPrivilegeModel of the Authorization API).
type Privilege struct {
	// Type is the access level, such as VIEW, EDIT, CREATE or ENABLE. Some
	// answers leave it empty where others say ENABLE.
	Type         string `json:"type,omitempty"`
	TargetDomain string `json:"targetDomain"`
	// TargetID is the resource the privilege is limited to, or "*".
	TargetID string `json:"targetId,omitempty"`
	Owner    string `json:"owner"`
	// Level is kept as the server gave it, such as NORMAL or GLOBAL.
	Level string `json:"level,omitempty"`
}

const (
	// TypeEnable is the type of privileges that are simply held or not. The page
	// "Privilege reference" leaves it blank, the APIs say ENABLE; both mean the same.
	TypeEnable = "ENABLE"
	// AnyTarget is the targetId of a privilege that is not limited to a resource.
	AnyTarget = "*"
	// LevelNormal is the level in the requests of Coveo's documentation.
	LevelNormal = "NORMAL"
)

// String writes the privilege as ParsePrivilege reads it,
// "OWNER/DOMAIN:TYPE@TARGET", without the target when it is any. The level is not
// part of it.
func (p Privilege) String() string {
	text := p.Owner + "/" + p.TargetDomain
	if p.Type != "" {
		text += ":" + p.Type
	}
	if p.TargetID != "" && p.TargetID != AnyTarget {
		text += "@" + p.TargetID
	}
	return text
}

// Covers reports whether holding p is enough where wanted is asked for. Owner and
// domain must be the same; no type is the same as ENABLE; EDIT does not contain
// VIEW, because Coveo grants and lists them apart; the target "*", or none, covers
// every target. The level is ignored: no source gives its levels an order. The two
// names under which the sources know the privilege to impersonate in searches count
// as one: the documentation says IMPERSONATE, the OpenAPI document
// IMPERSONATE_SEARCH_API.
func (p Privilege) Covers(wanted Privilege) bool {
	return p.Owner == wanted.Owner &&
		p.documentedDomain() == wanted.documentedDomain() &&
		p.EffectiveType() == wanted.EffectiveType() &&
		(p.isForAnyTarget() || p.TargetID == wanted.TargetID)
}

// documentedDomain is the target domain under the name of the documentation.
func (p Privilege) documentedDomain() string {
	if p.Owner == "SEARCH_API" && p.TargetDomain == "IMPERSONATE_SEARCH_API" {
		return "IMPERSONATE"
	}
	return p.TargetDomain
}

// CoveredBy reports whether one of the held privileges covers p.
func (p Privilege) CoveredBy(held []Privilege) bool {
	for _, h := range held {
		if h.Covers(p) {
			return true
		}
	}
	return false
}

// EffectiveType is the type, ENABLE when there is none.
func (p Privilege) EffectiveType() string {
	if p.Type == "" {
		return TypeEnable
	}
	return p.Type
}

func (p Privilege) isForAnyTarget() bool { return p.TargetID == "" || p.TargetID == AnyTarget }

// ParsePrivilege reads "OWNER/DOMAIN[:TYPE][@TARGET]", such as
// "SEARCH_API/IMPERSONATE" or "SEARCH_API/QUERY_PIPELINE:VIEW@a1b2". Owner, domain
// and type may be in lower case. Without a type it is ENABLE, without a target "*";
// the level is NORMAL, as in the requests of Coveo's documentation. It returns an
// *InputError for the field "privilege".
func ParsePrivilege(text string) (Privilege, error) {
	identifiers, target, hasTarget := strings.Cut(strings.TrimSpace(text), "@")
	identifiers, privilegeType, hasType := strings.Cut(identifiers, ":")
	owner, domain, hasDomain := strings.Cut(identifiers, "/")
	p := Privilege{
		Owner:        strings.ToUpper(owner),
		TargetDomain: strings.ToUpper(domain),
		Type:         TypeEnable,
		TargetID:     AnyTarget,
		Level:        LevelNormal,
	}
	if hasType {
		p.Type = strings.ToUpper(privilegeType)
	}
	if hasTarget {
		p.TargetID = target
	}
	switch {
	case !hasDomain:
		return Privilege{}, privilegeError("has no “/” between its owner and its domain")
	case !isPrivilegeName(p.Owner), !isPrivilegeName(p.TargetDomain):
		return Privilege{}, privilegeError("needs an owner and a domain of letters, digits and “_”")
	case !isPrivilegeName(p.Type):
		return Privilege{}, privilegeError("has a “:” that no type follows")
	case !isToken(p.TargetID):
		return Privilege{}, privilegeError("has an “@” that no resource ID follows")
	}
	return p, nil
}

func privilegeError(reason string) *InputError {
	return &InputError{
		Field:  "privilege",
		Reason: reason,
		Remedy: "Write it as OWNER/DOMAIN[:TYPE][@TARGET], for example SEARCH_API/IMPERSONATE or PLATFORM/ORGANIZATION:VIEW.",
	}
}

// isPrivilegeName reports whether text is an identifier such as SEARCH_API.
func isPrivilegeName(text string) bool {
	for _, r := range text {
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' {
			return false
		}
	}
	return text != ""
}

// isToken reports whether text is printable ASCII without spaces.
func isToken(text string) bool {
	for _, r := range text {
		if r <= ' ' || r > '~' {
			return false
		}
	}
	return text != ""
}
