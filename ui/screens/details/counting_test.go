package details

import (
	"net/http"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/coveoapi/lint"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// filtered is a form with a user and a filter, on the filter.
func filtered(t *testing.T) (*uitest.Session, *Screen, *uitest.Pump) {
	t.Helper()
	s, screen, p := open(t, common.SearchToken, usual())
	s.Connection.Held = catalog.NeededForSearchToken()
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	fill(screen, p, FilterField, "@source==KnowledgeBase")
	return s, screen, p
}

func finds(total int) coveoapi.SearchResponse {
	return coveoapi.SearchResponse{TotalCountFiltered: total, Results: []coveoapi.SearchResult{}}
}

func TestTheFilterIsTriedAsTheUsersOfTheForm(t *testing.T) {
	s, screen, p := filtered(t)
	s.API.Expect("MintSearchToken", coveoapi.NewSecret("minted"), nil)
	s.API.Expect("Search", finds(12), nil)
	s.API.Expect("Search", finds(31), nil)
	p.Keys("ctrl+f")
	frames.Reads(t, p, "✓ keeps 12 of 31 items (as asmith@example.com)")
	body := s.API.Calls("MintSearchToken")[0].Args[1].(coveoapi.SearchTokenRequest)
	if body.Filter != "" || body.ValidForMillis != 900000 {
		t.Errorf("minted %+v: not without the filter for 15 minutes", body)
	}
	if first := s.API.Calls("Search")[0].Args[2].(coveoapi.SearchQuery); first.CQ != "@source==KnowledgeBase" || first.NumberOfResults != 0 {
		t.Errorf("asked %+v", first)
	}
	p.Type("s")
	frames.Reads(t, p, "kept 12 of 31 before it changed; ctrl+f counts again")
	screen.form.FocusOn("pipeline")
	p.Keys("ctrl+f") // is nothing but a letter's move there
	frames.Lacks(t, p.Frame(), "try the filter")
}

func TestAFilterThatKeepsNothingIsAFinding(t *testing.T) {
	s, _, p := filtered(t)
	s.API.Expect("MintSearchToken", coveoapi.NewSecret("minted"), nil)
	s.API.Expect("Search", finds(0), nil)
	s.API.Expect("Search", finds(31), nil)
	p.Keys("ctrl+f")
	frames.Reads(t, p, "! keeps 0 of 31 items")
	said := func() bool {
		return slices.ContainsFunc(s.Findings(), func(f lint.Finding) bool { return f.ID == "filter-matches-nothing" })
	}
	if !said() {
		t.Error("it is not among the findings")
	}
	p.Type("x")
	if said() {
		t.Error("it still is after the filter changed")
	}
}

func TestAKeyThatMayNotMintCountsAsItself(t *testing.T) {
	s, screen, p := filtered(t)
	s.API.Expect("MintSearchToken", nil, &coveoapi.APIError{Status: http.StatusForbidden})
	s.API.Expect("Search", finds(0), nil)
	s.API.Expect("Search", finds(9), nil)
	p.Keys("ctrl+f")
	frames.Reads(t, p, "keeps 0 of 9 items (as the key itself, not as asmith@example.com)")
	for _, f := range s.Findings() {
		if f.ID == "filter-matches-nothing" {
			t.Error("what the key does not find is held against the filter")
		}
	}
	s.API.Expect("MintSearchToken", nil, &coveoapi.APIError{Status: http.StatusServiceUnavailable, Message: "paused"})
	p.Keys("ctrl+f")
	frames.Reads(t, p, "! not counted: ")
	if screen.State() != common.Done {
		t.Errorf("state %v: a count that failed does not make the form wrong", screen.State())
	}
}

func TestCountingCanBeCancelled(t *testing.T) {
	s, screen, p := filtered(t)
	s.API.Expect("MintSearchToken", coveoapi.NewSecret("minted"), nil).Hold()
	p.Keys("ctrl+f")
	frames.Reads(t, p, "counting… (esc cancels)")
	if !screen.Escape() || screen.Escape() {
		t.Error("esc ends the counting once")
	}
	frames.Reads(t, p, "✓ can be read")
}

func TestListedNamesAreKnownToTheForm(t *testing.T) {
	s := uitest.NewSession(t)
	s.Connect()
	s.API.Expect("SecurityProviders", []coveoapi.SecurityProvider{{ID: "email", DisplayName: "Email Security Provider"}, {ID: "ad", DisplayName: "Active Directory"}}, nil)
	s.API.Expect("SearchHubs", []coveoapi.SearchHub{{Name: "SupportHub"}}, nil)
	screen := New(s.Session)
	p := uitest.NewPump(t, s, screen, usual())
	p.Send(tea.BatchMsg{screen.Resume()})
	fill(screen, p, userField(0, "name"), "asmith@example.com")
	screen.form.FocusOn(userField(0, "provider"))
	p.Keys("ctrl+u")
	p.Type("Active directory")
	frames.Reads(t, p, "did you mean “Active Directory”?")
	fill(screen, p, "searchHub", "supporthub")
	frames.Reads(t, p, "not one of the 1 known hubs")
}
