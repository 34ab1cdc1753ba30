package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// ControlPath is where the control endpoint is, if it is switched on. ControlHelp says
// what it does.
const ControlPath = "/sandbox/control"

// ControlHelp describes the control endpoint.
func ControlHelp() string {
	return `GET /sandbox/control answers {"now":"…","offset":"1h0m0s","faults":["429*2"]}, the clock, how
far it is from the true time, and the faults. PUT changes what its JSON body names:
{"offset":"1h"}        put the clock an hour ahead of the true time
{"advance":"15m"}      move the clock on by fifteen minutes; -15m moves it back
{"faults":["503"]}     replace the faults; [] ends them
{"expireTokens":true}  make every token that was issued so far count as expired
It takes no credential, and answers this machine only and no web page of another site.
`
}

func isControl(path string) bool { return path == ControlPath }

// controlState is the answer of the control endpoint.
type controlState struct {
	Now    time.Time `json:"now"`
	Offset string    `json:"offset"`
	Faults []string  `json:"faults"`
}

// controlChange is what is to be changed; what is absent stays.
type controlChange struct {
	Offset       *string   `json:"offset"`
	Advance      *string   `json:"advance"`
	Faults       *[]string `json:"faults"`
	ExpireTokens bool      `json:"expireTokens"`
}

func (s *Sandbox) controlRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+ControlPath, s.serveControl)
	mux.HandleFunc("PUT "+ControlPath, s.serveControl)
}

func (s *Sandbox) serveControl(w http.ResponseWriter, r *http.Request) {
	if !fromLoopback(r) {
		http.Error(w, "The control endpoint answers this machine only.", http.StatusForbidden)
		return
	}
	if r.Method == http.MethodPut {
		if err := s.change(w, r); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(s.state()) // the caller may have left
}

// change applies all of a change or nothing.
func (s *Sandbox) change(w http.ResponseWriter, r *http.Request) error {
	var change controlChange
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&change); err != nil {
		return err
	}
	var offset, advance time.Duration
	var faults []Fault
	var err error
	if change.Offset != nil {
		if offset, err = time.ParseDuration(*change.Offset); err != nil {
			return err
		}
	}
	if change.Advance != nil {
		if advance, err = time.ParseDuration(*change.Advance); err != nil {
			return err
		}
	}
	if change.Faults != nil {
		if faults, err = parseFaults(*change.Faults); err != nil {
			return err
		}
		s.faults.set(faults)
	}
	if change.Offset != nil {
		s.clock.setOffset(offset)
	}
	s.clock.advance(advance)
	if change.ExpireTokens {
		s.ExpireTokens()
	}
	return nil
}

func parseFaults(texts []string) ([]Fault, error) {
	faults := make([]Fault, len(texts))
	for i, text := range texts {
		fault, err := ParseFault(strings.TrimSpace(text))
		if err != nil {
			return nil, err
		}
		faults[i] = fault
	}
	return faults, nil
}

func (s *Sandbox) state() controlState {
	state := controlState{Now: s.clock.now(), Offset: s.clock.currentOffset().String(), Faults: []string{}}
	for _, fault := range s.faults.list() {
		state.Faults = append(state.Faults, fault.String())
	}
	return state
}
