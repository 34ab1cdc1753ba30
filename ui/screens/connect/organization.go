package connect

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/ui/common"
)

// place is what could be learned of the organization beyond what the keys may do.
// Each part is asked for alone: a key may see one and not the other.
type place struct {
	organization coveoapi.Organization
	status       coveoapi.OrganizationStatus
	regions      coveoapi.OrganizationRegions
	// unknown is the first reason for which something could not be learned.
	unknown error
}

// lookUp asks for the organization's name, region and state beside everything else.
func (s *Screen) lookUp() tea.Cmd {
	s.place = place{}
	api := s.session.Connection.API
	return s.looking.Start(s.session, common.Connect, func(ctx context.Context) (place, error) {
		return learn(ctx, api), nil
	})
}

// learn asks for one thing after the other.
func learn(ctx context.Context, api common.API) place {
	var p place
	organization, err := api.Organization(ctx)
	p.organization, p.unknown = organization.Value, err
	status, err := api.OrganizationStatus(ctx)
	p.status, p.unknown = status.Value, first(p.unknown, err)
	regions, err := api.OrganizationRegions(ctx)
	p.regions, p.unknown = regions.Value, first(p.unknown, err)
	return p
}

func first(earlier, later error) error {
	if earlier != nil {
		return earlier
	}
	return later
}

// name is the organization with its display name, if that is known.
func (p place) name(organizationID string) string {
	if name := strings.TrimSpace(p.organization.DisplayName); name != "" {
		return organizationID + " · " + name
	}
	return organizationID
}

// lives says where the organization lives, or "".
func (p place) lives() string {
	region := p.regions.PrimaryMainRegion
	if region == coveoapi.UnknownRegion {
		return ""
	}
	if others := slices.DeleteFunc(slices.Clone(p.regions.MainRegions), func(r string) bool { return r == region }); region != "" && len(others) > 0 {
		return region + ", also " + strings.Join(others, ", ")
	}
	return region
}

// state is the state of an organization that is well, or "" when it is not, which is
// said by the warnings, or when it is not known.
func (p place) state() string {
	if p.status.LifeCycleState != "ACTIVE" || len(p.warnings()) > 0 {
		return ""
	}
	return "active"
}

// warnings say what about the organization's state gets in the way.
func (p place) warnings() []string {
	var warnings []string
	switch p.status.LifeCycleState {
	case "PAUSED":
		warnings = append(warnings, "The organization is paused: calls fail until someone resumes it in the administration console.")
	case "DELETING":
		warnings = append(warnings, "The organization is being deleted.")
	}
	switch state := p.status.PauseState; state {
	case "", "ACTIVE", "IDLE", "PAUSED":
	default:
		warnings = append(warnings, "The organization is between two states ("+strings.ToLower(state)+"): calls may fail.")
	}
	if p.status.ReadOnly || p.organization.ReadOnly {
		warnings = append(warnings, "The organization is read-only: nothing in it can be changed.")
	}
	if p.status.Status == "ERROR" {
		warnings = append(warnings, strings.TrimSuffix("Coveo reports that the organization is in error: "+strings.Join(p.status.ErrorCodes, ", "), ": ")+".")
	}
	return warnings
}

// misfit says that the chosen endpoint is not where the organization lives, or is "".
// Only named endpoints are judged: what a URL leads to cannot be told from here.
func (p place) misfit(spec string) string {
	const hipaa = "orghipaa"
	regulated, known := strings.Contains(p.regions.SearchHost, hipaa), p.regions.SearchHost != ""
	better := coveoapi.OrganizationEndpointSpec
	if regulated {
		better += "-hipaa"
	}
	switch spec {
	case coveoapi.OrganizationEndpointSpec, "organization-hipaa", "hipaa":
		if !known || regulated == strings.HasSuffix(spec, "hipaa") {
			return ""
		}
		return "The endpoint “" + spec + "” does not fit: the organization's hosts are such as " + p.regions.SearchHost + ". Choose “" + better + "”."
	case "us", "eu", "au", "ca":
		if p.regions.PrimaryMainRegion == "" || p.isIn(spec) {
			return ""
		}
		return "The endpoint “" + spec + "” does not fit: the organization lives in " + p.regions.PrimaryMainRegion + ". Choose “" + better + "”, which is right in every region."
	default:
		return ""
	}
}

// isIn reports whether one of the organization's main regions is a named endpoint's.
func (p place) isIn(spec string) bool {
	for _, region := range append(slices.Clone(p.regions.MainRegions), p.regions.PrimaryMainRegion) {
		if (coveoapi.OrganizationRegions{PrimaryMainRegion: region}).EndpointSpec() == spec {
			return true
		}
	}
	return false
}

// missing says why some of it is not known, or is "".
func (p place) missing() string {
	var api *coveoapi.APIError
	switch {
	case p.unknown == nil, common.Canceled(p.unknown):
		return ""
	case errors.As(p.unknown, &api) && slices.Contains([]int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound}, api.Status):
		return "The organization's name, region and state are not all known: the key may not look them up (it needs PLATFORM/ORGANIZATION:VIEW)."
	default:
		return "The organization's name, region and state are not all known: " + problem.Explain(p.unknown).Title
	}
}
