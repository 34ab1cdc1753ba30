package common

import (
	"slices"
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
	// Infos are the infos of the rows of UserIDs, as typed; see UserInfos.
	Infos []string
	// DisplayName is the search token's userDisplayName and the platform token's
	// analytics userDisplayName.
	DisplayName     string
	AnalyticsUserID string
	Groups          string // separated by commas
	SearchHub       string
	Pipeline        string
	Filter          string
	Validity        string // as typed, such as "24h"; empty for the server's default
	Subject         string // the platform token's sub

	// Version is the path at which a search token is asked for.
	Version  coveoapi.SearchTokenVersion
	Advanced Advanced
	Internal Internal
	// Raw are the bodies that were edited by hand, by kind of token. Where there is
	// one, it is sent instead of what the form makes.
	Raw [PlatformToken + 1][]byte
	// Aside are those of them that were set aside to go back to the form.
	Aside [PlatformToken + 1][]byte
}

// Advanced are the attributes of a search token that few need, as typed.
type Advanced struct {
	CanSeeUserProfileOf string // separated by commas
	// DictionaryFieldContext and AllowedDictionaryFieldKeys are pairs or JSON; see
	// ParseDictionaryContext and ParseDictionaryKeys. Only one of them may be set.
	DictionaryFieldContext     string
	AllowedDictionaryFieldKeys string
	Commerce                   coveoapi.CommerceParameters
}

// Internal are the attributes of a search token that are internal or deprecated, as
// typed. Coveo asks not to set them by hand.
type Internal struct {
	SalesforceOrganizationID  string
	SalesforceUser            string
	SalesforceCommunityURL    string
	SalesforceFallbackToAdmin bool
	UserType                  string
	LicenseDefinitionKey      string
	SuperUserToken            string
	Scope                     string // a number
}

// NewDraft is an empty search token request with one empty user row.
func NewDraft() *Draft {
	return &Draft{UserIDs: []coveoapi.UserID{{Provider: coveoapi.EmailSecurityProvider, Type: coveoapi.IdentityUser}}}
}

// Clone is the draft as it is now, which later changes of the form do not reach: the
// form edits the rows of user IDs in their places.
func (d *Draft) Clone() Draft {
	clone := *d
	clone.UserIDs = slices.Clone(d.UserIDs)
	return clone
}

// SearchRequest builds the search token request from the form. err is the first
// input that is wrong, an *coveoapi.InputError; the request then holds what is
// right.
func (d *Draft) SearchRequest() (request coveoapi.SearchTokenRequest, err error) {
	validity, err := d.validity()
	if err == nil {
		err = coveoapi.CheckSearchTokenValidity(validity)
	}
	users, wrongInfos := d.filledUserIDs()
	request = coveoapi.SearchTokenRequest{
		UserIDs:         users,
		UserDisplayName: strings.TrimSpace(d.DisplayName),
		UserGroups:      ParseList(d.Groups),
		SearchHub:       strings.TrimSpace(d.SearchHub),
		Pipeline:        strings.TrimSpace(d.Pipeline),
		Filter:          strings.TrimSpace(d.Filter),
		ValidForMillis:  validity.Milliseconds(),
	}
	return request, firstError(err, wrongInfos, d.Advanced.into(&request), d.Internal.into(&request))
}

// into adds the attributes to a request.
func (a Advanced) into(request *coveoapi.SearchTokenRequest) error {
	var wrongContext, wrongKeys error
	request.CanSeeUserProfileOf = ParseList(a.CanSeeUserProfileOf)
	request.DictionaryFieldContext, wrongContext = ParseDictionaryContext(a.DictionaryFieldContext)
	request.AllowedDictionaryFieldKeys, wrongKeys = ParseDictionaryKeys(a.AllowedDictionaryFieldKeys)
	commerce := coveoapi.CommerceParameters{
		CatalogID: strings.TrimSpace(a.Commerce.CatalogID),
		Filter:    strings.TrimSpace(a.Commerce.Filter),
		Operation: strings.TrimSpace(a.Commerce.Operation),
	}
	if commerce != (coveoapi.CommerceParameters{}) {
		request.Commerce = &commerce
	}
	return firstError(wrongContext, wrongKeys)
}

// into adds the attributes to a request.
func (i Internal) into(request *coveoapi.SearchTokenRequest) (err error) {
	request.SalesforceOrganizationID = strings.TrimSpace(i.SalesforceOrganizationID)
	request.SalesforceUser = strings.TrimSpace(i.SalesforceUser)
	request.SalesforceCommunityURL = strings.TrimSpace(i.SalesforceCommunityURL)
	request.SalesforceFallbackToAdmin = i.SalesforceFallbackToAdmin
	request.UserType = strings.TrimSpace(i.UserType)
	request.LicenseDefinitionKey = strings.TrimSpace(i.LicenseDefinitionKey)
	request.SuperUserToken = strings.TrimSpace(i.SuperUserToken)
	request.Scope, err = ParseScope(i.Scope)
	return err
}

// PlatformRequest builds the platform token request from the form, as SearchRequest
// does.
func (d *Draft) PlatformRequest() (request coveoapi.PlatformTokenRequest, err error) {
	validity, err := d.validity()
	users, _ := d.filledUserIDs() // whose infos a platform token does not take
	request = coveoapi.PlatformTokenRequest{
		Privileges:           d.Privileges,
		UserIDs:              users,
		AnalyticsUserID:      strings.TrimSpace(d.AnalyticsUserID),
		AnalyticsDisplayName: strings.TrimSpace(d.DisplayName),
		Subject:              strings.TrimSpace(d.Subject),
		Validity:             validity,
	}
	return request, err
}

// Call builds the request that minting the draft would send to target: with the body
// that was edited by hand, or else with what the form makes. The request is returned
// as far as it can be built even when err says what is wrong with it.
func (d *Draft) Call(target coveoapi.Target) (coveoapi.Request, error) {
	if raw := d.RawBody(); raw != nil {
		return d.rawCall(target, raw)
	}
	return d.formCall(target)
}

func (d *Draft) formCall(target coveoapi.Target) (coveoapi.Request, error) {
	if d.Kind == PlatformToken {
		body, invalid := d.PlatformRequest()
		call, err := target.PlatformTokenCall(body)
		return call, firstError(invalid, err)
	}
	body, invalid := d.SearchRequest()
	call, err := target.SearchTokenCall(d.Version, body)
	return call, firstError(invalid, err)
}

func (d *Draft) validity() (time.Duration, error) {
	if strings.TrimSpace(d.Validity) == "" {
		return 0, nil
	}
	return coveoapi.ParseValidity(d.Validity)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
