package ui

import (
	"coveotoken/ui/common"
	"coveotoken/ui/screens/compare"
	"coveotoken/ui/screens/connect"
	"coveotoken/ui/screens/details"
	"coveotoken/ui/screens/history"
	"coveotoken/ui/screens/privileges"
	"coveotoken/ui/screens/query"
	"coveotoken/ui/screens/review"
	"coveotoken/ui/screens/token"
)

// NewScreens makes the screens in the order of the step bar.
func NewScreens(session *common.Session) []common.Screen {
	return []common.Screen{
		connect.New(session),
		privileges.New(session),
		details.New(session),
		review.New(session),
		token.New(session),
		query.New(session),
		compare.New(session),
		history.New(session),
	}
}
