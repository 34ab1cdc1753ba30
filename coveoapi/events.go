package coveoapi

import (
	"context"
	"encoding/json"
)

// OperationValidateEvents names the call in errors and logs.
const OperationValidateEvents = "validate analytics events"

// EventValidation says whether an analytics event is valid
// (ClientValidateEventResponseModel).
type EventValidation struct {
	Valid  bool           `json:"valid"`
	Errors []EventMistake `json:"errors"`
}

// EventMistake is what is wrong with an event.
type EventMistake struct {
	Type    string `json:"type"`
	Message string `json:"message"`
	// Path is where in the event, such as "$.meta.config.trackingId".
	Path string `json:"path"`
}

// ValidateEvents checks analytics events without storing them (POST
// …/events/v1/validate), and so tests whether a token may send any. There is one
// answer for each event. It may be repeated. It needs
// USAGE_ANALYTICS/ANALYTICS_DATA:EDIT.
func (c *Client) ValidateEvents(ctx context.Context, token Secret, events []json.RawMessage) (Reply[[]EventValidation], error) {
	target := c.config.Target
	url := target.organizationURL(target.Endpoint.Analytics, "events/v1/validate")
	request, err := post(OperationValidateEvents, url, append([]json.RawMessage{}, events...), token)
	if err != nil {
		return Reply[[]EventValidation]{}, &InputError{Field: "events", Reason: "are not valid JSON", Remedy: "Give a JSON object for each event."}
	}
	request.Repeatable = true
	return call[[]EventValidation](ctx, c, request)
}
