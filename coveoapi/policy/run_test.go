package policy_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/policy"
	"coveotoken/jwtview"
)

// server is a Coveo of a few lines: a token's value is the name of its first user.
type server struct {
	mutex         sync.Mutex
	mints, asked  []string
	running, most int
	// gate, when it is set, holds every query back until gateOf have come.
	gate   chan struct{}
	gateOf int
	// mintErr and searchErr fail calls; find answers them.
	mintErr    func(user string) error
	find       func(user string, query coveoapi.SearchQuery) (coveoapi.SearchResponse, error)
	privileges []coveoapi.Privilege
	platform   string
}

func (s *server) MintSearchToken(_ context.Context, _ coveoapi.SearchTokenVersion, body coveoapi.SearchTokenRequest) (coveoapi.Reply[coveoapi.Secret], error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	user := body.UserIDs[0].Name
	s.mints = append(s.mints, user)
	if s.mintErr != nil {
		if err := s.mintErr(user); err != nil {
			return coveoapi.Reply[coveoapi.Secret]{}, err
		}
	}
	return coveoapi.Reply[coveoapi.Secret]{Value: coveoapi.NewSecret(user)}, nil
}

func (s *server) MintPlatformToken(context.Context, coveoapi.PlatformTokenRequest) (coveoapi.Reply[coveoapi.Secret], error) {
	return coveoapi.Reply[coveoapi.Secret]{Value: coveoapi.NewSecret(s.platform)}, nil
}

func (s *server) PrivilegesOf(context.Context, coveoapi.Secret) (coveoapi.Reply[[]coveoapi.Privilege], error) {
	return coveoapi.Reply[[]coveoapi.Privilege]{Value: s.privileges}, nil
}

