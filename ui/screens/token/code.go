package token

import (
	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/ui/common"
	"coveotoken/ui/components/codeview"
)

// codedResults is how many results the query of a program asks for, as Coveo's own
// default.
const codedResults = 10

// showCode shows as programs the request that minted the token, and a query with it.
func (s *Screen) showCode() tea.Cmd {
	if s.session.Connection == nil {
		return common.Notify("Connect first, in step 1: code has to say which organization it is for.")
	}
	query := coveoapi.SearchQuery{NumberOfResults: codedResults, EnableQuerySyntax: true}
	request, _ := s.session.Connection.API.Target().SearchCall(s.session.Current.Secret, coveoapi.InAuthorizationHeader, query)
	subjects := []codeview.Subject{codeview.QuerySubject(request)}
	if minted, ok := codeview.Minted(s.session); ok {
		subjects = append([]codeview.Subject{minted}, subjects...)
	}
	s.conceal()
	s.code.Open(true, subjects...)
	return nil
}
