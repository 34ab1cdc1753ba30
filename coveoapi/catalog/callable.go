package catalog

import (
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// Standing says whether a holder of privileges can make a call.
type Standing string

// The standings. Their texts are what --json shows.
const (
	// Certain is a call for which all that is recorded is held.
	Certain Standing = "callable"
	// Limited is a call that is possible for some resources only, because a held
	// privilege names one.
	Limited Standing = "limited"
	// Lacking is a call that needs a privilege that is not held.
	Lacking Standing = "lacking"
	// Unrecorded is a call for which no source lists privileges in a form that can be
	// compared. It may need one all the same.
	Unrecorded Standing = "unknown"
)

// DescribedWithoutPrivileges is how many operations Coveo's OpenAPI files describe
// without naming a privilege: all those of the Push API, of the analytics reading API,
// and others. The catalogue lists only those of them that this program is about.
const DescribedWithoutPrivileges = 408

// Access is what a holder of privileges can do with one operation.
type Access struct {
	Operation
	Standing Standing
	// Missing are the privileges of the operation that are not held: each of them is
	// needed, or any one of them where AnyOf says so.
	Missing []coveoapi.Privilege
	// Only are the IDs of the resources that a Limited call is possible for.
	Only []string
}

// ServiceCalls are the operations of one of Coveo's services.
type ServiceCalls struct {
	// Service is named as in Coveo's console, such as "Search".
	Service string
	// Calls are sorted by path and method.
	Calls []Access
}

// Count is how many of the operations have a standing.
func (s ServiceCalls) Count(standing Standing) int {
	count := 0
	for _, access := range s.Calls {
		if access.Standing == standing {
			count++
		}
	}
	return count
}

// Of are the operations that have a standing, in their order.
func (s ServiceCalls) Of(standing Standing) []Access {
	return slices.DeleteFunc(slices.Clone(s.Calls), func(a Access) bool { return a.Standing != standing })
}

// Callable says which operations a holder of privileges can call, for every operation
// that the catalogue knows, grouped by service in the order of the alphabet. The
// organization may refuse a call all the same: it may be paused or read-only, and the
// catalogue is not complete.
func Callable(held []coveoapi.Privilege) []ServiceCalls {
	calls := map[string][]Access{}
	for _, operation := range operations().all {
		calls[operation.Service] = append(calls[operation.Service], AccessTo(operation, held))
	}
	var services []ServiceCalls
	for service, list := range calls {
		slices.SortFunc(list, func(a, b Access) int { return compareOperations(a.Operation, b.Operation) })
		services = append(services, ServiceCalls{service, list})
	}
	slices.SortFunc(services, func(a, b ServiceCalls) int { return strings.Compare(a.Service, b.Service) })
	return services
}

// AccessTo says whether a holder of privileges can call an operation.
func AccessTo(operation Operation, held []coveoapi.Privilege) Access {
	access := Access{Operation: operation, Standing: Unrecorded}
	if len(operation.Privileges) == 0 {
		return access
	}
	covered := 0
	for _, needed := range operation.Privileges {
		if needed.CoveredBy(held) {
			covered++
		} else if resources := limitsOf(needed, held); len(resources) > 0 {
			access.Only = append(access.Only, resources...)
		} else {
			access.Missing = append(access.Missing, needed)
		}
	}
	switch {
	case covered == len(operation.Privileges), operation.AnyOf && covered > 0:
		access.Standing, access.Missing, access.Only = Certain, nil, nil
	case len(access.Missing) == 0, operation.AnyOf && len(access.Only) > 0:
		access.Standing, access.Missing = Limited, nil
	default:
		access.Standing, access.Only = Lacking, nil
	}
	return access
}

// limitsOf are the resources for which a privilege is held, when an operation needs it
// for the resource that its path or body names.
func limitsOf(needed coveoapi.Privilege, held []coveoapi.Privilege) []string {
	if !isVariable(needed.TargetID) {
		return nil
	}
	var resources []string
	for _, h := range held {
		named := needed
		named.TargetID = h.TargetID
		if h.Covers(named) && !slices.Contains(resources, h.TargetID) {
			resources = append(resources, h.TargetID)
		}
	}
	return resources
}

// compareOperations orders operations by path and method.
func compareOperations(a, b Operation) int {
	if order := strings.Compare(a.Path, b.Path); order != 0 {
		return order
	}
	return strings.Compare(a.Method, b.Method)
}
