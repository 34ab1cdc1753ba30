package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/history"
	"coveotoken/coveoapi/profile"
	"coveotoken/jwtview"
	"coveotoken/ui/common"
)

// What --keep-history and the setting history may say.
const (
	historyOff          = "off"
	historyFingerprints = "fingerprints"
	historyTokens       = "tokens"
)

func historyModes() []string { return []string{historyFingerprints, historyTokens, historyOff} }

// historyMode is what is remembered of minted tokens: as --keep-history says, or else
// the settings.
func (f *factory) historyMode() (string, error) {
	if flag := f.globals.keepHistory; flag != "" {
		return flag, f.checkKeepHistory()
	}
	settings, err := f.settings()
	if err != nil {
		return "", err
	}
	mode := firstOf(settings.History, historyOff)
	if !slices.Contains(historyModes(), mode) {
		return "", settings.Invalid("is not known", historyRemedy(), "history")
	}
	return mode, nil
}

func historyRemedy() string { return "Write one of: " + strings.Join(historyModes(), ", ") + "." }

// checkKeepHistory refuses a flag that says nothing known, before anything is sent.
func (f *factory) checkKeepHistory() error {
	if flag := f.globals.keepHistory; flag != "" && !slices.Contains(historyModes(), flag) {
		return &coveoapi.InputError{Field: "--keep-history", Reason: fmt.Sprintf("is %q, which is not known", flag), Remedy: historyRemedy()}
	}
	return nil
}

// historyFile is where minted tokens are remembered; tokens says that the tokens
// themselves are.
func (f *factory) historyFile(tokens bool) (*history.Store, error) {
	dir, err := profile.StateFolder().Path(f.lookup)
	if err != nil {
		return nil, err
	}
	var reveal func(coveoapi.Secret) string
	if tokens {
		reveal = secretValue
	}
	return history.NewStore(filepath.Join(dir, "history.jsonl"), reveal), nil
}

// keptHistory is the history that this run adds to, or nil when the user did not ask
// for one.
func (f *factory) keptHistory() (common.HistoryShelf, error) {
	mode, err := f.historyMode()
	if err != nil || mode == historyOff {
		return nil, err
	}
	return f.historyFile(mode == historyTokens)
}

// remember adds a token that was minted to the history, where that was asked for. What
// goes wrong is said and costs nothing else.
func (f *factory) remember(target coveoapi.Target, minted coveoapi.Secret) {
	shelf, err := f.keptHistory()
	if err == nil && shelf == nil {
		return
	}
	token, unread := jwtview.Decode(secretValue(minted))
	if unread != nil {
		return // which the report says
	}
	if err == nil {
		at := profile.Profile{OrganizationID: target.OrganizationID, Endpoint: target.Endpoint.Spec}
		if chosen, unknown := f.chosenProfile(); unknown == nil {
			at.Name = chosen.Name
		}
		err = shelf.Append(common.HistoryEntry(token, minted, at, f.now()), minted)
	}
	if err != nil {
		p := explain(historyProblem(err))
		f.note("The token is not in the history. %s %s", p.Title, p.Remedy)
	}
}

// historyProblem explains a history that others can read.
func historyProblem(err error) error {
	if errors.Is(err, history.ErrReadable) {
		return &coveoapi.InputError{Field: "history", Reason: "is not used: " + err.Error(), Remedy: "Close it with chmod 600, or remove it."}
	}
	return err
}
