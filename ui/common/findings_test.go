package common_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/profile"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
)

func TestFindingsAreThoseOfWhatWouldBeSent(t *testing.T) {
	id := func(name string) []coveoapi.UserID {
		return []coveoapi.UserID{{Name: name, Provider: coveoapi.EmailSecurityProvider}}
	}
	for _, test := range []struct {
		name string
		set  func(*uitest.Session)
		want []string
	}{
		{"form of a search token", func(s *uitest.Session) { s.Draft.UserIDs = id("asmith") }, []string{"email-expected", "display-name-missing"}},
		{"form of a platform token", func(s *uitest.Session) { s.Draft.Kind = common.PlatformToken }, []string{"privileges-missing"}},
		{"body of a search token", func(s *uitest.Session) { s.Draft.SetRawBody([]byte(`{"userIds":[],"searchhub":"x"}`)) }, []string{"users-missing", "attribute-misspelt"}},
		{"body of a platform token", func(s *uitest.Session) {
			s.Draft.Kind = common.PlatformToken
			s.Draft.SetRawBody([]byte(`{"privileges":[{"owner":"SEARCH_API","targetDomain":"EXECUTE_QUERY"}]}`))
		}, []string{"body-not-wrapped"}},
		{"a pipeline that is not there", func(s *uitest.Session) {
			s.Draft.UserIDs, s.Draft.DisplayName, s.Draft.Pipeline = id("asmith@example.com"), "Alice Smith", "Nope"
			s.Connect()
			s.Connection.Pipelines = []coveoapi.Pipeline{{Name: "default"}}
		}, []string{"pipeline-unknown"}},
		{"everyone, in an organization", func(s *uitest.Session) { s.Draft.UserIDs = id("*@*") }, []string{"everyone-identity"}},
		{"everyone, in the sandbox", func(s *uitest.Session) {
			s.Draft.UserIDs = id("*@*")
			s.Connect()
			s.Connection.Profile.Name = profile.SandboxName
		}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := uitest.NewSession(t)
			test.set(s)
			var ids []string
			for _, f := range s.Findings() {
				ids = append(ids, f.ID)
			}
			if diff := cmp.Diff(test.want, ids); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
