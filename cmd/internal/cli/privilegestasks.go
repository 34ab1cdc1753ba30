package cli

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize/english"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
	"coveotoken/ui/sameas"
)

// tasksDocument lists what people want tokens for, as --json shows it.
type tasksDocument struct {
	Schema string         `json:"schema"`
	Tasks  []taskDocument `json:"tasks"`
}

type taskDocument struct {
	ID       string `json:"id"`
	Sentence string `json:"sentence"`
	// Token is the kind of token the task takes, as `mint` names it.
	Token string `json:"token"`
	// Privileges are what goes into a platform token, or what the key needs for a
	// search token.
	Privileges []taskPrivilege `json:"privileges"`
	Fields     []taskField     `json:"fields"`
	Templates  []string        `json:"templates"`
	Note       string          `json:"note,omitempty"`
	Source     string          `json:"source"`
}

type taskPrivilege struct {
	coveoapi.Privilege
	Why string `json:"why"`
}

// taskField is a flag of `mint` that the task is about; without a value it is for the
// user to give.
type taskField struct {
	Flag  string `json:"flag"`
	Value string `json:"value"`
	Why   string `json:"why"`
}

// runTasks lists the tasks.
func runTasks(o *privilegesOptions) error {
	document := tasksDocument{schema("tasks"), []taskDocument{}}
	words := strings.Fields(strings.ToLower(o.filter))
	for _, task := range catalog.Tasks() {
		if matchesAll(strings.ToLower(task.ID+" "+task.Sentence), words) {
			document.Tasks = append(document.Tasks, describeTask(task))
		}
	}
	if o.globals.json {
		return o.writeJSON(document)
	}
	if o.io.textWidth() == 0 {
		rows := &table{}
		for _, task := range document.Tasks {
			rows.add(task.ID, task.Token, task.Sentence)
		}
		return o.io.write([]byte(rows.render(0, nil)))
	}
	var text strings.Builder
	for i, task := range document.Tasks {
		if i > 0 {
			text.WriteString("\n")
		}
		text.WriteString(o.taskText(task))
	}
	return o.io.write([]byte(text.String()))
}

func describeTask(task catalog.Task) taskDocument {
	document := taskDocument{
		ID: task.ID, Sentence: task.Sentence, Token: tokenOf(task), Privileges: []taskPrivilege{}, Fields: []taskField{},
		Templates: task.Templates, Note: task.Note, Source: task.Source,
	}
	for _, p := range task.Privileges {
		document.Privileges = append(document.Privileges, taskPrivilege{p.Privilege, p.Why})
	}
	for _, f := range task.Fields {
		document.Fields = append(document.Fields, taskField{"--" + string(f.Field), f.Value, f.Why})
	}
	return document
}

// tokenOf is the command of `mint` for a task.
func tokenOf(task catalog.Task) string {
	if task.SearchToken {
		return "search"
	}
	return "platform"
}

func (o *privilegesOptions) taskText(task taskDocument) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n", o.io.strong("I want to "+task.Sentence))
	text.WriteString(o.paragraph("coveo-token mint " + task.Token + " --task " + task.ID))
	for _, p := range task.Privileges {
		whose := ""
		if task.Token == "search" {
			whose = " (of the key)"
		}
		text.WriteString(o.paragraph(p.Privilege.String() + whose + ": " + p.Why))
	}
	for _, f := range task.Fields {
		value := f.Value
		if value == "" {
			value = "…"
		}
		text.WriteString(o.paragraph(f.Flag + " " + sameas.Quote(value) + ": " + f.Why))
	}
	text.WriteString(o.paragraph("A key of the template " + english.WordSeries(task.Templates, "or") + " can mint it. Source: " + task.Source + "."))
	if task.Note != "" {
		text.WriteString(o.paragraph(task.Note))
	}
	return text.String()
}
