package sandbox

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"
)

// eventAnswer is what the Event API answers for each event.
type eventAnswer struct {
	Accepted     bool   `json:"accepted"`
	ErrorCode    string `json:"errorCode,omitempty"`
	ErrorMessage string `json:"errorMessage,omitempty"`
}

// eventValidation is the answer of the validation, ClientValidateEventResponseModel.
type eventValidation struct {
	Valid  bool         `json:"valid"`
	Errors []eventError `json:"errors"`
}

type eventError struct {
	Type    string `json:"type"`
	Message string `json:"message"`
	Path    string `json:"path"`
}

// sendEvents serves POST …/events/v1. Events are checked and dropped.
func sendEvents(c *call) (any, error) {
	events, err := c.events()
	if err != nil {
		return nil, err
	}
	answers := make([]eventAnswer, len(events))
	for i, event := range events {
		answers[i] = eventAnswer{Accepted: true}
		if problems := checkEvent(event); len(problems) > 0 {
			answers[i] = eventAnswer{false, "INVALID_EVENT", problems[0].Message}
		}
	}
	return map[string]any{"events": answers}, nil
}

// validateEvents serves POST …/events/v1/validate, which writes nothing.
func validateEvents(c *call) (any, error) {
	events, err := c.events()
	if err != nil {
		return nil, err
	}
	answers := make([]eventValidation, len(events))
	for i, event := range events {
		problems := checkEvent(event)
		answers[i] = eventValidation{Valid: len(problems) == 0, Errors: problems}
	}
	return answers, nil
}

// events reads a list of events. Beacons send it as plain text.
func (c *call) events() ([]map[string]any, error) {
	var raw []json.RawMessage
	if err := c.decode(&raw); err != nil {
		return nil, err
	}
	if len(raw) == 0 {
		return nil, fail(causeBadRequest, "A JSON array with at least one event is needed.")
	}
	events := make([]map[string]any, len(raw))
	for i := range raw {
		if json.Unmarshal(raw[i], &events[i]) != nil {
			return nil, fail(causeBadRequest, "The element '["+strconv.Itoa(i)+"]' must be a JSON object.")
		}
	}
	return events, nil
}

// checkEvent looks for what every event has: meta with type, timestamp and client.
func checkEvent(event map[string]any) []eventError {
	problems := []eventError{}
	meta, ok := event["meta"].(map[string]any)
	if !ok {
		return append(problems, eventError{"required", "The member 'meta' is required.", "$.meta"})
	}
	for _, name := range []string{"type", "ts", "clientId", "config"} {
		if meta[name] == nil {
			problems = append(problems, eventError{"required", "The member 'meta." + name + "' is required.", "$.meta." + name})
		}
	}
	return problems
}

// visit is the answer to a usage analytics event.
type visit struct {
	SearchEventUID string `json:"searchEventUid,omitempty"` // of a search
	VisitID        string `json:"visitId"`
	VisitorID      string `json:"visitorId"`
	ClientID       string `json:"clientId"`
}

// logAnalytics serves the events of /rest/ua/v15/analytics. They are read and dropped.
func logAnalytics(c *call) (any, error) {
	var event struct {
		ClientID  string `json:"clientId"`
		SearchUID string `json:"searchQueryUid"`
	}
	if err := c.decode(&event); err != nil {
		return nil, err
	}
	answer := visit{VisitID: newRequestID(), VisitorID: c.r.URL.Query().Get("visitor"), ClientID: event.ClientID}
	if answer.VisitorID == "" {
		answer.VisitorID = newRequestID()
	}
	if strings.HasSuffix(c.r.URL.Path, "/search") {
		answer.SearchEventUID = cmp.Or(event.SearchUID, newRequestID())
	}
	return answer, nil
}

// collectAnalytics serves POST /rest/ua/v15/analytics/collect.
func collectAnalytics(*call) (any, error) { return map[string]any{}, nil }

// analyticsHealth serves GET /rest/ua/v15/analytics/monitoring/health.
func analyticsHealth(*call) (any, error) { return map[string]any{"status": "UP"}, nil }
