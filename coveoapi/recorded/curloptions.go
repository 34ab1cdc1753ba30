package recorded

import "strings"

// curlOption is an option of curl, as far as it matters here (curl's manual page).
type curlOption struct {
	// value says that a value follows.
	value bool
	// use takes what it says about the request.
	use func(c *curlCommand, value string)
	// note says why it is left out. An option with neither use nor note is named,
	// unless it is harmless: it changes nothing about what is asked.
	note     string
	harmless bool
}

// The notes about what is left out on purpose.
const (
	noCookies   = "Cookies are left out: Coveo's APIs do not need them."
	noInsecure  = "-k (--insecure) is refused: certificates are always checked."
	noProxy     = "The proxy is left out: the one of this machine's environment is used."
	noRedirects = "Redirects are not followed."
	noPassword  = "A user name and password are left out: Coveo's APIs take a key or a token."
	noFiles     = "Options that read or write files are left out."
	noCertFiles = "Its own certificates are left out: those of this machine are used."
	noOtherHost = "It sends to another host than the URL names (--resolve, --connect-to), which is not done."
)

// longOptions are the options by their long name.
func longOptions() map[string]curlOption {
	options := map[string]curlOption{
		"header":         {value: true, use: (*curlCommand).addHeader},
		"data":           {value: true, use: (*curlCommand).addData},
		"data-ascii":     {value: true, use: (*curlCommand).addData},
		"data-binary":    {value: true, use: (*curlCommand).addData},
		"data-raw":       {value: true, use: func(c *curlCommand, v string) { c.data = append(c.data, v) }},
		"data-urlencode": {value: true, use: func(c *curlCommand, v string) { c.addEncoded(v, &c.data) }},
		"url-query":      {value: true, use: func(c *curlCommand, v string) { c.addEncoded(v, &c.queries) }},
		"json":           {value: true, use: (*curlCommand).addJSON},
		"request":        {value: true, use: func(c *curlCommand, v string) { c.method = strings.ToUpper(v) }},
		"url":            {value: true, use: func(c *curlCommand, v string) { c.urls = append(c.urls, v) }},
		"oauth2-bearer":  {value: true, use: func(c *curlCommand, v string) { c.addHeader("Authorization: Bearer " + v) }},
		"get":            {use: func(c *curlCommand, _ string) { c.get = true }},
		"head":           {use: func(c *curlCommand, _ string) { c.head = true }},
		"next":           {note: "Only the first of several requests is read.", use: func(c *curlCommand, _ string) { c.at = len(c.words) }},
		"insecure":       {note: noInsecure},
		"proxy-insecure": {note: noInsecure},
	}
	add := func(names string, option curlOption) {
		for name := range strings.FieldsSeq(names) {
			options[name] = option
		}
	}
	add("cookie cookie-jar", curlOption{value: true, note: noCookies})
	add("user", curlOption{value: true, note: noPassword})
	add("proxy proxy-user proxy-header noproxy preproxy socks4 socks4a socks5 socks5-hostname", curlOption{value: true, note: noProxy})
	add("cert key cacert capath pass cert-type key-type proxy-cacert", curlOption{value: true, note: noCertFiles})
	add("resolve connect-to unix-socket abstract-unix-socket", curlOption{value: true, note: noOtherHost})
	add("output dump-header upload-file config trace trace-ascii stderr form form-string output-dir", curlOption{value: true, note: noFiles})
	add("remote-name remote-header-name remote-name-all create-dirs", curlOption{note: noFiles})
	add("location location-trusted", curlOption{note: noRedirects})
	add("user-agent referer max-time connect-timeout retry retry-delay retry-max-time max-redirs limit-rate write-out keepalive-time speed-time speed-limit ciphers tls-max tls13-ciphers", curlOption{value: true, harmless: true})
	add("range interface dns-servers request-target aws-sigv4 time-cond", curlOption{value: true})
	add(`compressed silent show-error include verbose fail fail-with-body no-buffer globoff progress-bar ipv4 ipv6 disable
		http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only tlsv1 tlsv1.2 tlsv1.3 no-keepalive path-as-is retry-all-errors
		ssl-reqd no-progress-meter compressed-ssh http0.9 raw tcp-nodelay basic`, curlOption{harmless: true})
	return options
}

// shortOptions are the long names of the one-letter options.
func shortOptions() map[byte]string {
	return map[byte]string{
		'H': "header", 'd': "data", 'X': "request", 'G': "get", 'I': "head", 'k': "insecure", ':': "next",
		'b': "cookie", 'c': "cookie-jar", 'u': "user", 'x': "proxy", 'U': "proxy-user", 'E': "cert",
		'o': "output", 'D': "dump-header", 'T': "upload-file", 'K': "config", 'F': "form", 'O': "remote-name", 'J': "remote-header-name",
		'L': "location", 'A': "user-agent", 'e': "referer", 'm': "max-time", 'w': "write-out", 'r': "range", 'y': "speed-time", 'Y': "speed-limit", 'z': "time-cond",
		's': "silent", 'S': "show-error", 'i': "include", 'v': "verbose", 'f': "fail", 'N': "no-buffer", 'g': "globoff", '#': "progress-bar",
		'4': "ipv4", '6': "ipv6", 'q': "disable", '0': "http1.0", '1': "tlsv1",
	}
}
