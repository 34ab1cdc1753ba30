package sandbox

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// faultSet holds the faults that are on.
type faultSet struct {
	mu     sync.Mutex
	faults []Fault
}

// set replaces the faults.
func (s *faultSet) set(faults []Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append([]Fault(nil), faults...)
}

func (s *faultSet) list() []Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Fault{}, s.faults...)
}

// take gives the faults that hit a request and counts them down.
func (s *faultSet) take(path string) effects {
	s.mu.Lock()
	defer s.mu.Unlock()
	var hit effects
	kept := s.faults[:0]
	for _, fault := range s.faults {
		if !strings.HasPrefix(path, fault.Path) {
			kept = append(kept, fault)
			continue
		}
		hit = append(hit, fault)
		if fault.Count != 1 {
			fault.Count = max(0, fault.Count-1)
			kept = append(kept, fault)
		}
	}
	s.faults = kept
	return hit
}

// effects are the faults that hit one request.
type effects []Fault

func (e effects) find(kinds ...FaultKind) (Fault, bool) {
	for _, fault := range e {
		for _, kind := range kinds {
			if fault.Kind == kind {
				return fault, true
			}
		}
	}
	return Fault{}, false
}

func (e effects) has(kind FaultKind) bool {
	_, found := e.find(kind)
	return found
}

// names lists the faults for the log.
func (e effects) names() string {
	names := make([]string, len(e))
	for i, fault := range e {
		names[i] = string(fault.Kind)
	}
	return strings.Join(names, ", ")
}

// delay waits out a latency or a hang. It reports whether to go on.
func (e effects) delay(r *http.Request, closing <-chan struct{}) bool {
	var wake <-chan time.Time
	latency, late := e.find(FaultLatency)
	switch {
	case e.has(FaultHang):
	case late:
		timer := time.NewTimer(latency.Duration)
		defer timer.Stop()
		wake = timer.C
	default:
		return true
	}
	select {
	case <-wake:
		return true
	case <-r.Context().Done():
	case <-closing:
	}
	return false
}

// faultAnswer is what a fault answers instead of the operation.
type faultAnswer struct {
	verdict verdict
	message string
	header  http.Header
	// page is set when the answer is a web page.
	page string
}

// instead gives the answer of the first fault that replaces the operation's.
func (e effects) instead(f family) (faultAnswer, bool) {
	for _, fault := range e {
		if answer, ok := fault.answer(f); ok {
			return answer, true
		}
	}
	return faultAnswer{}, false
}

func (f Fault) answer(fam family) (faultAnswer, bool) {
	switch f.Kind {
	case Fault401:
		return causeAnswer(fam, causeBadCredential, "Invalid access token."), true
	case Fault403:
		return causeAnswer(fam, causeForbidden, "Access is denied."), true
	case Fault419:
		return faultAnswer{verdict: searchVerdict(causeExpired), message: "Expired token"}, true
	case Fault429:
		return f.tooMany(), true
	case Fault500:
		return causeAnswer(fam, causeInternal, "An unexpected error happened."), true
	case FaultPaused:
		if fam == platformFamily {
			return faultAnswer{}, false // the console still answers while the index sleeps
		}
		return faultAnswer{verdict: verdict{http.StatusServiceUnavailable, "ORGANIZATION_PAUSED", "OrganizationIsPausedException"}, message: "The organization is paused."}, true
	case FaultHTML:
		status := f.Status
		if status == 0 {
			status = http.StatusBadGateway
		}
		return faultAnswer{verdict: verdict{status: status}, page: faultPage}, true
	case FaultRedirect:
		return faultAnswer{verdict: verdict{status: http.StatusTemporaryRedirect}, header: http.Header{"Location": {f.Location}}}, true
	default:
		return faultAnswer{}, false
	}
}

func causeAnswer(fam family, c cause, message string) faultAnswer {
	return faultAnswer{verdict: fam.verdict(c), message: message}
}

// tooMany answers 429. No source of Coveo names a code or promises Retry-After.
func (f Fault) tooMany() faultAnswer {
	answer := faultAnswer{
		verdict: verdict{http.StatusTooManyRequests, "TOO_MANY_REQUESTS", "TooManyRequestsException"},
		message: "Too many requests.",
	}
	if f.Duration > 0 {
		seconds := int((f.Duration + time.Second - 1) / time.Second)
		answer.header = http.Header{"Retry-After": {strconv.Itoa(seconds)}}
	}
	return answer
}

const faultPage = `<!DOCTYPE html>
<html><head><title>Sign in to the network</title></head>
<body><h1>Sign in to the network</h1><p>This page stands for a proxy that answers instead of Coveo.</p></body></html>
`
