package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/lint"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/recorded"
)

// importDocument is an imported request as --json shows it. No credential is in it.
type importDocument struct {
	Schema  string          `json:"schema"`
	Form    recorded.Form   `json:"form"`
	Entry   int             `json:"entry"`
	Entries []importEntry   `json:"entries"`
	Others  int             `json:"others"`
	Request importedRequest `json:"request"`
	Token   *importedToken  `json:"token"`
	// Query is null where the request holds none that can be read.
	Query    *coveoapi.SearchQuery `json:"query"`
	PassedOn []string              `json:"passed_on"`
	Answer   *importedAnswer       `json:"answer"`
	Notes    []string              `json:"notes"`
	// Result is there only when the query was run.
	Result *queryDocument `json:"result,omitempty"`
}

type importEntry struct {
	Entry  int               `json:"entry"`
	SentAt *string           `json:"sent_at"`
	Method string            `json:"method"`
	URL    string            `json:"url"`
	Call   recorded.CallKind `json:"call"`
	Status *int              `json:"status"`
}

type importedRequest struct {
	Method       string                  `json:"method"`
	URL          string                  `json:"url"`
	Call         recorded.CallKind       `json:"call"`
	Operation    string                  `json:"operation"`
	Organization string                  `json:"organization"`
	Credential   recorded.CredentialKind `json:"credential"`
}

type importedToken struct {
	Kind      string            `json:"kind"`
	State     string            `json:"state"`
	ExpiresAt *string           `json:"expires_at"`
	ExpiresIn *int64            `json:"expires_in"`
	Users     []coveoapi.UserID `json:"users"`
	SearchHub string            `json:"search_hub"`
	Pipeline  string            `json:"pipeline"`
	Filter    string            `json:"filter"`
	Findings  []lintFinding     `json:"findings"`
}

type importedAnswer struct {
	Status  int        `json:"status"`
	Summary string     `json:"summary"`
	Error   *errorBody `json:"error,omitempty"`
}

// report shows what was found: on standard output, or beside the results of a run on
// standard error where that is no terminal.
func (o *importOptions) report(found imported, result *queryDocument) error {
	if o.globals.json {
		return o.writeJSON(o.document(found, result))
	}
	text := o.text(found)
	if (o.run || o.as != "") && !o.io.outTerminal {
		_, err := fmt.Fprint(o.io.err, text)
		return err
	}
	return o.io.write([]byte(text))
}

func (o *importOptions) document(found imported, result *queryDocument) importDocument {
	r := found.request
	document := importDocument{
		Schema: schema("import"), Form: found.recording.Form, Entry: found.entry, Entries: []importEntry{}, Others: found.recording.Others,
		Request: importedRequest{r.Method, r.URL, r.Call.Kind, r.Call.Operation.ID, r.OrganizationID, r.CredentialKind},
		Token:   o.tokenDocument(found), Query: r.Query, PassedOn: append([]string{}, r.Unknown()...), Notes: append([]string{}, r.Notes...), Result: result,
	}
	for n, other := range found.recording.Requests {
		entry := importEntry{n + 1, jsonTime(other.SentAt), other.Method, other.URL, other.Call.Kind, nil}
		if other.Answer != nil {
			entry.Status = &other.Answer.Status
		}
		document.Entries = append(document.Entries, entry)
	}
	if r.Answer != nil {
		document.Answer = &importedAnswer{Status: r.Answer.Status, Summary: r.Answer.Summary}
		if r.Answer.Err != nil {
			p := problem.Explain(r.Answer.Err)
			document.Answer.Error = &errorBody{stableCode(p.ID), p.Title, p.Evidence, p.Remedy, p.RequestID}
		}
	}
	return document
}

func (o *importOptions) tokenDocument(found imported) *importedToken {
	if found.request.Token == nil {
		return nil
	}
	document := &importedToken{
		Kind: string(found.request.Token.Kind()), State: lifeState(found.life.At(o.now())),
		ExpiresAt: jsonTime(found.life.ExpiresAt), ExpiresIn: secondsUntil(found.life.ExpiresAt, o.now()),
		Users:     append([]coveoapi.UserID{}, found.form.Users()...),
		SearchHub: found.form.Search.SearchHub, Pipeline: found.form.Search.Pipeline, Filter: found.form.Search.Filter,
		Findings: []lintFinding{},
	}
	for _, f := range found.findings {
		document.Findings = append(document.Findings, lintFinding{f.ID, f.Severity.String(), f.Field, f.Sentence, f.Remedy, f.Source})
	}
	return document
}

