package accessible

import (
	"coveotoken/coveoapi/catalog"
	"coveotoken/ui/common"
)

// activity is something that can be done next.
type activity struct {
	title string
	run   func() error
}

// chooseWhatNext asks what to do and does it.
func (d *dialog) chooseWhatNext() error {
	chosen, err := d.pick("What now?", d.activities(), "A search token only runs queries. A platform token has the privileges that you pick.")
	if err != nil {
		return err
	}
	return chosen.run()
}

// pick lists activities by number and gives the chosen one.
func (d *dialog) pick(label string, activities []activity, help ...string) (activity, error) {
	titles := make([]string, len(activities))
	for i, a := range activities {
		titles[i] = a.title
	}
	at, err := d.choose(label, titles, help...)
	if err != nil {
		return activity{}, err
	}
	return activities[at], nil
}

// activities are what can be done now: what needs a token comes first once there is one.
func (d *dialog) activities() []activity {
	var list []activity
	if d.Session.Current != nil {
		list = append(
			list,
			activity{"Run a query with the token.", d.runQuery},
			activity{"Read the token again.", d.readToken},
			activity{"Save the token into a file.", d.saveToken},
		)
	}
	list = append(
		list,
		activity{"Make a search token.", func() error { return d.makeToken(common.SearchToken) }},
		activity{"Make a platform token.", func() error { return d.makeToken(common.PlatformToken) }},
		activity{"Say what you want to do, and be told which token that takes.", d.chooseTask},
		activity{"Run one query as several people and compare.", d.comparePeople},
		activity{"Read a token that you have.", d.openToken},
		activity{"Add a catalogue key, which lists privileges.", d.addCatalogKey},
		activity{"Connect somewhere else.", d.connect},
	)
	if d.Session.Presets != nil {
		list = append(list, activity{"Fill the answers in from a preset.", d.openPreset})
	}
	return append(list, activity{"Quit.", func() error { return errQuit }})
}

// makeToken asks for everything that a token takes and mints it.
func (d *dialog) makeToken(kind common.TokenKind) error {
	d.Session.Draft.Kind = kind
	if kind == common.PlatformToken {
		if err := d.pickPrivileges(); err != nil {
			return err
		}
	}
	return d.fillIn()
}

// chooseTask asks what the token is wanted for and fills in what that takes.
func (d *dialog) chooseTask() error {
	tasks := catalog.Tasks()
	sentences := make([]string, len(tasks))
	for i, task := range tasks {
		sentences[i] = task.Sentence + "."
	}
	at, err := d.choose("I want to", sentences)
	if err != nil {
		return err
	}
	task := tasks[at]
	for _, sentence := range d.Session.Draft.ApplyTask(task) {
		d.say("%s", sentence)
	}
	if missing, known := d.Session.Lacks(task); known && len(missing) > 0 {
		for _, p := range missing {
			d.say("Failed: the key does not hold %s.", p)
		}
		for _, template := range task.Templates {
			d.say("A key of the template %s would do.", template)
		}
	}
	if task.Note != "" {
		d.say("%s", task.Note)
	}
	return d.fillIn()
}
