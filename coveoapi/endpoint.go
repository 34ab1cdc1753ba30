package coveoapi

import (
	"net/netip"
	"net/url"
	"strings"
)

// Endpoint holds the base URLs (scheme and host, no trailing slash) under which an
// organization is reached.
type Endpoint struct {
	// Spec is what the endpoint was made from: "organization", "us", "eu", "au",
	// "ca", "hipaa", "organization-hipaa" or a URL.
	Spec           string
	Platform       string // organization, privilege and platform token calls
	Search         string // search and search token calls
	Administration string // pipelines and other administration calls
	Analytics      string
}

// Target is an organization at an endpoint: all that is needed to build a request.
type Target struct {
	OrganizationID string
	Endpoint       Endpoint
}

// EndpointSpec is a named choice of endpoint.
type EndpointSpec struct {
	Spec, Meaning string
}

// OrganizationEndpointSpec is the endpoint choice that suits most organizations.
const OrganizationEndpointSpec = "organization"

const hipaaOrganizationSpec = "organization-hipaa"

// EndpointSpecs lists the named endpoint choices with a sentence each, in the
// order a user should see them.
func EndpointSpecs() []EndpointSpec {
	return []EndpointSpec{
		{OrganizationEndpointSpec, "The organization's own hosts, <organization>.org.coveo.com; right in every region."},
		{"us", "platform.cloud.coveo.com, the platform in the United States."},
		{"eu", "platform-eu.cloud.coveo.com, the platform in Europe (Ireland)."},
		{"au", "platform-au.cloud.coveo.com, the platform in Australia."},
		{"ca", "platform-ca.cloud.coveo.com, the platform in Canada."},
		{"hipaa", "platformhipaa.cloud.coveo.com, the platform for HIPAA organizations."},
		{hipaaOrganizationSpec, "A HIPAA organization's own hosts, <organization>.orghipaa.coveo.com."},
	}
}

// ParseEndpoint resolves a named choice or a URL for an organization. URLs must be
// https, or http on a loopback address; one URL then serves every kind of call. It
// returns an *InputError for the field "organization" or "endpoint" otherwise.
//
// The hosts are those of "Organization endpoints" (docs.coveo.com/en/mcc80216).
// Analytics goes to the organization's own host with every named choice.
func ParseEndpoint(spec, organizationID string) (Endpoint, error) {
	if err := CheckOrganizationID(organizationID); err != nil {
		return Endpoint{}, err
	}
	name := strings.ToLower(strings.TrimSpace(spec))
	switch name {
	case OrganizationEndpointSpec:
		return organizationEndpoint(name, organizationID, "org"), nil
	case hipaaOrganizationSpec:
		return organizationEndpoint(name, organizationID, "orghipaa"), nil
	case "us":
		return platformEndpoint(name, organizationID, "platform"), nil
	case "eu", "au", "ca":
		return platformEndpoint(name, organizationID, "platform-"+name), nil
	case "hipaa":
		endpoint := platformEndpoint(name, organizationID, "platformhipaa")
		endpoint.Analytics = organizationHost(organizationID, ".analytics.orghipaa")
		return endpoint, nil
	}
	return urlEndpoint(strings.TrimSpace(spec))
}

func organizationEndpoint(spec, organizationID, domain string) Endpoint {
	administration := organizationHost(organizationID, ".admin."+domain)
	return Endpoint{
		Spec:           spec,
		Platform:       administration,
		Search:         organizationHost(organizationID, "."+domain),
		Administration: administration,
		Analytics:      organizationHost(organizationID, ".analytics."+domain),
	}
}

func organizationHost(organizationID, domain string) string {
	return "https://" + strings.ToLower(organizationID) + domain + ".coveo.com"
}

func platformEndpoint(spec, organizationID, host string) Endpoint {
	base := "https://" + host + ".cloud.coveo.com"
	return Endpoint{
		Spec:           spec,
		Platform:       base,
		Search:         base,
		Administration: base,
		Analytics:      organizationHost(organizationID, ".analytics.org"),
	}
}

func urlEndpoint(spec string) (Endpoint, error) {
	parsed, err := url.Parse(spec)
	if err != nil || !strings.Contains(spec, "://") {
		return Endpoint{}, endpointError("is neither a known name nor a URL")
	}
	if err := checkURL(parsed); err != nil {
		return Endpoint{}, err
	}
	if parsed.RawQuery != "" || parsed.Fragment != "" {
		return Endpoint{}, endpointError("has a query or a fragment")
	}
	base := strings.TrimRight(parsed.String(), "/")
	return Endpoint{Spec: base, Platform: base, Search: base, Administration: base, Analytics: base}, nil
}

// checkURL lets pass only what a credential may be sent to: https, or http to this
// machine, and no user name or password in the URL.
func checkURL(u *url.URL) error {
	switch {
	case u.Hostname() == "":
		return endpointError("names no host")
	case u.User != nil:
		return endpointError("holds a user name or a password")
	case u.Scheme == "https", u.Scheme == "http" && isLoopback(u.Hostname()):
		return nil
	case u.Scheme == "http":
		return endpointError("is not encrypted: http is allowed only to this machine")
	default:
		return endpointError("is not an https URL")
	}
}

func isLoopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return strings.EqualFold(host, "localhost") || (err == nil && address.IsLoopback())
}

func endpointError(reason string) *InputError {
	return &InputError{
		Field:  "endpoint",
		Reason: reason,
		Remedy: "Use organization, us, eu, au, ca, hipaa, organization-hipaa, or a URL such as https://platform.cloud.coveo.com.",
	}
}

// CheckOrganizationID returns an *InputError for the field "organization" when the
// text cannot be an organization ID. It must fit into a host name and a path.
func CheckOrganizationID(id string) error {
	const longest = 63 // of a host name's label, RFC 1035 section 2.3.4
	remedy := "Copy the ID from the Administration Console, under Settings, Organization; for example mycompanyx7k2p9."
	switch {
	case id == "":
		return &InputError{Field: "organization", Reason: "is empty", Remedy: remedy}
	case len(id) > longest:
		return &InputError{Field: "organization", Reason: "is longer than 63 characters", Remedy: remedy}
	}
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' {
			return &InputError{Field: "organization", Reason: "may hold only letters, digits, “-” and “_”", Remedy: remedy}
		}
	}
	return nil
}

// organizationURL is the URL of a resource of the organization on a base, such as
// "tokens"; the path may already hold a query.
func (t Target) organizationURL(base, path string) string {
	return base + "/rest/organizations/" + url.PathEscape(t.OrganizationID) + "/" + path
}

// searchURL is the URL of a Search API operation, such as "v2/token". The
// organization is named in the query: OAuth2 tokens need it, others do not mind.
func (t Target) searchURL(base, path string) string {
	separator := "?"
	if strings.Contains(path, "?") {
		separator = "&"
	}
	return base + "/rest/search/" + path + separator + "organizationId=" + url.QueryEscape(t.OrganizationID)
}
