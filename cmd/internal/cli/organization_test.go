package cli

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi/sandbox"
)

func TestOrganizationShowsEveryPart(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.wantExit(t, exitDone, "organization", "--json")
	got := p.document(t)
	if got["schema"] != "coveo-token/organization/v1" || got["id"] != sandbox.OrganizationID || len(got["unavailable"].([]any)) != 0 {
		t.Errorf("got %s", p.out)
	}
	for _, part := range []string{"pipelines", "search_hubs", "security_providers"} {
		if len(got[part].([]any)) < 2 {
			t.Errorf("%s: %v", part, got[part])
		}
	}
	if got["status"].(map[string]any)["pauseState"] != "ACTIVE" || got["fields"].(map[string]any)["total"].(float64) < 5 ||
		got["regions"].(map[string]any)["organizationId"] != sandbox.OrganizationID {
		t.Errorf("got %s", p.out)
	}

	p.wantExit(t, exitDone, "organization")
	for _, want := range []string{
		"organization\t" + sandbox.OrganizationID + "\tTumbleglow Lanterns", "state\thealthy, active\t", "endpoint\tsearch\thttp://127.0.0.1",
		"pipeline\tCustomerSupport\t", "search hub\tSupportHub\t", "provider\tEmail Security Provider\t", "fields\t",
	} {
		if !strings.Contains(p.out.String(), want) {
			t.Errorf("%q is not in\n%s", want, p.out)
		}
	}
	if p.err.Len() > 0 {
		t.Errorf("standard error: %s", p.err)
	}
}

func TestOrganizationLeavesOutWhatTheKeyMayNotSee(t *testing.T) {
	p := newProgram(t)
	p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.environment[catalogKeyVariable] = ""
	p.wantExit(t, exitDone, "organization", "--json")
	got := p.document(t)
	if got["name"] != nil || got["status"] != nil || got["pipelines"] != nil || got["fields"] == nil {
		t.Errorf("got %s", p.out)
	}
	var missing []string
	for _, row := range got["unavailable"].([]any) {
		part := row.(map[string]any)
		missing = append(missing, part["part"].(string))
		if part["reason"] == "" || part["fix"] == "" {
			t.Errorf("no words: %v", part)
		}
	}
	want := []string{"name", "state", "region", "query pipelines", "search hubs", "security identity providers"}
	if diff := cmp.Diff(want, missing); diff != "" {
		t.Error(diff)
	}
	p.wantExit(t, exitDone, "organization")
	if !strings.Contains(p.out.String(), "fields\t") || strings.Count(p.err.String(), "No ") < 6 {
		t.Errorf("stdout %s\nstderr %s", p.out, p.err)
	}
}

func TestOrganizationShowsStatesInWords(t *testing.T) {
	p := newProgram(t)
	paused, err := sandbox.ParseFault("503")
	if err != nil {
		t.Fatal(err)
	}
	readOnly, err := sandbox.ParseFault("read-only")
	if err != nil {
		t.Fatal(err)
	}
	p.useSandbox(t, sandbox.Options{Clock: p.now, Faults: []sandbox.Fault{paused, readOnly}})
	p.wantExit(t, exitDone, "organization")
	if !strings.Contains(p.out.String(), "state\thealthy, paused, read-only\t") || !strings.Contains(p.err.String(), "No fields: The organization is paused") {
		t.Errorf("stdout %s\nstderr %s", p.out, p.err)
	}
}

func TestOrganizationThatTellsNothingIsAFailure(t *testing.T) {
	p := newProgram(t)
	keys := p.useSandbox(t, sandbox.Options{Clock: p.now})
	p.environment[catalogKeyVariable] = ""
	for key, want := range map[string]int{keys.Disabled.Reveal(): exitCredential, keys.UsageAnalytics.Reveal(): exitPrivilege} {
		p.environment[keyVariable] = key
		p.wantExit(t, want, "organization")
		if p.out.Len() > 0 || strings.Count(p.err.String(), "✗") != 1 {
			t.Errorf("stdout %s\nstderr %s", p.out, p.err)
		}
	}
	p.answer(t, http.StatusTooManyRequests, "application/json", `{}`)
	p.environment[endpointVariable] = "http://127.0.0.1:1"
	p.wantExit(t, exitNetwork, "organization")
}

func TestOrganizationShowsRegionsAndHostileNames(t *testing.T) {
	const hostile = `\u001b]52;c;ZXZpbA==\u0007\u202e\u200b\n\tfake`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		answer := `{"displayName":"` + hostile + `","items":[{"name":"` + hostile + `","condition":{"definition":"` + hostile + `"}}],"hubs":[{"name":"` + hostile + `"}],` +
			`"fields":[],"status":"` + hostile + `","primaryMainRegion":"eu-west-1","mainRegions":["eu-west-1","` + hostile + `"],"satelliteRegions":["ca-central-1"]}`
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(server.Close)
	p := newProgram(t)
	p.environment[endpointVariable], p.environment[organizationVariable], p.environment[keyVariable] = server.URL, "acmeprod", "a-key"
	for _, width := range []int{0, 70} {
		p.io.outTerminal, p.io.width, p.io.plain = width > 0, width, true
		p.wantExit(t, exitDone, "organization")
		if !strings.Contains(p.out.String(), "--endpoint eu") {
			t.Errorf("got %s", p.out)
		}
		checkVisible(t, strings.ReplaceAll(p.out.String(), "\t", " "))
	}
	p.wantExit(t, exitDone, "organization", "--json")
	checkVisible(t, p.out.String())
}
