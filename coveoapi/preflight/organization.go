package preflight

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
)

// viewOrganization is the privilege to ask about the organization, as the console
// calls it.
const viewOrganization = "Organization – View"

// hipaaDomain ends the host names of HIPAA organizations.
const hipaaDomain = ".orghipaa.coveo.com"

// The endpoint specs that are right in every region.
const (
	organizationSpec      = coveoapi.OrganizationEndpointSpec
	hipaaOrganizationSpec = "organization-hipaa"
)

// region checks that the organization is found at the endpoint, and that the endpoint
// is that of its region.
func (s *probes) region() Row {
	_, ownErr := s.own()
	reply, err := s.regions()
	for _, cause := range []error{ownErr, err} {
		if isNotFound(cause) {
			return s.elsewhere(failedBy(problem.Explain(cause)))
		}
	}
	target := s.plan.Client.Target()
	if err == nil {
		return s.compareRegion(target, reply.Value)
	}
	if _, searchErr := s.search(); isNotFound(searchErr) {
		return s.elsewhere(failedBy(problem.Explain(searchErr)))
	}
	if ownErr == nil && isOrganizationSpec(target.Endpoint.Spec) {
		return passed("The endpoint is the organization's own, which is right in every region, and answers for it.")
	}
	row := notAsked(err, "Where the organization lives could not be asked.", viewOrganization)
	if ownErr != nil && row.State == Unknown {
		return s.elsewhere(row)
	}
	return row
}

// elsewhere adds, where the endpoint is that of a region, the one that is right in
// every region.
func (s *probes) elsewhere(row Row) Row {
	spec := namedSpec(s.plan.Client.Target())
	switch spec {
	case "", organizationSpec, hipaaOrganizationSpec:
		return row
	}
	to := organizationSpec
	if spec == "hipaa" {
		to = hipaaOrganizationSpec
	}
	row.Remedy = switchTo(s.plan.Client.Target(), to) + " It is right in every region."
	return row.with(Fix{FixEndpoint, s.plan.Client.Target().Endpoint.Spec, to})
}

func (s *probes) compareRegion(target coveoapi.Target, regions coveoapi.OrganizationRegions) Row {
	spec := namedSpec(target)
	lives := target.OrganizationID + " lives in " + regions.PrimaryMainRegion
	if regions.PrimaryMainRegion == coveoapi.UnknownRegion {
		lives = target.OrganizationID + " lives in none of Coveo's regions"
	}
	mismatch := func(to string) Row {
		return failed(problem.Organization, lives+", and the endpoint is "+hostOf(target.Endpoint.Platform)+" (“"+target.Endpoint.Spec+"”).", switchTo(target, to)).
			with(Fix{FixEndpoint, target.Endpoint.Spec, to})
	}
	isHIPAA := strings.HasSuffix(strings.ToLower(regions.AdminHost), hipaaDomain)
	switch {
	case spec == organizationSpec && isHIPAA:
		return mismatch(hipaaOrganizationSpec)
	case spec == hipaaOrganizationSpec && !isHIPAA && regions.AdminHost != "":
		return mismatch(organizationSpec)
	case isOrganizationSpec(spec):
		return passed(lives + "; its own endpoint is right in every region.")
	case spec == "":
		return passed(lives + "; the endpoint answers for it and is none of Coveo's platform hosts.")
	case regions.EndpointSpec() == "":
		return unknown(lives+", for which no platform host is known to us.", "Use the endpoint “organization”, which is right in every region.").
			with(Fix{FixEndpoint, target.Endpoint.Spec, organizationSpec})
	case regions.EndpointSpec() != spec && spec != "hipaa":
		return mismatch(regions.EndpointSpec())
	default:
		return passed(lives + ", and so is the endpoint.")
	}
}

// switchTo is the remedy of another endpoint, by its name and host.
func switchTo(target coveoapi.Target, spec string) string {
	endpoint, err := coveoapi.ParseEndpoint(spec, target.OrganizationID)
	if err != nil {
		return "Use the endpoint “" + spec + "”."
	}
	return "Switch to " + hostOf(endpoint.Platform) + ", the endpoint “" + spec + "”."
}

