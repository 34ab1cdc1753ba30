package recorded

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// raw is a request as it stood in the text.
type raw struct {
	method, url string
	headers     []coveoapi.HeaderField
	body        []byte
	har         bool
	sentAt      time.Time
	answer      *rawAnswer
	notes       []string
}

// addQuery puts data into the URL, before its fragment.
func (r *raw) addQuery(query string) {
	if query == "" {
		return
	}
	address, fragment, _ := strings.Cut(r.url, "#")
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	r.url = address + separator + query
	if fragment != "" {
		r.url += "#" + fragment
	}
}

// header is the first value of a header.
func (r *raw) header(name string) string {
	for _, field := range r.headers {
		if strings.EqualFold(field.Name, name) {
			return field.Value
		}
	}
	return ""
}

func (r *raw) note(format string, arguments ...any) {
	if text := fmt.Sprintf(format, arguments...); !slices.Contains(r.notes, text) {
		r.notes = append(r.notes, text)
	}
}

// isForm reports whether the body is a form, as Coveo's older pages send.
func (r *raw) isForm() bool {
	mediaType, _, _ := mime.ParseMediaType(r.header("Content-Type"))
	return mediaType == formType && !strings.HasPrefix(strings.TrimSpace(string(r.body)), "{")
}

// request reads what the request is, asks and carries.
func (r *raw) request() (Request, error) {
	address, err := url.Parse(r.url)
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		return Request{}, inputError("has an address that is no URL", "Copy the whole request again.")
	}
	request := Request{Method: r.method, SentAt: r.sentAt, Call: classify(r.method, address.Path)}
	form := url.Values{}
	if r.isForm() {
		form, _ = url.ParseQuery(string(r.body)) // what cannot be read of it is left out
	}
	sent := r.credential(address, form)
	request.Place = sent.place
	request.setCredential(sent.text, r)
	if address.User != nil {
		r.note(noPassword)
	}
	parameters := stripAddress(address)
	request.URL = address.String()
	request.base = address.Scheme + "://" + strings.ToLower(address.Host) + request.Call.prefix
	if request.Call.Kind == SearchCall {
		request.Query = r.query(parameters, form)
		if strings.Contains(address.Path, "/v3") {
			r.note("It was sent to version 3 of the operation; it is run again with version 2.")
		}
	}
	request.setAnswer(r.answer, sent.text)
	request.OrganizationID = request.organization(parameters, address)
	r.noteLeftOut()
	request.Notes = r.notes
	return request, nil
}

// stripAddress takes the credential, the user and the fragment out of an address, and
// gives its parameters.
func stripAddress(address *url.URL) url.Values {
	var kept []string
	for pair := range strings.SplitSeq(address.RawQuery, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(name); pair != "" && (err != nil || !isCredentialParameter(plain)) {
			kept = append(kept, pair)
		}
	}
	address.RawQuery = strings.Join(kept, "&")
	address.User, address.Fragment, address.RawFragment = nil, "", ""
	parameters, _ := url.ParseQuery(address.RawQuery)
	return parameters
}

func isCredentialParameter(name string) bool {
	return strings.EqualFold(name, "access_token") || strings.EqualFold(name, "accessToken")
}

// sentCredential is a credential as it stood in the text.
type sentCredential struct {
	text  string
	place coveoapi.CredentialPlace
}

// credential finds the credential: in the header, in the address, its fragment, or
// the form.
func (r *raw) credential(address *url.URL, form url.Values) sentCredential {
	var found []sentCredential
	if header := r.header("Authorization"); header != "" {
		scheme, _, _ := strings.Cut(header, " ")
		if strings.EqualFold(scheme, "Basic") {
			r.note(noPassword)
		} else {
			found = append(found, sentCredential{header, coveoapi.InAuthorizationHeader})
		}
	}
	_, fragment, ok := strings.Cut(address.Fragment, "?") // of a page that keeps its state there
	if !ok {
		fragment = strings.TrimLeft(address.Fragment, "/")
	}
	inFragment, _ := url.ParseQuery(fragment)
	inAddress, _ := url.ParseQuery(address.RawQuery)
	for _, values := range []url.Values{inAddress, inFragment, form} {
		for name, value := range values {
			if isCredentialParameter(name) && value[0] != "" {
				found = append(found, sentCredential{value[0], coveoapi.InAccessTokenParameter})
			}
		}
	}
	switch len(found) {
	case 0:
		return sentCredential{}
	case 1:
	default:
		r.note("It carries several credentials; the first is taken, that of the Authorization header if there is one.")
	}
	return found[0]
}

// setCredential says what the credential is.
func (request *Request) setCredential(text string, r *raw) {
	request.CredentialKind = NoCredential
	if text == "" {
		r.note("%s", noCredentialNote(r.har))
		return
	}
	token, err := jwtview.Decode(text)
	if err == nil {
		request.CredentialKind = TokenCredential
		request.Token, request.TokenSecret = token, coveoapi.NewSecret(token.Compact)
		request.Credential = request.TokenSecret
		return
	}
	credential, _ := coveoapi.CleanCredential(text)
	var syntax *jwtview.SyntaxError
	switch {
	case !credential.Usable() || strings.ContainsAny(text, "$<>{}[]%*"):
		r.note("Its credential is a variable or a placeholder, not a value.")
	case errors.As(err, &syntax) && syntax.ID == "api_key":
		request.Credential, request.CredentialKind = credential, KeyCredential
	default:
		request.Credential, request.CredentialKind = credential, OtherCredential
	}
}

func noCredentialNote(har bool) string {
	if har {
		return "It carries no credential: browsers leave it out of a HAR unless it is exported with sensitive data."
	}
	return "It carries no credential."
}

// organization finds the organization that a request names.
func (request *Request) organization(parameters url.Values, address *url.URL) string {
	candidates := []string{parameters.Get("organizationId")}
	if _, rest, ok := strings.Cut(address.Path, "/rest/organizations/"); ok {
		id, _, _ := strings.Cut(rest, "/")
		candidates = append(candidates, id)
	}
	candidates = append(candidates, hostOrganization(address.Hostname()))
	if request.Token != nil {
		candidates = append(candidates, request.Token.Organization())
	}
	for _, id := range candidates {
		if coveoapi.CheckOrganizationID(id) == nil {
			return id
		}
	}
	return ""
}

// noteLeftOut says which headers are not sent again.
func (r *raw) noteLeftOut() {
	others := 0
	for _, field := range r.headers {
		switch http.CanonicalHeaderKey(field.Name) {
		case "Cookie":
			r.note(noCookies)
		case "Authorization", "Content-Type", "Accept", "Content-Length", "User-Agent", "Host":
		default:
			others++
		}
	}
	if others > 0 {
		r.note("Also left out: %s, such as those that a browser adds.", english.Plural(others, "other header", ""))
	}
}
