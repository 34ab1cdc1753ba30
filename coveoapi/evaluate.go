package coveoapi

import "context"

// EvaluationCode is a reason in the answer to Evaluate.
type EvaluationCode string

// The result codes of PrivilegeRequestEvaluationReportModel in the Authorization API.
const (
	EvaluationGranted                 EvaluationCode = "OPERATION_GRANTED"
	EvaluationNotAllowed              EvaluationCode = "OPERATION_NOT_ALLOWED"
	EvaluationForAnonymous            EvaluationCode = "OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION"
	EvaluationForOtherOrganization    EvaluationCode = "OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION"
	EvaluationForOrganization         EvaluationCode = "OPERATION_FORBIDDEN_FOR_ORGANIZATION"
	EvaluationForReadOnlyOrganization EvaluationCode = "OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY"
	EvaluationFromLocation            EvaluationCode = "OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION"
	EvaluationInvalidRequest          EvaluationCode = "OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST"
)

// Meaning says in a sentence what the code means, or "" for a code that the sources
// do not list.
func (c EvaluationCode) Meaning() string {
	switch c {
	case EvaluationGranted:
		return "The privilege is held."
	case EvaluationNotAllowed:
		return "The credential is good, but does not hold the privilege."
	case EvaluationForAnonymous:
		return "The call was not authenticated."
	case EvaluationForOtherOrganization:
		return "The credential belongs to another organization."
	case EvaluationForOrganization:
		return "The organization may not do this, whoever asks."
	case EvaluationForReadOnlyOrganization:
		return "The organization is read-only."
	case EvaluationFromLocation:
		return "The credential may not be used from this network address."
	case EvaluationInvalidRequest:
		return "The privilege that was asked about does not exist in this form."
	default:
		return ""
	}
}

// Evaluation is the answer to whether a credential holds a privilege
// (PrivilegeRequestModel of the Authorization API).
type Evaluation struct {
	OrganizationID     string           `json:"organizationId"`
	RequestedPrivilege Privilege        `json:"requestedPrivilege"`
	Approved           bool             `json:"approved"`
	EvaluationReport   EvaluationReport `json:"evaluationReport"`
}

// EvaluationReport holds the reasons of an Evaluation.
type EvaluationReport struct {
	ResultCodes []EvaluationCode `json:"privilegeEvaluationResultCodes"`
}

// EvaluateCall builds the request that asks whether a credential holds a privilege.
func (t Target) EvaluateCall(credential Secret, wanted Privilege) (Request, error) {
	body := struct {
		OrganizationID     string    `json:"organizationId"`
		RequestedPrivilege Privilege `json:"requestedPrivilege"`
	}{t.OrganizationID, wanted}
	request, err := post(OperationEvaluatePrivilege, t.Endpoint.Platform+"/rest/privilege/evaluate", body, credential)
	request.Repeatable = true
	return request, err
}

// EvaluateOnce is Evaluate that is not tried again when it fails: for a question whose
// answer matters less than the time it takes.
func (c *Client) EvaluateOnce(ctx context.Context, credential Secret, wanted Privilege) (Reply[Evaluation], error) {
	request, err := c.config.Target.EvaluateCall(credential, wanted)
	if err != nil {
		return Reply[Evaluation]{}, err
	}
	request.Repeatable = false
	return call[Evaluation](ctx, c, request)
}

// Evaluate asks whether a credential holds a privilege (POST
// /rest/privilege/evaluate). A refusal is an answer, not an error. It needs no
// privilege and may be repeated: it changes nothing.
func (c *Client) Evaluate(ctx context.Context, credential Secret, wanted Privilege) (Reply[Evaluation], error) {
	request, err := c.config.Target.EvaluateCall(credential, wanted)
	if err != nil {
		return Reply[Evaluation]{}, err
	}
	return call[Evaluation](ctx, c, request)
}
