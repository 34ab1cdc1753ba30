package sandbox

import (
	"fmt"
	"time"

	"coveotoken/coveoapi"
)

// companyName is the name of the organization.
const companyName = "Tumbleglow Lanterns (sandbox)"

// founded is when the organization was created.
func founded() time.Time { return time.Date(2024, time.September, 1, 8, 0, 0, 0, time.UTC) }

func (c *call) organization() map[string]any {
	return map[string]any{
		"id": OrganizationID, "displayName": companyName, "createdDate": founded().Format(time.RFC3339),
		"owner": map[string]any{"email": carmen().name}, "readOnly": c.effects.has(FaultReadOnly),
		"license": map[string]any{"productType": "SANDBOX", "productName": "COVEO_CLOUD", "productEdition": "FREE"},
	}
}

// listOrganizations serves GET /rest/organizations: those the caller has access to.
// @coveo/platform-client reads a page of a list if it asks for one.
func listOrganizations(c *call) (any, error) {
	list := []map[string]any{c.organization()}
	if c.r.URL.Query().Has("page") || c.r.URL.Query().Has("perPage") {
		return pageModel(list, c.pageOf()), nil
	}
	return list, nil
}

// getOrganization serves GET /rest/organizations/{organizationId}. One OpenAPI
// document lists a privilege for it, the other none; the sandbox asks for it.
func getOrganization(c *call) (any, error) { return c.organization(), nil }

// organizationStatus serves GET /rest/organizations/{organizationId}/status.
func organizationStatus(c *call) (any, error) {
	paused := c.effects.has(FaultPaused)
	state := "ACTIVE"
	if paused {
		state = "PAUSED"
	}
	return map[string]any{
		"status": "HEALTHY", "lifeCycleState": state, "pauseState": state, "paused": paused, "resumable": paused,
		"readOnly": c.effects.has(FaultReadOnly), "supportActivated": false, "errorCodes": []string{},
		"provisioningStatus": map[string]any{"status": "HEALTHY", "ongoing": false, "initialProvisioningDone": true, "currentProvisioningProgress": 100},
	}, nil
}

// globalOrganization serves GET /rest/global/organizations/{organizationId}: where the
// organization lives. All of it lives here, in none of Coveo's regions.
func globalOrganization(c *call) (any, error) {
	if id := c.r.PathValue("organizationId"); id != OrganizationID {
		return nil, fail(causeNoOrganization, fmt.Sprintf("There is no organization %q here.", id))
	}
	const region = coveoapi.UnknownRegion
	return map[string]any{
		"organizationId": OrganizationID, "primaryMainRegion": region,
		"mainRegions": []string{region}, "satelliteRegions": []string{},
		"distributedDns": c.r.Host, "adminDns": c.r.Host, "analyticsDns": c.r.Host,
	}, nil
}