// text shows what was found to people.
func (o *importOptions) text(found imported) string {
	r := found.request
	page := tokenView{width: o.io.textWidth(), strong: o.io.strong, budget: outputBudget(0)}
	title := sentenceStart(string(found.recording.Form))
	if len(found.recording.Requests) > 1 {
		title += fmt.Sprintf(", request %d of %d", found.entry, len(found.recording.Requests))
	}
	page.line(page.strong(title))
	page.section("Request", o.rows([]row{
		{"asks to      ", r.Call.Name},
		{"address      ", r.Method + " " + r.URL},
		{"organization ", firstOf(r.OrganizationID, "not named")},
		{"credential   ", credentialWords(r)},
	}))
	page.section("Token", o.rows(o.tokenRows(found)))
	page.section("Query", o.rows(queryRows(r)))
	page.section("Recorded answer", o.rows(answerRows(r.Answer)))
	page.section("Left out", o.rows(noteRows(r.Notes)))
	page.section("Requests in the HAR", o.rows(entryRows(found)))
	return page.out.String()
}

// rows are rows without secrets.
func (o *importOptions) rows(rows []row) []row {
	for i := range rows {
		rows[i].text = o.redactor.Redact(rows[i].text)
	}
	return rows
}

func credentialWords(r recorded.Request) string {
	words := map[recorded.CredentialKind]string{
		recorded.NoCredential: "none", recorded.TokenCredential: "a token", recorded.KeyCredential: "an API key: treat it as exposed where others may have seen it",
		recorded.OtherCredential: "neither an API key nor a JSON web token",
	}[r.CredentialKind]
	if r.Place == coveoapi.InAccessTokenParameter && !r.Credential.IsZero() {
		words += ", in access_token: URLs end up in logs"
	}
	return words
}

func (o *importOptions) tokenRows(found imported) []row {
	token := found.request.Token
	if token == nil {
		return nil
	}
	rows := []row{{"kind         ", string(token.Kind()) + ", " + token.SignatureFacts().Badge}, {"life         ", expiryText(found.life, o.now())}}
	for _, user := range found.form.Users() {
		rows = append(rows, row{"acts as      ", fmt.Sprintf("%s (%s)", user.Name, user.Provider)})
	}
	for _, part := range []row{
		{"search hub   ", found.form.Search.SearchHub}, {"pipeline     ", found.form.Search.Pipeline}, {"filter       ", found.form.Search.Filter},
	} {
		if part.text != "" {
			rows = append(rows, part)
		}
	}
	for _, finding := range found.findings {
		mark := "· "
		if finding.Severity > lint.Note {
			mark = "! "
		}
		rows = append(rows, row{mark, strings.TrimSpace(finding.Sentence + " " + finding.Remedy)})
	}
	return rows
}

func queryRows(r recorded.Request) []row {
	if r.Query == nil {
		return nil
	}
	var rows []row
	for _, part := range []row{
		{"q            ", r.Query.Q},
		{"aq           ", r.Query.AQ},
		{"cq           ", r.Query.CQ},
		{"dq           ", r.Query.DQ},
		{"search hub   ", r.Query.SearchHub},
		{"pipeline     ", r.Query.Pipeline},
		{"tab          ", r.Query.Tab},
		{"sorted by    ", r.Query.SortCriteria},
	} {
		if part.text != "" {
			rows = append(rows, part)
		}
	}
	rows = append(rows, row{"results      ", fmt.Sprintf("%d from %d", r.Query.NumberOfResults, r.Query.FirstResult)})
	if names := r.Unknown(); len(names) > 0 {
		rows = append(rows, row{"passed on    ", strings.Join(names, ", ")})
	}
	return rows
}

func answerRows(answer *recorded.Answer) []row {
	if answer == nil {
		return nil
	}
	if answer.Err == nil {
		return []row{{"✓ ", answer.Summary}}
	}
	p := problem.Explain(answer.Err)
	return []row{{"✗ ", p.Title}, {"  ", p.Evidence}, {"  ", p.Remedy}}
}

func noteRows(notes []string) []row {
	var rows []row
	for _, note := range notes {
		rows = append(rows, row{"· ", note})
	}
	return rows
}

// entryRows list the requests of a HAR that --entry can choose.
func entryRows(found imported) []row {
	const most = 20
	if len(found.recording.Requests) < 2 {
		return nil
	}
	var rows []row
	for n, request := range found.recording.Requests {
		if n == most {
			return append(rows, row{"     ", fmt.Sprintf("… and %d more; --json has all", len(found.recording.Requests)-most)})
		}
		words := request.Call.Name
		if request.Answer != nil {
			words = request.Answer.Summary + ", " + words
		}
		if request.Query != nil && request.Query.Q != "" {
			quoted, _ := json.Marshal(request.Query.Q) // a text can always be written
			words += " " + string(quoted)
		}
		rows = append(rows, row{fmt.Sprintf("%3d  ", n+1), words})
	}
	return append(rows, row{"     ", "--entry NUMBER chooses another."})
}
