package sandbox

import "net/http"

// family is the shape in which an API answers errors.
type family int

const (
	platformFamily  family = iota // {message, errorCode, requestID}
	searchFamily                  // {statusCode, message, type, errorCode}
	analyticsFamily               // {message, type}
)

// cause is why a request fails; each family has its own status and codes for it.
type cause int

const (
	causeUnauthenticated cause = iota // no credential
	causeBadCredential
	causeExpired
	causeForbidden
	causeBadRequest
	causeBadParameter
	causeBadJSON
	causeTooLarge
	causeNotFound // no such resource
	causeNoSuchPath
	causeMethod
	causeNoOrganization
	causeReadOnly
	causeNotServed
	causeInternal
)

// failure is an error that is answered. Its message is for people.
type failure struct {
	cause   cause
	message string
	// kind replaces the usual type of the cause.
	kind string
}

func (f *failure) Error() string { return f.message }

func fail(cause cause, message string) error { return &failure{cause: cause, message: message} }

// verdict is what a family answers for a cause.
type verdict struct {
	status int
	// code is the errorCode, kind the type.
	code, kind string
}

// searchVerdict answers for the Search API. Its OpenAPI document has an errorCode,
// its clients read a type, and they disagree on nothing else, so both are sent.
// Where no source gives a type, the name here is ours.
func searchVerdict(c cause) verdict {
	switch c {
	case causeUnauthenticated, causeBadCredential:
		return verdict{http.StatusUnauthorized, "UNAUTHORIZED", "InvalidTokenException"}
	case causeExpired:
		return verdict{statusExpired, "", "ExpiredTokenException"}
	case causeForbidden, causeReadOnly:
		return verdict{http.StatusForbidden, "FORBIDDEN", "ForbiddenException"}
	case causeTooLarge:
		return verdict{http.StatusRequestEntityTooLarge, "", "RequestTooLargeException"}
	case causeNotFound, causeNoSuchPath:
		return verdict{http.StatusNotFound, "NOT_FOUND", "NotFoundException"}
	case causeMethod:
		return verdict{http.StatusMethodNotAllowed, "", "MethodNotAllowedException"}
	case causeNoOrganization:
		// 400 of the OpenAPI document; a mock of Coveo's clients has 404.
		return verdict{http.StatusBadRequest, "NO_REGISTERED_ENDPOINT", "NoEndpointsException"}
	case causeNotServed:
		return verdict{http.StatusNotImplemented, "", "NotServedBySandbox"}
	case causeInternal:
		return verdict{http.StatusInternalServerError, "INTERNAL_SERVER_ERROR", "InternalServerException"}
	default:
		return verdict{http.StatusBadRequest, "", "InvalidRequestException"}
	}
}

// platformVerdict answers for the Authorization and other platform APIs. The codes
// that sources name are INVALID_TOKEN, UNAUTHORIZED, INVALID_JSON, INVALID_URI,
// INVALID_REQUEST and INVALID_PARAMETER; the others are ours.
//
// For a missing privilege the docs (109, 159) speak of 401 and the Search API of
// 403. The sandbox says 403, which cannot be mistaken for a bad key; the fault
// "privilege-401" makes it follow the docs.
func platformVerdict(c cause) verdict {
	switch c {
	case causeUnauthenticated:
		return verdict{http.StatusUnauthorized, "UNAUTHORIZED", ""}
	case causeBadCredential, causeExpired:
		return verdict{http.StatusUnauthorized, "INVALID_TOKEN", ""}
	case causeForbidden:
		return verdict{http.StatusForbidden, "ACCESS_DENIED", ""}
	case causeBadParameter:
		return verdict{http.StatusBadRequest, "INVALID_PARAMETER", ""}
	case causeBadJSON:
		return verdict{http.StatusBadRequest, "INVALID_JSON", ""}
	case causeTooLarge:
		return verdict{http.StatusRequestEntityTooLarge, "INVALID_REQUEST", ""}
	case causeNotFound:
		return verdict{http.StatusNotFound, "NOT_FOUND", ""}
	case causeNoSuchPath:
		return verdict{http.StatusNotFound, "INVALID_URI", ""}
	case causeMethod:
		return verdict{http.StatusMethodNotAllowed, "INVALID_REQUEST", ""}
	case causeNoOrganization:
		return verdict{http.StatusNotFound, "ORGANIZATION_NOT_FOUND", ""}
	case causeReadOnly:
		return verdict{http.StatusForbidden, "ORGANIZATION_READ_ONLY", ""}
	case causeNotServed:
		return verdict{http.StatusNotImplemented, "NOT_SERVED_BY_SANDBOX", ""}
	case causeInternal:
		return verdict{http.StatusInternalServerError, "INTERNAL_SERVER_ERROR", ""}
	default:
		return verdict{http.StatusBadRequest, "INVALID_REQUEST", ""}
	}
}

// analyticsVerdict answers for usage analytics, which says 400 InvalidToken for any
// credential it cannot use.
func analyticsVerdict(c cause) verdict {
	switch c {
	case causeUnauthenticated, causeBadCredential, causeExpired:
		return verdict{http.StatusBadRequest, "", "InvalidToken"}
	default:
		v := searchVerdict(c)
		return verdict{v.status, "", v.kind}
	}
}

// statusExpired is what the Search API answers to an expired token.
const statusExpired = 419

// errorBody is the body of an error in any family.
type errorBody struct {
	StatusCode int    `json:"statusCode,omitempty"`
	Message    string `json:"message"`
	Type       string `json:"type,omitempty"`
	ErrorCode  string `json:"errorCode,omitempty"`
	RequestID  string `json:"requestID,omitempty"`
}

// answer renders a verdict in the family's shape.
func (f family) answer(v verdict, message, requestID string) errorBody {
	switch f {
	case searchFamily:
		return errorBody{StatusCode: v.status, Message: message, Type: v.kind, ErrorCode: v.code}
	case analyticsFamily:
		return errorBody{Message: message, Type: v.kind}
	default:
		return errorBody{Message: message, ErrorCode: v.code, RequestID: requestID}
	}
}

func (f family) verdict(c cause) verdict {
	switch f {
	case searchFamily:
		return searchVerdict(c)
	case analyticsFamily:
		return analyticsVerdict(c)
	default:
		return platformVerdict(c)
	}
}
