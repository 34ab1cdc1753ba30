package common

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

func taskNamed(t *testing.T, id string) catalog.Task {
	t.Helper()
	task, ok := catalog.TaskByID(id)
	if !ok {
		t.Fatalf("there is no task %s", id)
	}
	return task
}

func TestATaskFillsAnEmptyDraft(t *testing.T) {
	draft := NewDraft()
	said := strings.Join(draft.ApplyTask(taskNamed(t, "log-analytics")), "\n")
	for _, want := range []string{
		"It takes a platform token instead of a search token", "Picks USAGE_ANALYTICS/IMPERSONATE:ENABLE.",
		"Picks USAGE_ANALYTICS/ANALYTICS_DATA:EDIT.", "Left for you: the analytics user ID.", "Left for you: the display name.",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if draft.Kind != PlatformToken || len(draft.Privileges) != 2 || !draft.LeftToFill(taskNamed(t, "log-analytics")) {
		t.Errorf("%+v", draft)
	}
	visitor := NewDraft()
	visitor.ApplyTask(taskNamed(t, "search-as-visitor"))
	if visitor.UserIDs[0].Name != catalog.Everyone || visitor.LeftToFill(taskNamed(t, "search-as-visitor")) {
		t.Errorf("%+v", visitor.UserIDs)
	}
}

// TestATaskLosesNothing applies every task to a draft that has everything.
func TestATaskLosesNothing(t *testing.T) {
	picked := []coveoapi.Privilege{
		{Owner: "PLATFORM", TargetDomain: "FIELD", Type: "VIEW", TargetID: "*"},
		{Owner: "SEARCH_API", TargetDomain: "IMPERSONATE", Type: "ENABLE", TargetID: "*"},
	}
	for _, task := range catalog.Tasks() {
		draft := NewDraft()
		draft.InsertUser(1)
		draft.UserIDs[1].Name = "asmith@example.com"
		draft.Privileges, draft.DisplayName, draft.AnalyticsUserID, draft.Filter = picked, "Alice", "7", "@a"
		draft.SetRawBody([]byte("{}"))
		before := *draft
		before.UserIDs = slices.Clone(draft.UserIDs)
		said := strings.Join(draft.ApplyTask(task), "\n")
		if diff := cmp.Diff(picked, draft.Privileges[:2]); diff != "" {
			t.Errorf("%s changed what was picked (-want +got):\n%s", task.ID, diff)
		}
		after := *draft
		after.Kind, after.Privileges = before.Kind, before.Privileges
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("%s changed what was typed (-want +got):\n%s", task.ID, diff)
		}
		if task.SearchToken && !strings.Contains(said, "edited by hand") || len(task.Fields) > 0 && !strings.Contains(said, "Keeps the ") {
			t.Errorf("%s does not say what stays:\n%s", task.ID, said)
		}
		if !task.SearchToken && task.ID != "platform-search" && !strings.Contains(said, "Keeps the 2 other privileges") {
			t.Errorf("%s does not say which privileges stay:\n%s", task.ID, said)
		}
	}
}

// TestLookingAtATaskChangesNothing applies it to a copy, as the choice of tasks does.
func TestLookingAtATaskChangesNothing(t *testing.T) {
	draft := NewDraft()
	draft.Privileges = make([]coveoapi.Privilege, 1, 8)
	for _, task := range catalog.Tasks() {
		probe := *draft
		probe.ApplyTask(task)
	}
	if draft.UserIDs[0].Name != "" || len(draft.Privileges) != 1 || draft.Kind != SearchToken {
		t.Errorf("%+v", draft)
	}
}
