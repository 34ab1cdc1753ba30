package grant

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// valueCell is the value at a path, in words that are the same for values that mean
// the same: lists are sets, and an identity without a type is a user.
func valueCell(path string, values map[string]any) Cell {
	value, there := values[path]
	if !there {
		return absent()
	}
	list, isList := value.([]any)
	switch {
	case isList && (path == searchUsersPath || path == platformUsersPath):
		return held(words(list, identityText))
	case isList:
		return held(words(list, valueText))
	default:
		return held(valueText(value))
	}
}

// words lists the items of a set.
func words(list []any, text func(any) string) string {
	items := make([]string, len(list))
	for i, item := range list {
		items[i] = text(item)
	}
	slices.Sort(items)
	return strings.Join(slices.Compact(items), ", ")
}

// identityText writes a user ID as users write it, its infos behind it.
func identityText(value any) string {
	text, err := json.Marshal(value)
	var id struct {
		coveoapi.UserID
		Infos map[string]any `json:"infos"`
	}
	if err != nil || json.Unmarshal(text, &id) != nil {
		return valueText(value)
	}
	if id.Type == "" {
		id.Type = coveoapi.IdentityUser
	}
	if len(id.Infos) == 0 {
		return id.UserID.String()
	}
	return id.UserID.String() + " " + valueText(id.Infos)
}

// valueText writes text as it is, and everything else as JSON with sorted names.
func valueText(value any) string {
	if text, ok := value.(string); ok && text != "" {
		return text
	}
	text, err := json.Marshal(value)
	if err != nil { // cannot be: it was JSON
		return fmt.Sprint(value)
	}
	return string(text)
}
