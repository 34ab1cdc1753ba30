package coveoapi

import (
	"context"
	"net/url"
)

// The names of the organization operations in errors and logs.
const (
	OperationListOrganizations      = "list the organizations"
	OperationGetOrganization        = "look up the organization"
	OperationGetOrganizationStatus  = "ask for the organization's state"
	OperationGetOrganizationRegions = "ask where the organization lives"
)

// Organization is an organization (OrganizationModel of the Platform API).
type Organization struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
	ReadOnly    bool   `json:"readOnly"`
}

// OrganizationStatus is the state of an organization (OrganizationStatusModel).
type OrganizationStatus struct {
	// Status is HEALTHY or ERROR.
	Status string `json:"status"`
	// LifeCycleState is ACTIVE, PAUSED or DELETING.
	LifeCycleState string `json:"lifeCycleState"`
	// PauseState is ACTIVE, IDLE, PAUSING, PAUSED, RESUMING, or one of them with
	// _FAILED.
	PauseState string   `json:"pauseState"`
	ErrorCodes []string `json:"errorCodes"`
	ReadOnly   bool     `json:"readOnly"`
	Resumable  bool     `json:"resumable"`
}

// OrganizationRegions says where an organization lives and under which hosts
// (OrganizationGlobalConfigurationModel).
type OrganizationRegions struct {
	OrganizationID    string   `json:"organizationId"`
	PrimaryMainRegion string   `json:"primaryMainRegion"`
	MainRegions       []string `json:"mainRegions"`
	SatelliteRegions  []string `json:"satelliteRegions"`
	SearchHost        string   `json:"distributedDns"`
	AdminHost         string   `json:"adminDns"`
	AnalyticsHost     string   `json:"analyticsDns"`
}

// UnknownRegion is the region of an organization that lives in none of Coveo's.
const UnknownRegion = "unknown-region"

// EndpointSpec is the named endpoint of the region where the organization mainly
// lives, or "" for a region that has no platform host that we know.
func (r OrganizationRegions) EndpointSpec() string {
	switch r.PrimaryMainRegion {
	case "us-east-1":
		return "us"
	case "eu-west-1":
		return "eu"
	case "ap-southeast-2":
		return "au"
	case "ca-central-1":
		return "ca"
	default:
		return ""
	}
}

// Organizations lists the organizations that a credential has access to (GET
// /rest/organizations), at most 100. No privilege is documented for it.
func (c *Client) Organizations(ctx context.Context, credential Secret) (Reply[[]Organization], error) {
	url := c.config.Target.Endpoint.Platform + "/rest/organizations?perPage=100"
	return plain(call[list[Organization]](ctx, c, get(OperationListOrganizations, url, credential)))
}

// Organization looks up the organization (GET /rest/organizations/{id}), with the
// catalogue key. The Platform API's OpenAPI asks for PLATFORM/ORGANIZATION:VIEW, the
// Organization API's for nothing.
func (c *Client) Organization(ctx context.Context) (Reply[Organization], error) {
	target := c.config.Target
	url := target.Endpoint.Platform + "/rest/organizations/" + url.PathEscape(target.OrganizationID)
	return call[Organization](ctx, c, get(OperationGetOrganization, url, c.catalogKey()))
}

// OrganizationStatus tells whether the organization is paused, read-only or healthy
// (GET …/status), with the catalogue key. It needs PLATFORM/ORGANIZATION:VIEW.
func (c *Client) OrganizationStatus(ctx context.Context) (Reply[OrganizationStatus], error) {
	target := c.config.Target
	url := target.organizationURL(target.Endpoint.Platform, "status")
	return call[OrganizationStatus](ctx, c, get(OperationGetOrganizationStatus, url, c.catalogKey()))
}

// OrganizationRegions tells where the organization lives (GET
// /rest/global/organizations/{id}), with the catalogue key. It needs
// PLATFORM/ORGANIZATION:VIEW.
func (c *Client) OrganizationRegions(ctx context.Context) (Reply[OrganizationRegions], error) {
	target := c.config.Target
	url := target.Endpoint.Platform + "/rest/global/organizations/" + url.PathEscape(target.OrganizationID)
	return call[OrganizationRegions](ctx, c, get(OperationGetOrganizationRegions, url, c.catalogKey()))
}
