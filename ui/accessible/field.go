package accessible

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"coveotoken/ui/components/formkit"
	"coveotoken/ui/screens/details"
	"coveotoken/ui/screens/review"
)

// noneWord empties a field.
const noneWord = "none"

// insistMark before a wrong life keeps it all the same.
const insistMark = "!"

// form asks for the fields of a form, one after the other, and goes back in them. The
// sections are asked for again after every answer, on which they depend. answered,
// unless it is nil, is told which field has been answered.
func (d *dialog) form(sections func() []formkit.Section, answered func(field string) error) error {
	at := 0
	for {
		all := sections()
		field, heading, ok := nth(all, at)
		if !ok {
			return nil
		}
		if heading != "" {
			d.heading(heading)
		}
		err := d.field(field)
		if err == nil && answered != nil {
			err = answered(field.ID)
		}
		switch {
		case errors.Is(err, errBack) && at > 0:
			at--
		case err != nil:
			return err
		default:
			at = place(sections(), field.ID, at) + 1
		}
	}
}

// nth is a field of the sections, with the heading that stands right before it.
func nth(sections []formkit.Section, n int) (field formkit.Field, heading string, ok bool) {
	for _, section := range sections {
		if n >= len(section.Fields) {
			n -= len(section.Fields)
			continue
		}
		if n == 0 && section.Heading != "" {
			heading = section.Heading + "."
			if section.Note != "" {
				heading = section.Heading + ": " + section.Note + "."
			}
		}
		return section.Fields[n], heading, true
	}
	return field, "", false
}

// place is where a field is in the sections now, or where it was.
func place(sections []formkit.Section, id string, was int) int {
	at := 0
	for _, section := range sections {
		for _, field := range section.Fields {
			if field.ID == id {
				return at
			}
			at++
		}
	}
	return was
}

// field asks for one field until its value is not wrong.
func (d *dialog) field(f formkit.Field) error {
	d.say("%s", f.Help)
	q := question{label: label(f), hidden: f.Hidden, help: []string{f.Help, f.More}}
	if f.Placeholder != "" {
		q.help = append(q.help, "The value is "+f.Placeholder+".")
	}
	offers := d.offer(f)
	if len(f.Choices) == 0 {
		q.help = append(q.help, noneWord+" empties it.")
	}
	if f.ID == details.ValidityField {
		q.help = append(q.help, insistMark+" before a life that is out of range keeps it, to learn what Coveo answers.")
	}
	for {
		q.current = current(f)
		answer, err := d.ask(q)
		if err != nil {
			return err
		}
		if d.take(f, offers, answer) {
			return nil
		}
	}
}

// offer lists the values that a field may have, or is known to have, by number.
func (d *dialog) offer(f formkit.Field) []formkit.Choice {
	offers := f.Choices
	if len(offers) == 0 && f.Known != nil {
		for _, known := range f.Known() {
			offers = append(offers, formkit.Choice{Value: known, Label: known})
		}
	}
	if len(offers) > 0 {
		only := "Type a number, or another value."
		if len(f.Choices) > 0 {
			only = "Type a number."
		}
		labels := make([]string, len(offers))
		for i, offer := range offers {
			labels[i] = strconv.Itoa(i+1) + " is " + offer.Label
		}
		d.say("%s. %s", strings.Join(labels, ", "), only)
	}
	return offers
}

// current is the value of a field as enter keeps it, or "".
func current(f formkit.Field) string {
	value := f.Get()
	if f.Hidden && value != "" {
		return "the one that is there"
	}
	for _, choice := range f.Choices {
		if choice.Value == value {
			return choice.Label
		}
	}
	return value
}

// take puts an answer into a field and says what is to be said of it. ok is false when
// it is wrong; the value is then as before.
func (d *dialog) take(f formkit.Field, offers []formkit.Choice, answer string) (ok bool) {
	before := f.Get()
	answer, meant := insisted(f, answer)
	switch value, chosen := pick(f, offers, answer); {
	case strings.TrimSpace(answer) == "":
	case chosen:
		f.Set(value)
	case len(f.Choices) > 0:
		d.say("\"%s\" is none of them.", answer)
		return false
	default:
		d.set(f, value)
	}
	if f.Check == nil {
		return true
	}
	message := f.Check(f.Get())
	if message.Text == "" {
		return true
	}
	said := label(f) + ": " + strings.TrimSuffix(message.Text, ".") + "."
	switch message.Level {
	case formkit.Wrong:
		if meant && review.BeyondRange(d.Session) {
			d.say("Kept all the same. %s", said)
			return true
		}
		said = "Not accepted. " + said
		f.Set(before)
	case formkit.Warning:
		said = "Warning. " + said
	}
	d.say("%s", said)
	return message.Level != formkit.Wrong
}

// insisted takes the mark off an answer that says that it is meant although it is wrong:
// a life out of range can be sent, to learn what Coveo answers.
func insisted(f formkit.Field, answer string) (value string, meant bool) {
	if f.ID != details.ValidityField {
		return answer, false
	}
	return strings.CutPrefix(strings.TrimSpace(answer), insistMark)
}

// label is the label of a field that stands alone.
func label(f formkit.Field) string { return sentenceStart(strings.TrimPrefix(f.Label, "· ")) }

// set puts a typed value into a field, cleaned of what came along with it.
func (d *dialog) set(f formkit.Field, value string) {
	value, note := formkit.CleanPaste(value)
	if f.Tidy != nil {
		if tidied, tidyNote := f.Tidy(value); tidied != value {
			value, note = tidied, tidyNote
		}
	}
	if note != "" {
		d.say("Note: %s.", note)
	}
	f.Set(value)
}

// pick is the value that an answer stands for; chosen says that it is one of those that
// are offered, by number or by name.
func pick(f formkit.Field, offers []formkit.Choice, answer string) (value string, chosen bool) {
	answer = strings.TrimSpace(answer)
	if number, err := strconv.Atoi(answer); err == nil && number >= 1 && number <= len(offers) {
		return offers[number-1].Value, true
	}
	named := slices.IndexFunc(offers, func(c formkit.Choice) bool { return strings.EqualFold(c.Label, answer) })
	if named >= 0 && len(f.Choices) > 0 {
		return offers[named].Value, true
	}
	if strings.EqualFold(answer, noneWord) {
		return "", len(f.Choices) == 0
	}
	return answer, false
}
