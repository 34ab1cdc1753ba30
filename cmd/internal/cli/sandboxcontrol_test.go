package cli

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"coveotoken/coveoapi/sandbox"
)

// controlExamples are the bodies of the PUT commands in the topic.
func controlExamples(topic string) []string {
	var bodies []string
	for _, line := range strings.Split(topic, "\n") {
		if _, body, found := strings.Cut(line, " -d '"); found {
			bodies = append(bodies, strings.TrimSuffix(body, "'"))
		}
	}
	return bodies
}

func TestEveryExampleOfTheControlTopicWorks(t *testing.T) {
	s, err := sandbox.New(sandbox.Options{Control: true, Clock: func() time.Time { return fixedNow }})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	send := func(method, body string) (state struct {
		Now    time.Time
		Offset string
		Faults []string
	},
	) {
		request, err := http.NewRequestWithContext(t.Context(), method, server.URL+sandbox.ControlPath, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded") // as curl -d does
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		if err := json.Unmarshal(text, &state); err != nil || response.StatusCode != http.StatusOK {
			t.Errorf("%s %s: %s %s", method, body, response.Status, text)
		}
		return state
	}
	topic := sandboxControlTopic()
	if !strings.Contains(topic, `"offset":"0s","faults":[]}`) {
		t.Error("the state is not shown as it is")
	}
	examples := controlExamples(topic)
	if len(examples) != 6 {
		t.Fatalf("examples: %q", examples)
	}
	if state := send(http.MethodGet, ""); state.Offset != "0s" || !state.Now.Equal(fixedNow) || len(state.Faults) != 0 {
		t.Errorf("at first: %+v", state)
	}
	for i, want := range []struct {
		offset string
		faults int
	}{{"1h0m0s", 0}, {"1h15m0s", 0}, {"0s", 0}, {"0s", 0}, {"0s", 2}, {"0s", 0}} {
		if state := send(http.MethodPut, examples[i]); state.Offset != want.offset || len(state.Faults) != want.faults {
			t.Errorf("after %s: %+v", examples[i], state)
		}
	}
}

func TestTheControlTopicListsTheFaults(t *testing.T) {
	p := newProgram(t)
	p.wantExit(t, exitDone, "help", "sandbox-control")
	for _, want := range []string{"--control", "expired-tokens", "truncated", defaultListen + sandbox.ControlPath} {
		if !strings.Contains(p.out.String(), want) {
			t.Errorf("%q is not in\n%s", want, p.out)
		}
	}
}
