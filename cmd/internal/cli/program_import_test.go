package cli

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"coveotoken/coveoapi/sandbox"
	"coveotoken/ui/uitest"
)

// bobsToken is a token of the embedded organization for Bob, whose provider is
// misspelt, and who sees only what everybody sees.
func bobsToken(claims string) string {
	return makeToken(`{"alg":"HS256","typ":"JWT","kid":"coveo-token-sandbox"}`, fmt.Sprintf(
		`{"v8":true,"organization":"sandboxtumbleglow","userIds":[{"type":"User","name":"bob@example.com","provider":"Email Security provider"}],`+
			`"roles":["queryExecutor"],"iss":"SearchApi","searchHub":"SupportHub","filter":"@language==English","iat":%d,"exp":%d%s}`,
		fixedNow.Unix(), fixedNow.Unix()+3600, claims))
}

// recordedCurl is a search of a web page as a browser copies it.
func recordedCurl(token, more string) string {
	return `curl 'https://sandboxtumbleglow.org.coveo.com/rest/search/v2?organizationId=sandboxtumbleglow' \
  -H 'authorization: Bearer ` + token + `' \
  -H 'content-type: application/json' \
  -b 'visitor=1' \
  --data-raw '{"q":"reset password","aq":"@year>=2000","numberOfResults":7,"tab":"All","facets":[]` + more + `}' --insecure`
}

func TestAFailingRequestIsPastedRunAgainAndRunAsSomebodyElse(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 100, Height: 40})
	w.do("i")
	w.see("[5 Token", "paste a token, or a request")
	w.term.Paste(recordedCurl(bobsToken(""), ""))
	w.see("[request,")
	w.do("enter")
	w.see("From a curl command: the token and the query; asked to run a query", "Left out: Cookies are left out", "-k (--insecure) is refused", "expires in 1 h")
	w.see("It was sent to https://sandboxtumbleglow.org.coveo.com")
	w.do("x")
	w.see("reset password", "with the rest of the recorded query")
	w.do("enter")
	w.see("401", "as recorded", "7 results a page") // a token of another sandbox
	w.do("3")
	w.see("bob@example.com", "Email Security provider", "did you mean", "SupportHub", "@language==English")
	w.quit()
}

func TestARequestOfFortyKilobytesIsOnePaste(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 80, Height: 24})
	w.term.Paste(recordedCurl(bobsToken(`,"note":"\u001b]52;c;aGk=\u0007\u202e"`), `,"context":{"page":"`+strings.Repeat("p", 40<<10)+`"}`))
	w.see("From a curl command: the token and the query")
	w.do("x", "enter")
	w.see("as recorded")
	if strings.Contains(w.term.Output(), "\x1b]52;c;aGk=") {
		t.Error("a claim reached the terminal raw")
	}
	w.quit()
}

func TestAHARIsPastedAndItsRequestsAreWalkedThrough(t *testing.T) {
	entry := func(at, query string, status int, body string) string {
		return fmt.Sprintf(`{"startedDateTime":"2026-03-14T08:%s:00Z","request":{"method":"POST","url":"https://acme.org.coveo.com/rest/search/v2","headers":[{"name":"Authorization","value":"Bearer %s"}],`+
			`"postData":{"mimeType":"application/json","text":"{\"q\":\"%s\"}"}},"response":{"status":%d,"headers":[],"content":{"text":%q}}}`, at, bobsToken(""), query, status, body)
	}
	w := startDemo(t, uitest.Size{Width: 120, Height: 40})
	w.term.Paste(`{"log":{"entries":[` + entry("01", "fine", 200, `{"totalCountFiltered":0,"results":[]}`) + `,` +
		entry("00", "denied", 403, `{"message":"Access is denied.","errorCode":"ACCESS_DENIED"}`) + `]}}`)
	w.see("From a HAR, request 1 of 2 (n: next)", "✗ answered 403 Forbidden: This token may not run queries.")
	w.do("n")
	w.see("request 2 of 2", "✓ answered 200 OK, 0 of 0 results")
	w.do("x")
	w.see("fine")
	w.quit()
}

func TestWhatIsNoRequestIsSaidBesideTheField(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 80, Height: 24})
	w.do("i")
	w.term.Paste("curl 'https://acme.org.coveo.com")
	w.do("enter")
	w.see("ends inside of a quote")
	w.do("ctrl+u")
	w.term.Paste(strings.Repeat("x", 2<<20))
	w.do("enter")
	w.see("✗")
	w.quit()
}

// mintAgainst mints a search token with the command line from the sandbox of a whole
// program.
func mintAgainst(t *testing.T, w *wholeProgram, arguments ...string) string {
	t.Helper()
	p := newProgram(t)
	p.factory.now = w.clock.Now
	p.environment[endpointVariable] = w.server.URL()
	p.environment[organizationVariable] = sandbox.OrganizationID
	p.environment[keyVariable] = w.server.Keys().AuthenticatedSearch.Reveal()
	if code := p.run(context.Background(), append([]string{"mint", "search"}, arguments...)); code != exitDone {
		t.Fatalf("exit code %d, stderr %s", code, p.err)
	}
	return strings.TrimSpace(p.out.String())
}

// TestBobsRequestIsRunAgainFixedAndCompared plays a support case: the request that a
// customer sent is run as it is, as the same user with the provider spelt right, and
// beside a visitor's.
func TestBobsRequestIsRunAgainFixedAndCompared(t *testing.T) {
	w := startDemo(t, uitest.Size{Width: 120, Height: 40})
	token := mintAgainst(t, w, "--user", "bob@example.com:Email Security provider", "--search-hub", "SupportHub")
	w.do("i")
	w.term.Paste(`curl '` + w.server.URL() + `/rest/search/v2?organizationId=sandboxtumbleglow' -H 'authorization: Bearer ` + token + `' --data-raw '{"q":""}'`)
	w.do("enter")
	w.see("[5 Token", "There is a provider “Email Security Provider”, but none “Email Security provider”")
	w.do("x", "enter")
	w.see("[6 Query", "1–10 of 26", "pipeline CustomerSupport (expected CustomerSupport ✓)")
	w.do("3")
	w.see("[3 Details", "bob@example.com", "did you mean")
	w.do("tab")
	for range len("provider") {
		w.do("backspace")
	}
	w.do("type Provider", "ctrl+s", "enter")
	w.see("[5 Token", "expires in")
	w.do("x", "enter")
	w.see("[6 Query", "1–10 of 34")
	w.do("=", "r")
	w.see("[7 Compare", "bob@example.com gets all that anonymous gets")
	w.quit()
}
