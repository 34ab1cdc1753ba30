package recorded

import (
	"strings"

	"coveotoken/coveoapi"
)

// organizationDomains are the ends of hosts that organizations have for themselves
// (docs.coveo.com/en/mcc80216).
func organizationDomains() []string { return []string{".org.coveo.com", ".orghipaa.coveo.com"} }

// hostOrganization is the organization whose own host it is, or "".
func hostOrganization(host string) string {
	for _, domain := range organizationDomains() {
		if labels, ok := strings.CutSuffix(strings.ToLower(host), domain); ok {
			id, _, _ := strings.Cut(labels, ".")
			return id
		}
	}
	return ""
}

// Base is the address of the API that the request was sent to: scheme, host, and what
// a web site put before the API's own path.
func (request Request) Base() string { return request.base }

// Target is the organization and endpoint that the request was sent to. ok is false
// unless these are Coveo's own: whoever wrote the request chose the host, and a
// credential must not follow it just anywhere.
func (request Request) Target() (target coveoapi.Target, ok bool) {
	for _, choice := range coveoapi.EndpointSpecs() {
		endpoint, err := coveoapi.ParseEndpoint(choice.Spec, request.OrganizationID)
		if err != nil {
			return coveoapi.Target{}, false
		}
		target = coveoapi.Target{OrganizationID: request.OrganizationID, Endpoint: endpoint}
		if request.SentTo(target) {
			return target, true
		}
	}
	return coveoapi.Target{}, false
}

// SentTo reports whether the request was sent to one of the hosts of a target.
func (request Request) SentTo(target coveoapi.Target) bool {
	endpoint := target.Endpoint
	for _, base := range []string{endpoint.Search, endpoint.Platform, endpoint.Administration, endpoint.Analytics} {
		if strings.EqualFold(request.base, base) {
			return true
		}
	}
	return false
}
