package common

import (
	"reflect"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/trial"
)

// FilterTrial is what was counted for the filter of a request.
type FilterTrial struct {
	Request coveoapi.SearchTokenRequest
	Count   trial.Count
}

// TrialRequest is the draft's request as far as a trial of its filter depends on it;
// ok is false where there is no filter to try.
func (d *Draft) TrialRequest() (request coveoapi.SearchTokenRequest, ok bool) {
	if d.Kind != SearchToken || d.RawBody() != nil {
		return request, false
	}
	request, _ = d.SearchRequest() // what is wrong with it is not counted
	request.ValidForMillis, request.UserDisplayName = 0, ""
	return request, request.Filter != ""
}

// TriedFilter is what was counted for the draft's filter last; fresh says that the
// draft is still the one for which it was counted.
func (s *Session) TriedFilter() (count trial.Count, fresh bool) {
	if s.FilterTrial == nil {
		return trial.Count{}, false
	}
	request, ok := s.Draft.TrialRequest()
	return s.FilterTrial.Count, ok && reflect.DeepEqual(request, s.FilterTrial.Request)
}

// TrialPlan is what trying the draft's filter takes; ok is false where there is no
// connection or no filter to try.
func (s *Session) TrialPlan() (plan trial.Plan, ok bool) {
	request, ok := s.Draft.TrialRequest()
	connection := s.Connection
	if !ok || connection == nil {
		return plan, false
	}
	return trial.Plan{
		Client: connection.API, Key: connection.Keys.Minting, Held: connection.Held,
		HeldUnknown: connection.HeldUnknown != nil, Request: request,
	}, true
}
