package accessible

// openPreset asks which preset is wanted, and fills the answers in from it.
func (d *dialog) openPreset() error {
	list, err := d.Session.Presets.List()
	switch {
	case err != nil:
		d.fail(err)
		return nil
	case len(list) == 0:
		d.say("There is no preset yet. The command coveo-token mint keeps one with --save-preset NAME.")
		return nil
	}
	names := make([]string, len(list))
	for i, saved := range list {
		names[i] = saved.Name
		if about := saved.Preset.Description; about != "" {
			names[i] += ": " + about
		}
	}
	at, err := d.choose("Which preset?", names, "Its answers take the place of those that there are.")
	if err != nil {
		return err
	}
	chosen := list[at]
	if chosen.Err != nil {
		d.fail(chosen.Err)
		return nil
	}
	_ = d.Session.OpenPreset(chosen.Name, chosen.Preset) // its messages are for screens
	if chosen.Preset.Query != nil {
		d.querying.TakePreset(*chosen.Preset.Query)
	}
	d.say("The answers are filled in from the preset %s.", chosen.Name)
	if d.Session.Draft.Complete() {
		return d.review()
	}
	return d.makeToken(d.Session.Draft.Kind)
}
