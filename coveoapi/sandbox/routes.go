package sandbox

import (
	"net/http"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// access says what a caller needs for an operation.
type access int

const (
	// byCatalogue: what the catalogue says about the operation. For an operation
	// about which Coveo's sources say nothing, any valid credential is enough.
	byCatalogue access = iota
	// open: no credential.
	open
	// queries, hubs, pages of fields and analytics have paths that the catalogue
	// lacks; they need what their catalogued counterparts need.
	queries
	usageMetrics
	organizationView
	fieldPages
	analytics
	// impersonation is either of the privileges that sources name for creating
	// search tokens.
	impersonation
)

// route is an operation of the API.
type route struct {
	method, path string
	access       access
	run          func(*call) (any, error)
}

// operation is a route as the multiplexer serves it.
type operation struct{ route route }

func isOperation(handler http.Handler) bool {
	_, ok := handler.(operation)
	return ok
}

// ServeHTTP authenticates the caller, checks privileges and runs the operation.
func (o operation) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	c, ok := r.Context().Value(callKey{}).(*call)
	if !ok {
		return // only dispatch serves operations, with a call
	}
	c.r = r
	if err := c.admit(o.route); err != nil {
		c.writeError(err)
		return
	}
	reply, err := o.route.run(c)
	if err != nil {
		c.writeError(err)
		return
	}
	if p, ok := reply.(problem); ok {
		c.writeReply(p.Status, p)
		return
	}
	c.writeReply(http.StatusOK, reply)
}

// admit authenticates the caller and checks its privileges.
func (c *call) admit(r route) error {
	if r.access == open {
		return nil
	}
	if err := c.authenticate(); err != nil {
		return err
	}
	return c.require(c.needs(r))
}

// needs gives the privileges that a route needs.
func (c *call) needs(r route) catalog.Operation {
	switch r.access {
	case queries:
		return anyOf(executeQuery)
	case organizationView:
		return anyOf(viewOrganization)
	case usageMetrics:
		return anyOf(viewSearchUsage)
	case fieldPages:
		return anyOf(viewFields)
	case analytics:
		return anyOf(pushAnalytics)
	case impersonation:
		return anyOf(impersonate, impersonateSearchAPI)
	default:
		known, _ := catalog.Lookup(c.r.Method, c.r.URL.Path)
		return known
	}
}

func anyOf(privileges ...coveoapi.Privilege) catalog.Operation {
	return catalog.Operation{AnyOf: true, Privileges: privileges}
}

// routes builds the multiplexer.
func (s *Sandbox) routes(control bool) *http.ServeMux {
	mux := http.NewServeMux()
	for _, routes := range [][]route{tokenRoutes(), privilegeRoutes(), searchRoutes(), administrationRoutes()} {
		for _, r := range routes {
			mux.Handle(r.method+" "+r.path, operation{r})
			if strings.HasSuffix(r.path, "/{$}") {
				mux.Handle(r.method+" "+strings.TrimSuffix(r.path, "/{$}"), operation{r})
			}
		}
	}
	if control {
		s.controlRoutes(mux)
	}
	return mux
}

func tokenRoutes() []route {
	return []route{
		{http.MethodPost, "/rest/organizations/{organizationId}/tokens", byCatalogue, createPlatformToken},
		{http.MethodGet, "/rest/tokens/certificates", open, certificates},
		{http.MethodPost, "/rest/search/token", impersonation, createSearchToken},
		{http.MethodPost, "/rest/search/v2/token", impersonation, createSearchToken},
		{http.MethodPost, "/rest/search/v3/token", impersonation, createSearchToken},
	}
}
