package ui

import (
	"context"

	"coveotoken/ui/common"
)

// NewBindings makes the key bindings of the program with the keys that the user chose,
// by the action's name. They know every action of the program. The error is a
// *common.BindingError.
func NewBindings(chosen map[string][]string) (*common.Bindings, error) {
	bindings := common.NewBindings(chosen)
	session := common.NewSession(context.Background(), common.SessionOptions{})
	defer session.Close()
	session.Keys = bindings
	newRootKeys(bindings)
	NewScreens(session)
	return bindings, bindings.Check()
}
