package common

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/recorded"
	"coveotoken/jwtview"
)

// Imported is a recorded request that was pasted.
type Imported struct {
	Recording recorded.Recording
	// Entry is which of its requests is looked at, from 0.
	Entry int
}

// Request is the request that is looked at.
func (i *Imported) Request() recorded.Request { return i.Recording.Requests[i.Entry] }

// ImportedMsg says that a recorded request was pasted, or another one of it chosen; it
// goes to every screen.
type ImportedMsg struct{}

func (ImportedMsg) broadcast() {}

// PasteMsg asks the Token step to open its field for pasting.
type PasteMsg struct{}

// Owner implements Addressed.
func (PasteMsg) Owner() ID { return Token }

// AskForPaste returns a command that goes to the Token step and opens its field.
func AskForPaste() tea.Cmd {
	return tea.Sequence(GoTo(Token), func() tea.Msg { return PasteMsg{} })
}

// OpenPasted opens what was pasted: a token, or a recorded request with the token and
// the query in it. cmd tells the screens. err is a *jwtview.SyntaxError or a
// *coveoapi.InputError; nothing changes then.
func (s *Session) OpenPasted(pasted string) (cmd tea.Cmd, err error) {
	if !recorded.Looks(pasted) {
		if err := s.OpenToken(coveoapi.NewSecret(pasted), ""); err != nil {
			return nil, err
		}
		return message(TokenOpenedMsg{}), nil
	}
	recording, err := recorded.Parse(pasted)
	if err != nil {
		return nil, err
	}
	return s.importEntry(Imported{Recording: recording})
}

// ImportNext looks at the next request of the recording, the first after the last.
func (s *Session) ImportNext() tea.Cmd {
	next := *s.Imported
	next.Entry = (next.Entry + 1) % len(next.Recording.Requests)
	cmd, err := s.importEntry(next)
	if err != nil {
		return Notify("This request holds neither a token nor a query.")
	}
	return cmd
}

// importEntry opens the token of a request and fills the draft from its claims.
func (s *Session) importEntry(imported Imported) (tea.Cmd, error) {
	request := imported.Request()
	if request.Token == nil && request.Query == nil {
		return nil, &coveoapi.InputError{
			Field: "request", Reason: "holds neither a token nor a query",
			Remedy: "Copy the search that fails, with its Authorization header.",
		}
	}
	s.Imported = &imported
	cmds := []tea.Cmd{message(ImportedMsg{})}
	if request.Token != nil {
		s.Current = &OpenToken{Secret: request.TokenSecret, Decoded: request.Token}
		if form, ok := recorded.FormOf(request.Token); ok {
			*s.Draft = *DraftOfForm(form)
			cmds = append(cmds, message(DraftChangedMsg{}))
		}
		cmds = append(cmds, message(TokenOpenedMsg{}))
	}
	return tea.Sequence(cmds...), nil
}

func message(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// DraftOfForm is the draft that would ask for such a token.
func DraftOfForm(form recorded.TokenForm) *Draft {
	d := NewDraft()
	if users := form.Users(); len(users) > 0 {
		d.UserIDs = slices.Clone(users)
	}
	if form.Kind == jwtview.KindPlatform {
		p := form.Platform
		d.Kind, d.Privileges, d.Subject = PlatformToken, p.Privileges, p.Subject
		d.DisplayName, d.AnalyticsUserID, d.Validity = p.AnalyticsDisplayName, p.AnalyticsUserID, validityText(p.Validity)
		return d
	}
	r := form.Search
	d.DisplayName, d.Groups = r.UserDisplayName, strings.Join(r.UserGroups, ", ")
	d.SearchHub, d.Pipeline, d.Filter = r.SearchHub, r.Pipeline, r.Filter
	d.Validity = validityText(time.Duration(r.ValidForMillis) * time.Millisecond)
	for row, user := range d.UserIDs {
		d.SetUserInfos(row, objectText(user.Infos))
	}
	d.Advanced.CanSeeUserProfileOf = strings.Join(r.CanSeeUserProfileOf, ", ")
	d.Advanced.DictionaryFieldContext = objectText(r.DictionaryFieldContext)
	d.Advanced.AllowedDictionaryFieldKeys = objectText(r.AllowedDictionaryFieldKeys)
	if r.Commerce != nil {
		d.Advanced.Commerce = *r.Commerce
	}
	d.Internal = Internal{
		SalesforceOrganizationID: r.SalesforceOrganizationID, SalesforceUser: r.SalesforceUser,
		SalesforceCommunityURL: r.SalesforceCommunityURL, SalesforceFallbackToAdmin: r.SalesforceFallbackToAdmin,
		UserType: r.UserType, LicenseDefinitionKey: r.LicenseDefinitionKey,
		Scope: scopeText(r.Scope),
	}
	return d
}

// scopeText is a scope as it is typed, "" for none.
func scopeText(scope int32) string {
	if scope == 0 {
		return ""
	}
	return strconv.Itoa(int(scope))
}

// validityText is a life as it is typed, "" for none.
func validityText(life time.Duration) string {
	if life <= 0 {
		return ""
	}
	return coveoapi.FormatISODuration(life)
}

// objectText is an object as the fields for pairs take it, "" for none.
func objectText[V any](object map[string]V) string {
	if len(object) == 0 {
		return ""
	}
	encoded, err := json.Marshal(object)
	if err != nil {
		return ""
	}
	return string(encoded)
}
