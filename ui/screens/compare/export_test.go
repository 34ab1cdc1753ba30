package compare_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest/frames"
)

func TestTheComparisonIsSaved(t *testing.T) {
	s := lesson(t)
	files := map[string][]byte{"comparison.csv": nil}
	s.WriteFile = func(name string, data []byte) error {
		if _, taken := files[name]; taken {
			return fmt.Errorf("open %s: %w", name, fs.ErrExist)
		}
		files[name] = data
		return nil
	}
	_, pump := start(t, s, body())
	pump.Keys("r", "w", "enter")
	frames.Reads(t, pump, "There is a file of that name already; it was left alone")
	pump.Keys("backspace", "backspace", "backspace")
	pump.Type("txt")
	pump.Keys("enter")
	frames.Reads(t, pump, "must end in .csv or .json")
	for _, extension := range []string{"json", "1.csv"} {
		pump.Keys("backspace", "backspace", "backspace")
		if extension != "json" {
			pump.Keys("w", "backspace", "backspace", "backspace", "backspace")
		}
		pump.Type(extension)
		pump.Sent()
		pump.Keys("enter")
		if sent := fmt.Sprint(pump.Sent()); !strings.Contains(sent, "Saved comparison.") {
			t.Errorf("%s: %s\n%s", extension, sent, pump.Frame())
		}
	}
	var document struct{ Schema string }
	if err := json.Unmarshal(files["comparison.json"], &document); err != nil || document.Schema != "coveo-token/compare/v1" {
		t.Errorf("JSON: %v\n%s", err, files["comparison.json"])
	}
	if got := files["comparison.1.csv"]; !bytes.Contains(got, []byte(`"Reset a password, part 4",AgentPlaybook,`)) {
		t.Errorf("CSV:\n%s", got)
	}
	for name, data := range files {
		if bytes.Contains(data, []byte("eyJ")) {
			t.Errorf("%s holds a token", name)
		}
	}
}

func TestWhatWasForgottenIsNotSaved(t *testing.T) {
	s := lesson(t)
	s.WriteFile = func(string, []byte) error { return nil }
	_, pump := start(t, s, body())
	pump.Keys("r", "w")
	pump.Send(common.ConnectedMsg{}) // a connection that was still being made
	pump.Keys("enter")
	frames.Lacks(t, pump.Frame(), "Save the comparison")
}
