package recorded

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// curlForm tells by the first quote whether a command is written for a POSIX shell or
// for the command processor of Windows, which protects quotes with ^.
func curlForm(start string) Form {
	if at := strings.IndexAny(start, `'"`); at > 0 && start[at-1] == '^' {
		return CurlWindows
	}
	if strings.Contains(start, "^\n") || strings.Contains(start, "^\r\n") {
		return CurlWindows
	}
	return Curl
}

// parseCurl reads a curl command.
func parseCurl(form Form, text string) (raw, error) {
	split := posixWords
	if form == CurlWindows {
		split = windowsWords
	}
	words, err := split(text)
	if err != nil {
		return raw{}, err
	}
	c := curlCommand{words: words.words, options: longOptions(), letters: shortOptions()}
	for c.at < len(c.words) && !isCurl(c.words[c.at]) {
		c.at++ // the prompt
	}
	c.at++
	for c.at < len(c.words) {
		c.argument()
	}
	if words.more {
		c.note("What follows the curl command is left out.")
	}
	if words.expands {
		c.note("Variables and commands in it ($…, `…`) are not filled in.")
	}
	return c.raw()
}

func isCurl(word string) bool {
	word = strings.ToLower(word)
	return word == "curl" || word == "curl.exe"
}

// curlCommand is a command that is being read.
type curlCommand struct {
	words []string
	at    int
	// options and letters are the options that are known.
	options map[string]curlOption
	letters map[byte]string

	urls    []string
	headers []coveoapi.HeaderField
	method  string
	data    []string
	json    []string
	queries []string
	// get puts the data into the URL; file says that data are in a file.
	get, head, file bool
	notes           []string
}

func (c *curlCommand) note(text string) {
	if !slices.Contains(c.notes, text) {
		c.notes = append(c.notes, text)
	}
}

// argument reads the next word, with its value when it is an option that has one.
func (c *curlCommand) argument() {
	word := c.words[c.at]
	c.at++
	switch {
	case strings.HasPrefix(word, "--") && len(word) > 2:
		c.long(word[2:])
	case strings.HasPrefix(word, "-") && len(word) > 1 && word != "--":
		c.short(word[1:])
	case word != "" && word != "--":
		c.urls = append(c.urls, word)
	}
}

func (c *curlCommand) long(name string) {
	option, known := c.options[name]
	switch {
	case !known:
		c.unknown("--" + name)
	case option.value:
		c.apply(name, option, c.value())
	default:
		c.apply(name, option, "")
	}
}

// short reads letters in one word: flags, and at its end perhaps an option whose
// value is the rest of the word or the next one.
func (c *curlCommand) short(letters string) {
	for i := range len(letters) {
		name, known := c.letters[letters[i]]
		if !known {
			c.unknown("-" + letters[i:i+1])
			return
		}
		option := c.options[name]
		if !option.value {
			c.apply(name, option, "")
			continue
		}
		value := letters[i+1:]
		if value == "" {
			value = c.value()
		}
		c.apply(name, option, value)
		return
	}
}

func (c *curlCommand) value() string {
	if c.at >= len(c.words) {
		return ""
	}
	c.at++
	return c.words[c.at-1]
}

// unknown names an option that is not known, without the value that seems to follow.
func (c *curlCommand) unknown(option string) {
	const longest = 24
	c.note("The option " + option[:min(len(option), longest)] + " is not known, and is left out.")
	if c.at < len(c.words) && !strings.HasPrefix(c.words[c.at], "-") && !strings.Contains(c.words[c.at], "://") {
		c.at++
	}
}

// apply takes an option for what it means to us.
func (c *curlCommand) apply(name string, option curlOption, value string) {
	if option.note != "" {
		c.note(option.note)
	}
	if option.use != nil {
		option.use(c, value)
	}
	if option.note == "" && option.use == nil && !option.harmless {
		c.note("--" + name + " is left out.")
	}
}

func (c *curlCommand) addHeader(text string) {
	if strings.HasPrefix(text, "@") {
		c.note("A file of headers is named, which is not opened.")
		return
	}
	name, value, ok := strings.Cut(text, ":")
	if ok && strings.TrimSpace(value) != "" { // an empty one takes a header away
		c.headers = append(c.headers, coveoapi.HeaderField{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
	}
}

// addData takes data of the body; with @ they are in a file.
func (c *curlCommand) addData(text string) {
	if strings.HasPrefix(text, "@") {
		c.named()
		return
	}
	c.data = append(c.data, text)
}

// addEncoded takes data that curl encodes: "value", "=value", "name=value", and with
// @ those of a file.
func (c *curlCommand) addEncoded(text string, into *[]string) {
	at := strings.IndexAny(text, "=@")
	switch {
	case at >= 0 && text[at] == '@':
		c.named()
	case at > 0:
		*into = append(*into, text[:at+1]+url.QueryEscape(text[at+1:]))
	default:
		*into = append(*into, url.QueryEscape(strings.TrimPrefix(text, "=")))
	}
}

func (c *curlCommand) addJSON(text string) {
	if strings.HasPrefix(text, "@") {
		c.named()
		return
	}
	c.json = append(c.json, text)
}

func (c *curlCommand) named() {
	c.file = true
	c.note("The body is in a file, which is not opened: paste its text in the place of @ and the name.")
}

// formType is what curl says of data when it is not told.
const formType = "application/x-www-form-urlencoded"

// raw puts the request together as curl would send it.
func (c *curlCommand) raw() (raw, error) {
	if len(c.urls) == 0 {
		return raw{}, inputError("names no URL", "Copy the whole curl command.")
	}
	if len(c.urls) > 1 {
		c.note("It names several URLs; the first is read.")
	}
	r := raw{method: c.method, url: c.urls[0], headers: c.headers, notes: c.notes}
	if !strings.Contains(r.url, "://") {
		r.url = "https://" + r.url
	}
	body := strings.Join(c.data, "&")
	if len(c.json) > 0 {
		body = strings.Join(c.json, "")
		r.headers = append(r.headers, coveoapi.HeaderField{Name: "Content-Type", Value: "application/json"})
	}
	queries := c.queries
	if c.get && body != "" {
		queries, body = append(queries, body), ""
	}
	r.addQuery(strings.Join(queries, "&"))
	r.body = []byte(body)
	if body != "" && r.header("Content-Type") == "" {
		r.headers = append(r.headers, coveoapi.HeaderField{Name: "Content-Type", Value: formType})
	}
	switch {
	case r.method != "":
	case c.head:
		r.method = http.MethodHead
	case body != "" || c.file && !c.get:
		r.method = http.MethodPost
	default:
		r.method = http.MethodGet
	}
	return r, nil
}
