package preflight

import (
	"encoding/json"
	"strings"

	"coveotoken/coveoapi"
)

// ReadRequest reads what can be checked from the body of a token request, also from
// one that was written by hand. What cannot be read is left out.
func ReadRequest(kind coveoapi.BodyKind, body []byte) Request {
	if kind == coveoapi.PlatformTokenBody {
		return readPlatformRequest(body)
	}
	var search coveoapi.SearchTokenRequest
	_ = json.Unmarshal(body, &search) // as far as it goes
	return Request{
		SearchToken: true, UserIDs: named(search.UserIDs),
		Pipeline: strings.TrimSpace(search.Pipeline), SearchHub: strings.TrimSpace(search.SearchHub),
	}
}

func readPlatformRequest(body []byte) Request {
	var payload struct {
		Body struct {
			Privileges              []coveoapi.Privilege `json:"privileges"`
			AdditionalConfiguration struct {
				Search struct {
					UserIDs []coveoapi.UserID `json:"userIds"`
				} `json:"search"`
			} `json:"additionalConfiguration"`
		} `json:"body"`
	}
	_ = json.Unmarshal(body, &payload) // as far as it goes
	return Request{Privileges: payload.Body.Privileges, UserIDs: named(payload.Body.AdditionalConfiguration.Search.UserIDs)}
}

// named are the identities that name somebody: the provider of an empty row is not
// meant yet.
func named(ids []coveoapi.UserID) []coveoapi.UserID {
	var list []coveoapi.UserID
	for _, id := range ids {
		if strings.TrimSpace(id.Name) != "" {
			list = append(list, id)
		}
	}
	return list
}
