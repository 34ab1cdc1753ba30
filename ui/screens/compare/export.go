package compare

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi/compare"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/formkit"
)

const (
	defaultFile   = "comparison.csv"
	jsonExtension = ".json"
	csvExtension  = ".csv"
)

// askForFile opens the field for the name of a file.
func (s *Screen) askForFile() {
	if s.fileName == "" {
		s.fileName = defaultFile
	}
	s.open(saving, formkit.Section{Heading: "Save the comparison", Fields: []formkit.Field{{
		ID: "file", Label: "File", Check: checkFile,
		Help: "Ends in .csv or .json. A file that is there already is left alone. Enter saves.",
		Get:  func() string { return s.fileName }, Set: func(v string) { s.fileName = v },
	}}})
}

func checkFile(name string) formkit.Message {
	switch strings.ToLower(filepath.Ext(strings.TrimSpace(name))) {
	case csvExtension:
		return formkit.Message{Text: "comma-separated values"}
	case jsonExtension:
		return formkit.Message{Text: compare.Schema}
	default:
		return formkit.Message{Level: formkit.Wrong, Text: "must end in .csv or .json"}
	}
}

// savedMsg says how writing a file ended.
type savedMsg struct {
	name string
	err  error
}

// Owner implements common.Addressed.
func (savedMsg) Owner() common.ID { return common.Compare }

// save writes the comparison to the file that was named.
func (s *Screen) save() tea.Cmd {
	name := strings.TrimSpace(s.fileName)
	if s.form.FirstWrong() != "" {
		return nil
	}
	outcome, write := *s.outcome, s.session.WriteFile
	return func() tea.Msg {
		data, err := encode(outcome, strings.ToLower(filepath.Ext(name)))
		if err == nil {
			err = write(name, data)
		}
		return savedMsg{name, err}
	}
}

// saved tells where the file is, or stays at its name to have another one typed.
func (s *Screen) saved(msg savedMsg) tea.Cmd {
	defer s.layout()
	switch {
	case errors.Is(msg.err, fs.ErrExist):
		s.trouble = "There is a file of that name already; it was left alone. Type another name."
	case msg.err != nil:
		s.trouble = "Nothing was saved: " + msg.err.Error()
	default:
		s.mode = browsing
		return common.Notify("Saved " + msg.name + "; only you can read it. It holds no token.")
	}
	return nil
}

// encode writes a comparison as the file's extension asks for.
func encode(c compare.Comparison, extension string) ([]byte, error) {
	if extension == jsonExtension {
		data, err := json.MarshalIndent(c.Document(), "", "  ")
		return append(safetext.EscapeJSON(data), '\n'), err
	}
	var out bytes.Buffer
	err := c.WriteCSV(&out)
	return out.Bytes(), err
}
