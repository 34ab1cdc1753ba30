package common

import (
	"strings"
	"time"

	"coveotoken/coveoapi"
)

// TokenKind is the kind of token a draft is for.
type TokenKind int

// The kinds of token that can be minted.
const (
	SearchToken TokenKind = iota
	PlatformToken
)

// String implements fmt.Stringer.
func (k TokenKind) String() string {
	if k == PlatformToken {
		return "platform token"
	}
	return "search token"
}

// Draft is a token request as typed so far. Both kinds share one draft, so that
// switching keeps what both understand.
type Draft struct {
	Kind       TokenKind
	Privileges []coveoapi.Privilege // picked, for a platform token
	UserIDs    []coveoapi.UserID    // rows as typed; empty rows are left out
	// DisplayName is the search token's userDisplayName and the platform token's
	// analytics userDisplayName.
	DisplayName     string
	AnalyticsUserID string
	Groups          string // separated by commas
	SearchHub       string
	Pipeline        string
	Filter          string
	Validity        string // as typed, such as "24h"; empty for the server's default
}

// NewDraft is an empty search token request with one empty user row.
func NewDraft() *Draft {
	return &Draft{UserIDs: []coveoapi.UserID{{Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}}}
}

// SearchRequest builds the search token request. err is the first input that is
// wrong, an *coveoapi.InputError; the request then holds what is right.
func (d *Draft) SearchRequest() (request coveoapi.SearchTokenRequest, err error) {
	validity, err := d.validity()
	if err == nil {
		err = coveoapi.CheckSearchTokenValidity(validity)
	}
	request = coveoapi.SearchTokenRequest{
		UserIDs:         d.filledUserIDs(),
		UserDisplayName: strings.TrimSpace(d.DisplayName),
		UserGroups:      d.groups(),
		SearchHub:       strings.TrimSpace(d.SearchHub),
		Pipeline:        strings.TrimSpace(d.Pipeline),
		Filter:          strings.TrimSpace(d.Filter),
		ValidForMillis:  validity.Milliseconds(),
	}
	return request, err
}

// PlatformRequest builds the platform token request, as SearchRequest does.
func (d *Draft) PlatformRequest() (request coveoapi.PlatformTokenRequest, err error) {
	validity, err := d.validity()
	request = coveoapi.PlatformTokenRequest{
		Privileges:           d.Privileges,
		UserIDs:              d.filledUserIDs(),
		AnalyticsUserID:      strings.TrimSpace(d.AnalyticsUserID),
		AnalyticsDisplayName: strings.TrimSpace(d.DisplayName),
		Validity:             validity,
	}
	return request, err
}

// Call builds the request that minting the draft would send to target. The request
// is returned as far as it can be built even when err says what is wrong with it.
func (d *Draft) Call(target coveoapi.Target) (coveoapi.Request, error) {
	if d.Kind == PlatformToken {
		body, invalid := d.PlatformRequest()
		call, err := target.PlatformTokenCall(body)
		return call, firstError(invalid, err)
	}
	body, invalid := d.SearchRequest()
	call, err := target.SearchTokenCall(coveoapi.SearchTokenV2, body)
	return call, firstError(invalid, err)
}

func (d *Draft) validity() (time.Duration, error) {
	if strings.TrimSpace(d.Validity) == "" {
		return 0, nil
	}
	return coveoapi.ParseValidity(d.Validity)
}

func (d *Draft) filledUserIDs() []coveoapi.UserID {
	filled := []coveoapi.UserID{}
	for _, id := range d.UserIDs {
		id.Name, id.Provider = strings.TrimSpace(id.Name), strings.TrimSpace(id.Provider)
		if id.Name != "" {
			filled = append(filled, id)
		}
	}
	return filled
}

func (d *Draft) groups() []string {
	var groups []string
	for group := range strings.SplitSeq(d.Groups, ",") {
		if group = strings.TrimSpace(group); group != "" {
			groups = append(groups, group)
		}
	}
	return groups
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
