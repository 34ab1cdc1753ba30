package recorded_test

import (
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi/recorded"
)

// parse reads a text and fails when an error quotes the secret in it.
func parse(t *testing.T, text string) {
	recording, err := recorded.Parse(text)
	if err == nil && len(recording.Requests) == 0 {
		t.Error("no request and no error")
	}
	if err != nil && strings.Contains(err.Error(), "c4n4ry-s3cret") {
		t.Error(err)
	}
	for _, request := range recording.Requests {
		if notes := strings.Join(request.Notes, " "); strings.Contains(notes, "c4n4ry-s3cret") {
			t.Error(notes)
		}
		request.Target()
		if request.Token != nil {
			recorded.FormOf(request.Token)
		}
	}
}

func FuzzCurl(f *testing.F) {
	for _, text := range []string{chrome, chromeWindows, firefox, safari, older, byHand} {
		f.Add(strings.TrimPrefix(fill(text), "curl "))
	}
	f.Add("-d@c4n4ry-s3cret -- 'x' $'\\ud83d\\ude00\\x41\\101' -kXH")
	f.Fuzz(func(t *testing.T, text string) { parse(t, "curl "+text) })
}

func FuzzAddress(f *testing.F) {
	f.Add("acmecorp.org.coveo.com/rest/search/v2?access_token=c4n4ry-s3cret&q=lamp#x?access_token=%zz")
	f.Add("a:c4n4ry-s3cret@[::1]:70000/rest/search//?;&=")
	f.Fuzz(func(t *testing.T, text string) { parse(t, "https://"+text) })
}

func FuzzHAR(f *testing.F) {
	f.Add(har(entry("2026-03-14T08:59:02.000Z", "POST", searchAddress, lampPost, expired)))
	f.Add(`{"request":{"url":"https://x/rest/search/v2","postData":{"text":"{\"q\":null}"}},"response":{"status":200}}`)
	f.Add(fill(fetch))
	f.Add(fill(httpText))
	f.Fuzz(parse)
}

// A long text is read in a time that grows with its length alone.
func TestLongTextsAreReadInLinearTime(t *testing.T) {
	const size = 1 << 20
	for name, text := range map[string]string{
		"words":    "curl " + strings.Repeat("a ", size/2),
		"quotes":   "curl " + strings.Repeat("''", size/2),
		"slashes":  "curl ^\"" + strings.Repeat(`\`, size),
		"carets":   "curl ^\"" + strings.Repeat("^\n", size/2),
		"letters":  "curl -" + strings.Repeat("s", size),
		"ansi":     "curl $'" + strings.Repeat(`\u0041`, size/6) + "'",
		"query":    "https://acmecorp.org.coveo.com/rest/search/v2?" + strings.Repeat("a&", size/2),
		"headers":  "GET / HTTP/1.1\n" + strings.Repeat("a:b\n", size/4),
		"entries":  `{"log":{"entries":[` + strings.Repeat("{},", size/3) + `{}]}}`,
		"garbage":  strings.Repeat("\x00\xff{", size/3),
		"unclosed": `{"request":` + strings.Repeat(`{"a":`, size/5),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, _ = recorded.Parse(text)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}
