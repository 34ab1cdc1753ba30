package recorded

import (
	"encoding/json"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// parseFetch reads the call of JavaScript that browsers copy: an address, and an
// object of options that is JSON.
func parseFetch(text string) (raw, error) {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "await "), "fetch(")
	decoder := json.NewDecoder(strings.NewReader(text))
	var r raw
	if err := decoder.Decode(&r.url); err != nil {
		return raw{}, inputError("is a fetch call whose address cannot be read", "Copy the request as fetch or as cURL in the browser.")
	}
	var options struct {
		Method      string            `json:"method"`
		Headers     map[string]string `json:"headers"`
		Body        *string           `json:"body"`
		Credentials string            `json:"credentials"`
	}
	rest := strings.TrimSpace(text[decoder.InputOffset():])
	if after, ok := strings.CutPrefix(rest, ","); ok {
		decoder = json.NewDecoder(strings.NewReader(after))
		if err := decoder.Decode(&options); err != nil {
			return raw{}, inputError("is a fetch call whose options are not JSON", "Copy the request as fetch or as cURL in the browser.")
		}
		rest = strings.TrimSpace(after[decoder.InputOffset():])
	}
	if strings.Trim(rest, "); \r\n") != "" {
		r.notes = append(r.notes, "What follows the fetch call is left out.")
	}
	r.method = strings.ToUpper(options.Method)
	if r.method == "" {
		r.method = http.MethodGet
	}
	for name, value := range options.Headers {
		r.headers = append(r.headers, coveoapi.HeaderField{Name: name, Value: value})
	}
	slices.SortFunc(r.headers, func(a, b coveoapi.HeaderField) int { return strings.Compare(a.Name, b.Name) })
	if options.Body != nil {
		r.body = []byte(*options.Body)
	}
	if options.Credentials == "include" {
		r.notes = append(r.notes, noCookies)
	}
	return r, nil
}

// isRequestLine reports whether a text begins as an HTTP/1.1 request does (RFC 9112,
// section 3).
func isRequestLine(start string) bool {
	line, _, _ := strings.Cut(start, "\n")
	words := strings.Fields(line)
	return len(words) == 3 && words[0] == strings.ToUpper(words[0]) && strings.HasPrefix(words[2], "HTTP/")
}

// parseHTTP reads the text of an HTTP request: its line, headers, an empty line and
// the body.
func parseHTTP(text string) (raw, error) {
	head, body, _ := strings.Cut(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n")
	line, fields, _ := strings.Cut(head, "\n")
	words := strings.Fields(line)
	r := raw{method: words[0], url: words[1], body: []byte(body)}
	host := ""
	for field := range strings.SplitSeq(fields, "\n") {
		name, value, ok := strings.Cut(field, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		switch {
		case !ok:
		case strings.EqualFold(name, "Host"):
			host = value
		default:
			r.headers = append(r.headers, coveoapi.HeaderField{Name: name, Value: value})
		}
	}
	if strings.Contains(r.url, "://") {
		return r, nil
	}
	if host == "" {
		return raw{}, inputError("names no host", "Copy the Host header along.")
	}
	scheme := "https://"
	if isLoopback(host) {
		scheme = "http://"
	}
	r.url = scheme + host + r.url
	return r, nil
}

// isLoopback reports whether a host with or without port is this machine.
func isLoopback(host string) bool {
	if address, err := netip.ParseAddrPort(host); err == nil {
		return address.Addr().IsLoopback()
	}
	name, _, _ := strings.Cut(host, ":")
	address, err := netip.ParseAddr(name)
	return strings.EqualFold(name, "localhost") || err == nil && address.IsLoopback()
}
