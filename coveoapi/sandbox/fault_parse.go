package sandbox

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// FaultKind names a way to misbehave.
type FaultKind string

// The faults. Those named by a status answer it with the body that Coveo would.
const (
	Fault401           FaultKind = "401"
	Fault403           FaultKind = "403"
	Fault419           FaultKind = "419"
	Fault429           FaultKind = "429" // 429=2s sends Retry-After: 2
	Fault500           FaultKind = "500"
	FaultPaused        FaultKind = "503" // the organization is paused
	FaultExpiredTokens FaultKind = "expired-tokens"
	FaultPrivilege401  FaultKind = "privilege-401"  // missing privileges answer 401 on platform APIs
	FaultReadOnly      FaultKind = "read-only"      // the organization is in read-only mode
	FaultDeniedIP      FaultKind = "denied-ip"      // the caller's address is not allowed
	FaultGrantLess     FaultKind = "grant-less"     // tokens hold less than was asked for
	FaultEffectiveLess FaultKind = "effective-less" // tokens may do less than they hold
	FaultHostile       FaultKind = "hostile"        // every text in answers acts on terminals
	FaultLatency       FaultKind = "latency"        // latency=300ms
	FaultHang          FaultKind = "hang"           // no answer ever
	FaultCut           FaultKind = "cut"            // the connection ends in the middle of the answer
	FaultDrip          FaultKind = "drip"           // drip=1s: the answer comes byte by byte
	FaultHTML          FaultKind = "html"           // a web page instead; html=200 gives its status, else 502
	FaultTruncated     FaultKind = "truncated"      // half of the JSON, as if it were all
	FaultSkew          FaultKind = "skew"           // skew=-9m moves the Date header
	FaultRedirect      FaultKind = "redirect"       // redirect=https://… answers 307
)

// faultHelp describes the kinds, in the order in which they are listed.
func faultHelp() [][2]string {
	return [][2]string{
		{"401, 403, 419, 500", "answer that status, as Coveo would"},
		{"429, 429=2s", "answer 429: without Retry-After, or with one of two seconds"},
		{"503", "the organization is paused, on the Search API"},
		{"expired-tokens", "every token counts as expired"},
		{"privilege-401", "missing privileges answer 401 on platform APIs"},
		{"read-only", "the organization is in read-only mode"},
		{"denied-ip", "the caller's address is not allowed"},
		{"grant-less", "tokens hold less than was asked for: one privilege, or a life of 15 minutes"},
		{"effective-less", "tokens may do less than they hold: their last privilege is not listed"},
		{"hostile", "answer texts with control sequences and hidden characters in them, as somebody who means harm"},
		{"latency=300ms", "answer later"},
		{"hang", "never answer"},
		{"cut", "end the connection in the middle of the answer"},
		{"drip=1s", "send the answer byte by byte, one every second"},
		{"html, html=200", "answer a web page, with status 502 or another"},
		{"truncated", "answer half of the JSON"},
		{"skew=-9m", "put the Date header nine minutes back"},
		{"redirect=URL", "answer 307, a redirect to another address"},
	}
}

// FaultHelp lists the faults that ParseFault reads, each with what it does.
func FaultHelp() string {
	var b strings.Builder
	for _, line := range faultHelp() {
		fmt.Fprintf(&b, "%-20s %s\n", line[0], line[1])
	}
	b.WriteString("Any fault takes *3 for the next three requests only and @/path for requests below a path.\n")
	return b.String()
}

// Fault is a way in which the sandbox misbehaves on purpose.
type Fault struct {
	Kind FaultKind
	// Duration is the delay of a latency, the time between two bytes of a drip, the
	// Retry-After of a 429 (0: none) or the distance of a skew.
	Duration time.Duration
	// Status is that of an HTML page.
	Status int
	// Location is where a redirect leads.
	Location string
	// Count is how many requests are hit; 0 means all.
	Count int
	// Path limits the fault to requests whose path begins with it.
	Path string
}

// String writes the fault as ParseFault reads it.
func (f Fault) String() string {
	text := string(f.Kind)
	switch {
	case f.Location != "":
		text += "=" + f.Location
	case f.Status != 0:
		text += "=" + strconv.Itoa(f.Status)
	case f.Duration != 0 || f.Kind == FaultLatency || f.Kind == FaultSkew || f.Kind == FaultDrip:
		text += "=" + f.Duration.String()
	}
	if f.Count != 0 {
		text += "*" + strconv.Itoa(f.Count)
	}
	if f.Path != "" {
		text += "@" + f.Path
	}
	return text
}

// ParseFault reads a fault: its kind, for some =value, then optionally *count for
// that many requests only and @/path for requests below a path. FaultHelp lists the
// kinds. Examples: "429=2s*3", "latency=300ms@/rest/search", "redirect=https://…".
func ParseFault(text string) (Fault, error) {
	spec, fault := text, Fault{}
	if at := strings.LastIndex(spec, "@/"); at >= 0 {
		spec, fault.Path = spec[:at], spec[at+1:]
	}
	if star := strings.LastIndexByte(spec, '*'); star >= 0 {
		count, err := strconv.Atoi(spec[star+1:])
		if err != nil || count < 1 {
			return Fault{}, fmt.Errorf("fault %q: after * a number of requests is needed", text)
		}
		spec, fault.Count = spec[:star], count
	}
	kind, value, given := strings.Cut(spec, "=")
	fault.Kind = FaultKind(strings.ToLower(strings.TrimSpace(kind)))
	if fault.Kind == "paused" {
		fault.Kind = FaultPaused
	}
	if err := fault.setValue(value, given); err != nil {
		return Fault{}, fmt.Errorf("fault %q: %w", text, err)
	}
	return fault, nil
}

// setValue reads what follows the equals sign.
func (f *Fault) setValue(value string, given bool) error {
	switch f.Kind {
	case FaultLatency, FaultSkew, FaultDrip:
		return f.setDuration(value)
	case Fault429:
		if given {
			return f.setDuration(value)
		}
		return nil
	case FaultHTML:
		return f.setStatus(value, given)
	case FaultRedirect:
		return f.setLocation(value)
	case Fault401, Fault403, Fault419, Fault500, FaultPaused, FaultExpiredTokens,
		FaultPrivilege401, FaultReadOnly, FaultDeniedIP, FaultGrantLess, FaultEffectiveLess, FaultHostile, FaultHang, FaultCut, FaultTruncated:
		if given {
			return fmt.Errorf("%s takes no value", f.Kind)
		}
		return nil
	default:
		return fmt.Errorf("there is no such fault; there are:\n%s", FaultHelp())
	}
}

func (f *Fault) setDuration(value string) error {
	duration, err := time.ParseDuration(value)
	if err != nil {
		return fmt.Errorf("%s needs a duration such as %s=2s", f.Kind, f.Kind)
	}
	if duration < 0 && f.Kind != FaultSkew {
		return fmt.Errorf("%s cannot be negative", f.Kind)
	}
	f.Duration = duration
	return nil
}

func (f *Fault) setStatus(value string, given bool) error {
	if !given {
		return nil
	}
	status, err := strconv.Atoi(value)
	if err != nil || status < 200 || status > 599 {
		return fmt.Errorf("%s needs a status from 200 to 599", f.Kind)
	}
	f.Status = status
	return nil
}

func (f *Fault) setLocation(value string) error {
	location, err := url.Parse(value)
	if err != nil || location.Host == "" || location.Scheme != "http" && location.Scheme != "https" {
		return fmt.Errorf("redirect needs an address, such as redirect=https://elsewhere.example")
	}
	f.Location = value
	return nil
}
