package coveoapi

import (
	"encoding/json"
	"strings"
)

// ExecutionReport is what a query that was sent with debug=true tells of how it was
// run. It is in no OpenAPI file; its shape is that of the fixtures of Coveo's
// JavaScript Search Framework, so that whatever has another shape is left out.
type ExecutionReport struct {
	// Identities are as whom the query ran, with all groups and aliases.
	Identities []UserID
	// Parsed is the query as it was understood.
	Parsed ParsedQuery
	// Steps are what was done, each with its parts.
	Steps []ExecutionStep
}

// ExecutionStep is a step of a report.
type ExecutionStep struct {
	Name        string
	Description string
	// Millis is how long it took.
	Millis float64
	// Applied are the rules that were applied, as JSON.
	Applied []json.RawMessage
	Steps   []ExecutionStep

	configured, result json.RawMessage
}

// Authentication is what the credential made of a query (the step
// PerformAuthentication).
type Authentication struct {
	// Method is how the credential was read, such as "CloudToken".
	Method  string
	UserIDs []UserID
	Roles   []string
	Groups  []string
	// Pipeline, SearchHub and Filter are what the credential enforces, or "".
	Pipeline, SearchHub, Filter string
}

// Routing is which pipeline a query went through (the step ResolvePipeline).
type Routing struct {
	Pipeline, SearchHub string
	// Reason is the report's own description.
	Reason string
}

// ParseExecutionReport finds the execution report in the body of a reply to a query;
// ok is false when it holds none.
func ParseExecutionReport(body []byte) (report ExecutionReport, ok bool) {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil {
		return report, false
	}
	var root map[string]json.RawMessage
	if json.Unmarshal(members["executionReport"], &root) != nil || root == nil {
		return report, false
	}
	report.Identities = parseIdentities(members["userIdentities"])
	report.Parsed = ParsedQuery{
		BasicExpression:       loose[string](members["basicExpression"]),
		AdvancedExpression:    loose[string](members["advancedExpression"]),
		ConstantExpression:    loose[string](members["constantExpression"]),
		DisjunctionExpression: loose[string](members["disjunctionExpression"]),
		LargeExpression:       loose[string](members["largeExpression"]),
		MandatoryExpression:   loose[string](members["mandatoryExpression"]),
	}
	report.Steps = parseSteps(root["children"], maxReportDepth)
	return report, true
}

// maxReportDepth is how deep the steps of a report are read.
const maxReportDepth = 20

func parseSteps(list json.RawMessage, depth int) []ExecutionStep {
	if depth == 0 {
		return nil
	}
	var steps []ExecutionStep
	for _, members := range loose[[]map[string]json.RawMessage](list) {
		steps = append(steps, ExecutionStep{
			Name:        loose[string](members["name"]),
			Description: loose[string](members["description"]),
			Millis:      loose[float64](members["duration"]),
			Applied:     loose[[]json.RawMessage](members["applied"]),
			Steps:       parseSteps(members["children"], depth-1),
			configured:  members["configured"],
			result:      members["result"],
		})
	}
	return steps
}

// parseIdentities reads identities, whose type the report also calls kind.
func parseIdentities(list json.RawMessage) []UserID {
	var ids []UserID
	for _, members := range loose[[]map[string]json.RawMessage](list) {
		id := UserID{Name: loose[string](members["name"]), Provider: loose[string](members["provider"])}
		for _, name := range []string{"kind", "type"} {
			if kind := loose[string](members[name]); kind != "" {
				id.Type = IdentityType(kind)
			}
		}
		ids = append(ids, id)
	}
	return ids
}

// loose reads a value, and gives the zero value for one of another shape.
func loose[T any](source json.RawMessage) T {
	var value, none T
	if json.Unmarshal(source, &value) != nil {
		return none
	}
	return value
}

// Authentication is what the credential made of the query; ok is false when the
// report does not tell.
func (r ExecutionReport) Authentication() (authentication Authentication, ok bool) {
	step, ok := findStep(r.Steps, "PerformAuthentication")
	if !ok {
		return authentication, false
	}
	configured := loose[map[string]json.RawMessage](step.configured)
	result := loose[map[string]json.RawMessage](step.result)
	restrictions := loose[map[string]json.RawMessage](result["queryRestrictions"])
	authentication = Authentication{
		Method:    loose[string](configured["primary"]),
		UserIDs:   parseIdentities(result["userIds"]),
		Roles:     loose[[]string](result["roles"]),
		Groups:    loose[[]string](result["userGroups"]),
		Pipeline:  loose[string](restrictions["pipeline"]),
		SearchHub: loose[string](restrictions["searchHub"]),
		Filter:    loose[string](restrictions["filter"]),
	}
	if list := loose[[]string](configured["primary"]); len(list) > 0 {
		authentication.Method = list[0]
	}
	return authentication, true
}

// Routing is which pipeline the query went through; ok is false when the report does
// not tell.
func (r ExecutionReport) Routing() (routing Routing, ok bool) {
	step, ok := findStep(r.Steps, "ResolvePipeline")
	result := loose[map[string]json.RawMessage](step.result)
	return Routing{
		Pipeline: loose[string](result["pipeline"]), SearchHub: loose[string](result["searchHub"]), Reason: step.Description,
	}, ok
}

// PipelineFilter is what the pipeline itself adds to the query (the step
// ApplyFilterFeature), or "".
func (r ExecutionReport) PipelineFilter() string {
	step, _ := findStep(r.Steps, "ApplyFilterFeature")
	var filters []string
	for _, applied := range step.Applied {
		if filter := loose[string](applied); filter != "" {
			filters = append(filters, filter)
		}
	}
	if len(filters) > 1 {
		return "(" + strings.Join(filters, ") AND (") + ")"
	}
	return strings.Join(filters, "")
}

// findStep finds the first step of a name, at any depth.
func findStep(steps []ExecutionStep, name string) (ExecutionStep, bool) {
	for _, step := range steps {
		if step.Name == name {
			return step, true
		}
		if found, ok := findStep(step.Steps, name); ok {
			return found, true
		}
	}
	return ExecutionStep{}, false
}
