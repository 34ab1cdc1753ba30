package support

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"
)

const canary = `CANARY/+="<&>\~canary é 0123456789`

func TestASecretIsFoundInEveryForm(t *testing.T) {
	quoted, err := json.Marshal(canary)
	if err != nil {
		t.Fatal(err)
	}
	twice := url.QueryEscape(url.QueryEscape("a=" + canary))
	for name, text := range map[string]string{
		"raw":             canary,
		"JSON":            string(quoted),
		"URL path":        url.PathEscape(canary),
		"URL twice":       twice,
		"base64":          base64.StdEncoding.EncodeToString([]byte(canary)),
		"base64, shifted": base64.StdEncoding.EncodeToString([]byte("Basic x:" + canary)),
		"base64url":       base64.RawURLEncoding.EncodeToString([]byte("ab" + canary + "z")),
		"after a word":    "prefix" + base64.StdEncoding.EncodeToString([]byte(canary)),
	} {
		if Leaks("some text\n< X-Header: "+text+" and more", []string{"other", canary}) == 0 {
			t.Errorf("%s: not found in %s", name, text)
		}
	}
}

func TestWhatLooksLikeASecretIsFound(t *testing.T) {
	for _, text := range []string{
		"eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "xx01234567-89ab-cdef-0123-456789abcdef", "xxSANDBOX-authenticated",
		"Authorization: Bearer abcdefghijklmnop", "https://x/?access_token=abcdefgh", "accessToken=abcdefgh",
	} {
		if Leaks("text "+text, nil) == 0 {
			t.Errorf("%s was not found", text)
		}
	}
}

func TestOrdinaryTextHoldsNoSecret(t *testing.T) {
	for _, text := range []string{
		"Authorization: [***]", "access_token=[***]&q=1", "Bearer [***]", "••••(sha256:ab12cd34)",
		"X-Request-Id: 7d22ddb2-0823-7165-ff83-8e8fabd89623", "the bearer is Alice", "%zz \\u12", "",
	} {
		if found := Leaks(text, []string{"a-secret-value", ""}); found != 0 {
			t.Errorf("%d found in %q", found, text)
		}
	}
}

func TestAFileWithASecretIsNotFinished(t *testing.T) {
	var file File
	file.Section("Program", Rows([][2]string{{"version", "1.2.3"}, {"os", "linux"}})...)
	text, err := file.Finish([]string{canary})
	if err != nil || !strings.Contains(text, "version  1.2.3\nos       linux\n") || !strings.Contains(text, "0 secrets found by self-check") {
		t.Errorf("%v: %s", err, text)
	}
	file.Section("Log", "token "+url.PathEscape(canary))
	text, err = file.Finish([]string{canary})
	var leak *LeakError
	if !errors.As(err, &leak) || text != "" || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("%v: %q", err, text)
	}
}

func FuzzLeaks(f *testing.F) {
	f.Add("before", "after", "secret-value")
	f.Add("%4", "1", "A secret")
	f.Fuzz(func(t *testing.T, before, after, secret string) {
		if secret != "" && Leaks(before+secret+after, []string{secret}) == 0 {
			t.Errorf("%q was not found", secret)
		}
	})
}
