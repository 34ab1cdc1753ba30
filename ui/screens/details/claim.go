package details

import (
	"coveotoken/jwtview"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

// withClaims has every field say which claim of the token it becomes.
func (s *Screen) withClaims(sections []formkit.Section) []formkit.Section {
	kind := jwtview.KindSearch
	if s.session.Draft.Kind == common.PlatformToken {
		kind = jwtview.KindPlatform
	}
	for i := range sections {
		for j := range sections[i].Fields {
			field := &sections[i].Fields[j]
			field.More = becomes(kind, field.ID)
		}
	}
	return sections
}

// becomes says which claim a field becomes, what that changes and where it is
// documented, or is "".
func becomes(kind jwtview.Kind, field string) string {
	if _, isUser := rowOf(field); isUser {
		field = jwtview.FieldUsers
	}
	claim, ok := jwtview.ClaimOf(kind, field)
	if !ok {
		return ""
	}
	words := "Becomes the claim " + claim.Path + "."
	if claim.Effect != "" {
		words += " On queries: " + claim.Effect
	}
	return words + " (" + claim.Source + ")"
}
