package sandbox

import (
	"strings"

	"coveotoken/coveoapi"
)

// privilegeRequest is request and answer of POST /rest/privilege/evaluate,
// PrivilegeRequestModel.
type privilegeRequest struct {
	OrganizationID     string              `json:"organizationId"`
	RequestedPrivilege *coveoapi.Privilege `json:"requestedPrivilege,omitempty"`
	Approved           bool                `json:"approved"`
	EvaluationReport   evaluationReport    `json:"evaluationReport"`
}

type evaluationReport struct {
	Codes []string `json:"privilegeEvaluationResultCodes"`
}

// The result codes of an evaluation.
const (
	operationGranted      = "OPERATION_GRANTED"
	operationNotAllowed   = "OPERATION_NOT_ALLOWED"
	forbiddenAnonymous    = "OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION"
	forbiddenOtherOrg     = "OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION"
	forbiddenOrganization = "OPERATION_FORBIDDEN_FOR_ORGANIZATION"
	forbiddenReadOnly     = "OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY"
	forbiddenLocation     = "OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION"
	forbiddenInvalid      = "OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST"
)

// evaluatePrivilege answers 200 whether it approves or not. A call without any
// credential is evaluated too; one with a bad credential is not.
func evaluatePrivilege(c *call) (any, error) {
	var request privilegeRequest
	if err := c.decode(&request); err != nil {
		return nil, err
	}
	return c.evaluate(request)
}

// evaluateGeneralAccess asks whether the caller may use the organization at all.
func evaluateGeneralAccess(c *call) (any, error) {
	var request privilegeRequest
	if err := c.decode(&request); err != nil {
		return nil, err
	}
	request.RequestedPrivilege = nil
	if err := c.identifyOptional(); err != nil {
		return nil, err
	}
	return request.answer(c.refusal(request, nil)), nil
}

func (c *call) evaluate(request privilegeRequest) (any, error) {
	if err := c.identifyOptional(); err != nil {
		return nil, err
	}
	wanted := request.RequestedPrivilege
	if wanted == nil || wanted.Owner == "" || wanted.TargetDomain == "" {
		return request.answer(forbiddenInvalid), nil
	}
	return request.answer(c.refusal(request, wanted)), nil
}

// identifyOptional finds the caller, if there is a credential.
func (c *call) identifyOptional() error {
	credential := c.credential()
	if credential == "" {
		return nil
	}
	caller, err := c.sandbox.identify(credential, c.effects.has(FaultExpiredTokens))
	c.caller = caller
	return err
}

// refusal gives the code of the first reason against a privilege, or that it is
// granted.
func (c *call) refusal(request privilegeRequest, wanted *coveoapi.Privilege) string {
	switch {
	case c.caller == nil:
		return forbiddenAnonymous
	case request.OrganizationID != "" && request.OrganizationID != c.caller.organization:
		return forbiddenOtherOrg
	case c.effects.has(FaultPaused):
		return forbiddenOrganization
	case c.effects.has(FaultDeniedIP):
		return forbiddenLocation
	case wanted == nil:
		return operationGranted
	case c.effects.has(FaultReadOnly) && !strings.EqualFold(wanted.EffectiveType(), "VIEW"):
		return forbiddenReadOnly
	case !c.caller.may(*wanted):
		return operationNotAllowed
	default:
		return operationGranted
	}
}

func (r privilegeRequest) answer(code string) privilegeRequest {
	r.Approved = code == operationGranted
	r.EvaluationReport = evaluationReport{[]string{code}}
	return r
}

// checkToken serves POST /oauth/check_token, which is in no OpenAPI document but is
// the first call of @coveo/platform-client. It takes the token in a form and tells
// whose it is.
func checkToken(c *call) (any, error) {
	token, err := c.formToken()
	if err != nil {
		return nil, err
	}
	who, err := c.sandbox.identify(token, c.effects.has(FaultExpiredTokens))
	if err != nil {
		return nil, err
	}
	name := who.describe()
	return map[string]any{
		"active":         true,
		"organizationId": who.organization,
		"authentication": map[string]any{
			"username": name, "displayName": name, "email": "", "emailConfirmed": false,
			"provider": nil, "realms": []any{}, "socialUser": false,
			"enabled": true, "expired": false, "locked": false, "credentialsExpired": false,
		},
	}, nil
}

// formToken reads the form field "token", multipart or not.
func (c *call) formToken() (string, error) {
	form, err := c.parseForm()
	if err != nil {
		return "", fail(causeBadRequest, "The form cannot be read: "+err.Error()+".")
	}
	token := form.Get("token")
	if token == "" {
		return "", fail(causeBadParameter, "The form field 'token' is required.")
	}
	return token, nil
}
