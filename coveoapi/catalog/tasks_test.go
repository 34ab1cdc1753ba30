package catalog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
)

func TestTasksAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, task := range Tasks() {
		if seen[task.ID] || task.ID == "" || strings.ToLower(task.ID) != task.ID || strings.Contains(task.ID, " ") {
			t.Errorf("the ID %q", task.ID)
		}
		seen[task.ID] = true
		if task.Sentence == "" || task.Source == "" || len(task.Privileges) == 0 || len(task.Templates) == 0 {
			t.Errorf("%s lacks something: %+v", task.ID, task)
		}
		for _, p := range task.Privileges {
			if !Describe(p.Privilege).Known || !strings.HasSuffix(p.Why, ".") {
				t.Errorf("%s: %+v", task.ID, p)
			}
		}
		for _, f := range task.Fields {
			if !strings.HasSuffix(f.Why, ".") {
				t.Errorf("%s: %+v", task.ID, f)
			}
		}
		if found, ok := TaskByID(task.ID); !ok || found.Sentence != task.Sentence {
			t.Errorf("%s is not found by its ID", task.ID)
		}
	}
	if _, ok := TaskByID("no-such"); ok {
		t.Error("a task is found that there is not")
	}
}

func TestATaskSaysWhatAKeyLacks(t *testing.T) {
	for _, test := range []struct {
		task          string
		held, missing []coveoapi.Privilege
	}{
		{"search-as-user", held(t, "SEARCH_API/IMPERSONATE_SEARCH_API"), nil},
		{"search-as-user", held(t, "SEARCH_API/EXECUTE_QUERY"), held(t, "SEARCH_API/IMPERSONATE")},
		{"manage-pipelines", held(t, "SEARCH_API/QUERY_PIPELINE:VIEW"), held(t, "SEARCH_API/QUERY_PIPELINE:EDIT")},
		{"manage-pipelines", Reference(), nil},
		{"log-analytics", nil, held(t, "USAGE_ANALYTICS/IMPERSONATE", "USAGE_ANALYTICS/ANALYTICS_DATA:EDIT")},
	} {
		task, _ := TaskByID(test.task)
		got := task.Missing(test.held)
		if len(got) == 0 && len(test.missing) == 0 {
			continue
		}
		if diff := cmp.Diff(test.missing, got); diff != "" {
			t.Errorf("%s with %v lacks (-want +got):\n%s", test.task, test.held, diff)
		}
	}
}

// TestTheTemplatesOfATaskFit says that no template is named whose known privileges are
// not enough.
func TestTheTemplatesOfATaskFit(t *testing.T) {
	holds := map[string][]coveoapi.Privilege{Custom: Reference()}
	for _, template := range templates() {
		holds[template.name] = append(append([]coveoapi.Privilege{}, template.marks...), template.besides...)
	}
	for _, task := range Tasks() {
		for _, template := range task.Templates {
			if missing := task.Missing(holds[template]); len(missing) > 0 {
				t.Errorf("%s: a key of %s lacks %v", task.ID, template, missing)
			}
		}
	}
}