func (s *server) Search(_ context.Context, token coveoapi.Secret, _ coveoapi.CredentialPlace, query coveoapi.SearchQuery) (coveoapi.Reply[coveoapi.SearchResponse], error) {
	s.mutex.Lock()
	s.asked = append(s.asked, query.Q+"|"+query.AQ)
	s.running++
	s.most = max(s.most, s.running)
	if len(s.asked) == s.gateOf {
		close(s.gate)
	}
	s.mutex.Unlock()
	if s.gate != nil {
		<-s.gate
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.running--
	reply, err := s.find(token.Reveal(), query)
	return coveoapi.Reply[coveoapi.SearchResponse]{Value: reply}, err
}

// items answers with so many results, of which as many are read as were asked for.
func items(query coveoapi.SearchQuery, total int, pipeline string) coveoapi.SearchResponse {
	reply := coveoapi.SearchResponse{TotalCountFiltered: total, Pipeline: pipeline}
	for i := range min(total, query.NumberOfResults) {
		reply.Results = append(reply.Results, coveoapi.SearchResult{Title: fmt.Sprintf("Item %d", i+1), UniqueID: fmt.Sprint("id-", i+1)})
	}
	return reply
}

func verify(ctx context.Context, t *testing.T, s *server, checks string) policy.Report {
	t.Helper()
	p, err := policy.Parse([]byte("policy: 1\nchecks:\n" + checks))
	if err != nil {
		t.Fatalf("%v", err)
	}
	return policy.Run(ctx, p, policy.Options{
		Client: s,
		Token: func(_ context.Context, ref policy.TokenRef) (coveoapi.Secret, error) {
			if ref.File == "gone.jwt" {
				return coveoapi.Secret{}, errors.New("no such file")
			}
			return coveoapi.NewSecret(ref.File), nil
		},
		Open: func(token coveoapi.Secret) (*jwtview.Token, error) { return jwtview.Decode(token.Reveal()) },
	})
}

// outcomes writes one line for each assertion.
func outcomes(r policy.Report) []string {
	var lines []string
	for _, result := range r.Results {
		o := result.Outcome
		line := fmt.Sprintf("%s %s", o.Status, result.Assertion.Expect.Text())
		for _, more := range []string{o.Got, o.First, o.Reason} {
			if more != "" {
				line += " | " + more
			}
		}
		if o.Err != nil {
			line += fmt.Sprintf(" | %v skipped=%t", o.Err, o.Skipped)
		}
		lines = append(lines, line)
	}
	return lines
}

func wantOutcomes(t *testing.T, r policy.Report, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, outcomes(r)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCountsAreAskedOfTheServer(t *testing.T) {
	s := &server{find: func(_ string, query coveoapi.SearchQuery) (coveoapi.SearchResponse, error) {
		if strings.Contains(query.AQ, `@source=="HR"`) {
			return items(query, 14, "Support"), nil
		}
		return items(query, 2500, "Support"), nil
	}}
	report := verify(t.Context(), t, s, `
- as: a@b.c
  query: {q: lamp, aq: '@year==2026 OR @year==2025'}
  expect:
    results: {atMost: 9}
    from: {source: {HR: 0}, objecttype: {HR: {atLeast: 1}}}
    includes: [item 7, id-900, Item 1001]
    excludes: [Item 1001, id-2]
    pipeline: Other
    sameAs: anonymous
`)
	wantOutcomes(t, report,
		`failed at most 9 results | 2500 | Item 1`,
		`failed 0 from "HR" | 14 | Item 1`,
		`passed at least 1 with objecttype "HR" | 2500`,
		`passed "item 7" among the results | result 7`,
		`passed "id-900" among the results | result 900`,
		`not_checked "Item 1001" among the results | it is not among the first 1000 of 2500 results; a narrower query would tell`,
		`not_checked no "Item 1001" among the results | it is not among the first 1000 of 2500 results; a narrower query would tell`,
		`failed no "id-2" among the results | result 2 | Item 2`,
		`failed pipeline "Other" | "Support"`,
		`not_checked the same results as anonymous | both find 2500, and only the first 1000 can be told apart; a narrower query would tell`,
	)
	want := `lamp|(@year==2026 OR @year==2025) @source=="HR"`
	if !strings.Contains(strings.Join(s.asked, "\n"), want) {
		t.Errorf("asked %q, want %q", s.asked, want)
	}
	// Two counts, two sizes of the plain query, and the other's.
	if len(s.asked) != 5 {
		t.Errorf("%d queries: %q", len(s.asked), s.asked)
	}
}

func TestTheSameResultsAreTheSameItems(t *testing.T) {
	s := &server{find: func(user string, query coveoapi.SearchQuery) (coveoapi.SearchResponse, error) {
		reply := items(query, 3, "")
		switch {
		case user == "reversed":
			reply.Results[0], reply.Results[2] = reply.Results[2], reply.Results[0]
		case user == "other":
			reply.Results[1] = coveoapi.SearchResult{UniqueID: "id-x"}
		case user == "many":
			reply = items(query, 2000, "")
		}
		return reply, nil
	}}
	report := verify(t.Context(), t, s, `
- {as: one, expect: {sameAs: reversed}}
- {as: one, expect: {sameAs: other}}
- {as: one, expect: {sameAs: many}}
- {as: one, expect: {pipeline: x}}
`)
	wantOutcomes(t, report,
		`passed the same results as reversed | the same 3`,
		`failed the same results as other | 1 more and 1 fewer | Item 2`,
		`failed the same results as many | 3 against 2000`,
		`not_checked pipeline "x" | the reply does not say which pipeline answered`,
	)
}

func TestEachFormIsMintedOnceAndFewChecksRunAtATime(t *testing.T) {
	const atATime, checks = 4, 12
	// The first four wait for one another, so that fewer at a time would hang.
	s := &server{gate: make(chan struct{}), gateOf: atATime, find: func(_ string, query coveoapi.SearchQuery) (coveoapi.SearchResponse, error) {
		return items(query, 1, ""), nil
	}}
	var text strings.Builder
	for i := range checks {
		fmt.Fprintf(&text, "- {as: user%d@example.com, expect: {results: 1}}\n", i%2)
	}
	report := verify(t.Context(), t, s, text.String())
	if report.Count(policy.Passed) != checks || len(s.mints) != 2 {
		t.Errorf("%d passed after %d mints", report.Count(policy.Passed), len(s.mints))
	}
	if s.most != atATime {
		t.Errorf("%d queries ran at a time, want %d", s.most, atATime)
	}
}

func TestAFailureThatWouldComeBackEndsTheRun(t *testing.T) {
	limited := &coveoapi.APIError{Operation: coveoapi.OperationSearch, Status: 429}
	s := &server{find: func(_ string, query coveoapi.SearchQuery) (coveoapi.SearchResponse, error) {
		if query.Q == "second" {
			return coveoapi.SearchResponse{}, limited
		}
		return items(query, 1, ""), nil
	}}
	report := verify(t.Context(), t, s, `
- as: a@b.c
  query: second
  expect: {results: 1, excludes: x}
`)
	wantOutcomes(t, report, "not_checked 1 result | "+limited.Error()+" skipped=false",
		`not_checked no "x" among the results | `+limited.Error()+" skipped=true")
	if why := report.Why(); !errors.Is(why, limited) {
		t.Errorf("the reason is %v", why)
	}
}

func TestARefusedFormDoesNotEndTheRun(t *testing.T) {
	forbidden := &coveoapi.APIError{Operation: coveoapi.OperationMintSearchToken, Status: 403}
	s := &server{
		find: func(_ string, query coveoapi.SearchQuery) (coveoapi.SearchResponse, error) {
			return items(query, 1, ""), nil
		},
		mintErr: func(user string) error {
			if user == "a@b.c" {
				return forbidden
			}
			return nil
		},
	}
	report := verify(t.Context(), t, s, "- {as: a@b.c, expect: {results: 1, kind: search}}\n- {as: b@b.c, expect: {results: 1}}\n- {token: {file: gone.jwt}, expect: {kind: search}}\n")
	if got := []int{report.Count(policy.Passed), report.Count(policy.NotChecked)}; got[0] != 1 || got[1] != 3 {
		t.Errorf("got %q", outcomes(report))
	}
	if len(s.mints) != 2 {
		t.Errorf("minted %q", s.mints)
	}
	rejected := &coveoapi.APIError{Operation: coveoapi.OperationMintSearchToken, Status: 401}
	s.mintErr = func(string) error { return rejected }
	report = verify(t.Context(), t, s, "- {as: a@b.c, expect: {results: 1, kind: search}}")
	wantOutcomes(t, report, "not_checked 1 result | "+rejected.Error()+" skipped=false", "not_checked a search token | "+rejected.Error()+" skipped=true")
}

func TestACanceledRunKeepsNothingItDoesNotKnow(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := &server{}
	report := verify(ctx, t, s, "- {as: a@b.c, expect: {results: 1}}")
	wantOutcomes(t, report, "not_checked 1 result | context canceled skipped=true")
	if len(s.mints) > 0 {
		t.Error("a token was minted")
	}
}

// compact makes an unsigned token of claims.
func compact(claims string) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"HS256"}`)) + "." + encode([]byte(claims)) + ".c2ln"
}

func TestATokenIsJudgedByItsClaims(t *testing.T) {
	s := &server{platform: compact(`{"iat":1000,"exp":4600,"sub":"me","body":{"organizationId":"acme","privileges":[
		{"owner":"SEARCH_API","targetDomain":"EXECUTE_QUERY","type":"ENABLE","targetId":"*"},
		{"owner":"SEARCH_API","targetDomain":"QUERY_PIPELINE","type":"VIEW","targetId":"*"}]}}`)}
	report := verify(t.Context(), t, s, `
- platformToken: {privileges: SEARCH_API/EXECUTE_QUERY}
  expect:
    kind: search
    livesAtMost: 1h
    livesAtLeast: 2h
    privileges: [SEARCH_API/EXECUTE_QUERY]
    claims: {body.organizationId: acme, sub: you, iat: 1000, body: x, filter: null, exp: null}
- platformToken: {privileges: SEARCH_API/EXECUTE_QUERY}
  expect: {privileges: {exactly: ['SEARCH_API/QUERY_PIPELINE:VIEW', SEARCH_API/EXECUTE_QUERY], includes: [SEARCH_API/IMPERSONATE], excludes: ['SEARCH_API/QUERY_PIPELINE:VIEW@x']}}
`)
	wantOutcomes(t, report,
		"failed a search token | a platform token",
		"passed a life of at most 1 h | 1 h",
		"failed a life of at least 2 h | 1 h",
		"failed exactly the privileges SEARCH_API/EXECUTE_QUERY | also SEARCH_API/QUERY_PIPELINE:VIEW",
		`passed claim body.organizationId "acme" | "acme"`,
		`failed claim sub "you" | "me"`,
		`passed claim iat "1000" | 1000`,
		`failed claim body "x" | a list or mapping`,
		"passed no claim filter | no such claim",
		"failed no claim exp | 4600",
		"passed exactly the privileges SEARCH_API/QUERY_PIPELINE:VIEW, SEARCH_API/EXECUTE_QUERY | SEARCH_API/EXECUTE_QUERY, SEARCH_API/QUERY_PIPELINE:VIEW",
		"failed the privileges SEARCH_API/IMPERSONATE | not SEARCH_API/IMPERSONATE",
		"failed none of the privileges SEARCH_API/QUERY_PIPELINE:VIEW@x | SEARCH_API/QUERY_PIPELINE:VIEW@x",
	)
}

func TestATokenThatCannotBeReadIsNotCalledGood(t *testing.T) {
	s := &server{privileges: []coveoapi.Privilege{{Owner: "SEARCH_API", TargetDomain: "EXECUTE_QUERY"}}}
	report := verify(t.Context(), t, s, strings.ReplaceAll(`
- {token: {file: FOREVER}, expect: {livesAtMost: 1h, livesAtLeast: 1h}}
- {token: {file: UNDATED}, expect: {livesAtMost: 1h}}
- {token: {file: xx-key}, expect: {livesAtMost: 1h, privileges: [SEARCH_API/EXECUTE_QUERY]}}
`, "FOREVER", compact(`{"iat":1}`)))
	if got := outcomes(report); got[0] != "failed a life of at most 1 h | a token without exp, which never expires" ||
		!strings.HasPrefix(got[1], "passed a life of at least 1 h") || !strings.HasPrefix(got[2], "not_checked") ||
		!strings.HasPrefix(got[3], "not_checked") || !strings.HasPrefix(got[4], "passed exactly") {
		t.Errorf("got %q", got)
	}
}

func TestATokenThatExpiresSoonIsTold(t *testing.T) {
	now := time.Unix(10_000, 0)
	report := verify(t.Context(), t, &server{}, fmt.Sprintf("- {token: {file: %s}, expect: {kind: search}}\n- {token: {file: %s}, expect: {kind: search}}\n",
		compact(`{"iat":1,"exp":13600}`), compact(`{"iat":1}`)))
	if len(report.ExpiringWithin(time.Hour, now)) != 0 || len(report.ExpiringWithin(2*time.Hour, now)) != 1 {
		t.Errorf("the lives are %+v", report.Lives)
	}
}

func TestNoneFromANameThatNobodyFindsIsNoted(t *testing.T) {
	s := &server{find: func(user string, query coveoapi.SearchQuery) (coveoapi.SearchResponse, error) {
		if strings.Contains(query.AQ, "HR") && user != "boss" {
			return items(query, 0, ""), nil
		}
		return items(query, strings.Count(query.AQ, "HR"), ""), nil
	}}
	report := verify(t.Context(), t, s, `
- {as: boss, expect: {from: {source: {HR: {atLeast: 1}}}}}
- {as: a@b.c, expect: {from: {source: {HR: 0, Misspelt: 0}}}}
- {as: b@b.c, expect: {from: {source: {Misspelt: 0}}}}
`)
	if len(report.Notes) != 1 || report.Notes[0].Line != 5 || !strings.Contains(report.Notes[0].Text, `source "Misspelt"`) {
		t.Errorf("the notes are %+v", report.Notes)
	}
}
