package common_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

func filled() *common.Draft {
	d := common.NewDraft()
	d.UserIDs = []coveoapi.UserID{
		{Name: " asmith@example.com ", Provider: " Email Security Provider", Type: coveoapi.IdentityUser},
		{Name: "  ", Provider: "left out", Type: coveoapi.IdentityUser},
	}
	d.DisplayName, d.Groups = " Alice Smith ", "Employees, ,Tech support agents,"
	d.SearchHub, d.Pipeline, d.Filter, d.Validity = "SupportHub ", " InternalSearch", "@source==KnowledgeBase", "90m"
	d.AnalyticsUserID = " asmith "
	d.Privileges = []coveoapi.Privilege{{Owner: "SEARCH_API", TargetDomain: "EXECUTE_QUERY", Type: "ENABLE", TargetID: "*"}}
	return d
}

func TestBothRequestsAreBuiltFromOneDraft(t *testing.T) {
	users := []coveoapi.UserID{{Name: "asmith@example.com", Provider: "Email Security Provider", Type: coveoapi.IdentityUser}}
	search, err := filled().SearchRequest()
	if err != nil {
		t.Fatal(err)
	}
	wantSearch := coveoapi.SearchTokenRequest{
		UserIDs: users, UserDisplayName: "Alice Smith", UserGroups: []string{"Employees", "Tech support agents"},
		SearchHub: "SupportHub", Pipeline: "InternalSearch", Filter: "@source==KnowledgeBase", ValidForMillis: 5_400_000,
	}
	if diff := cmp.Diff(wantSearch, search); diff != "" {
		t.Errorf("search token (-want +got):\n%s", diff)
	}
	platform, err := filled().PlatformRequest()
	if err != nil {
		t.Fatal(err)
	}
	wantPlatform := coveoapi.PlatformTokenRequest{
		Privileges: filled().Privileges, UserIDs: users,
		AnalyticsUserID: "asmith", AnalyticsDisplayName: "Alice Smith", Validity: 90 * time.Minute,
	}
	if diff := cmp.Diff(wantPlatform, platform); diff != "" {
		t.Errorf("platform token (-want +got):\n%s", diff)
	}
}

func TestADraftThatIsWrongStillShowsItsRequest(t *testing.T) {
	target := uitest.NewFakeAPI(t).Target()
	for _, validity := range []string{"soon", "25h"} {
		d := filled()
		d.Validity = validity
		call, err := d.Call(target)
		var input *coveoapi.InputError
		if !errors.As(err, &input) {
			t.Errorf("validity %q: the error is %v, want a *coveoapi.InputError", validity, err)
		}
		if !strings.Contains(string(call.Body), "SupportHub") {
			t.Errorf("validity %q: the body is %q", validity, call.Body)
		}
	}
	d := filled()
	d.Kind = common.PlatformToken
	if call, err := d.Call(target); err != nil || !strings.Contains(string(call.Body), "EXECUTE_QUERY") {
		t.Errorf("platform token: %q, %v", call.Body, err)
	}
}