// namedSpec is the endpoint as one of the named choices, also where it was given as
// their URL; "" for any other URL.
func namedSpec(target coveoapi.Target) string {
	for _, choice := range coveoapi.EndpointSpecs() {
		named, err := coveoapi.ParseEndpoint(choice.Spec, target.OrganizationID)
		if err == nil && (choice.Spec == target.Endpoint.Spec || named.Platform == target.Endpoint.Platform) {
			return choice.Spec
		}
	}
	return ""
}

func isOrganizationSpec(spec string) bool {
	return spec == organizationSpec || spec == hipaaOrganizationSpec
}

func isNotFound(err error) bool {
	if err == nil {
		return false
	}
	id := problem.Explain(err).ID
	return id == "organization-not-found" || id == "organization-without-index"
}

// organization checks that the organization is awake and may be written to. Where its
// state cannot be asked, other answers may tell it.
func (s *probes) organization() Row {
	_, searchErr := s.search()
	if p := problem.Explain(searchErr); searchErr != nil && p.Kind == problem.Organization && !isNotFound(searchErr) {
		row := failedBy(p)
		row.Paused = p.ID == problem.PausedID
		return row
	}
	reply, err := s.status()
	if err == nil {
		return stateRow(reply.Value)
	}
	if isNotFound(err) || isNotFound(searchErr) {
		return skipped("The organization was not found.")
	}
	if isReadOnly, known := s.readOnly(); known && isReadOnly {
		return failed(problem.Organization, string(coveoapi.EvaluationForReadOnlyOrganization)+": "+coveoapi.EvaluationForReadOnlyOrganization.Meaning(), readOnlyRemedy)
	} else if known && !isUnreachable(searchErr) {
		return passed("The Search API answers and changes are allowed, so that it is neither paused nor read-only.")
	}
	evidence := "Its state could not be asked."
	if !isUnreachable(searchErr) {
		evidence = "The Search API answers, so that it is not paused; whether it is read-only could not be asked."
	}
	return notAsked(err, evidence, viewOrganization)
}

const readOnlyRemedy = "Look at its state and its licence in the Administration Console."

// stateRow judges what the organization says of itself.
func stateRow(status coveoapi.OrganizationStatus) Row {
	states := strings.ToUpper(status.LifeCycleState + " " + status.PauseState)
	says := func(word string) bool { return strings.Contains(states, word) }
	switch {
	case says("DELETING"):
		return failed(problem.Organization, "It is being deleted.", "Ask its owner, or use another organization.")
	case says("RESUMING"):
		return paused("It was paused and is waking up.", "Try again in a few minutes.")
	case says("PAUS"):
		return paused("It is paused, because nobody used it for a while.",
			"Sign in to the Administration Console to wake it up, and try again in a few minutes.")
	case status.ReadOnly:
		return failed(problem.Organization, "It is read-only.", readOnlyRemedy)
	case status.Status != "" && status.Status != "HEALTHY":
		return warned(strings.TrimSpace("It says of itself: "+status.Status+" "+strings.Join(status.ErrorCodes, ", "))+".",
			"Look at its state in the Administration Console.")
	default:
		return passed("It is neither paused nor read-only.")
	}
}

// paused is an organization that can be waited for.
func paused(evidence, remedy string) Row {
	row := failed(problem.Organization, evidence, remedy)
	row.Paused = true
	return row
}

// readOnly tells from the privileges that were evaluated whether changes are allowed;
// known is false when they do not tell.
func (s *probes) readOnly() (isReadOnly, known bool) {
	for _, group := range s.plan.wanted() {
		for _, p := range group {
			evaluation, err := s.evaluate(p)
			codes := evaluation.EvaluationReport.ResultCodes
			switch {
			case err == nil && slices.Contains(codes, coveoapi.EvaluationForReadOnlyOrganization):
				return true, true
			case err == nil && evaluation.Approved && p.EffectiveType() != "VIEW":
				known = true
			}
		}
	}
	return false, known
}
