package accessible

import (
	"fmt"
	"regexp"
	"strings"

	"coveotoken/coveoapi/problem"
)

// say tells a sentence of ours, which may hold text from outside.
func (d *dialog) say(format string, arguments ...any) {
	d.line(d.spelling.out(d.Safe(fmt.Sprintf(format, arguments...))))
}

// show tells text from outside as it is, such as the title of a result.
func (d *dialog) show(format string, arguments ...any) {
	d.line(d.Safe(fmt.Sprintf(format, arguments...)))
}

// heading begins something new.
func (d *dialog) heading(title string) {
	d.line("")
	d.say("%s", title)
}

// fail tells what happened, how we know and what to do.
func (d *dialog) fail(err error) {
	p := problem.Explain(err)
	d.say("Failed. %s", p.Title)
	if p.Evidence != "" {
		d.say("How we know: %s", p.Evidence)
	}
	if p.RequestID != "" && !strings.Contains(p.Evidence, p.RequestID) {
		d.say("Request ID: %s", p.RequestID)
	}
	d.say("What to do: %s", p.Remedy)
	if p.Source != "" {
		d.say("See: %s", p.Source)
	}
}

// line writes a line, unless the output is gone.
func (d *dialog) line(text string) { d.write(strings.TrimRight(text, " ") + "\n") }

func (d *dialog) write(text string) {
	if d.broken == nil {
		_, d.broken = fmt.Fprint(d.Output, text)
	}
}

// spelling writes out what the screens abbreviate.
type spelling struct {
	spans *regexp.Regexp
	signs *strings.Replacer
}

func newSpelling() spelling {
	return spelling{
		spans: regexp.MustCompile(`\b(\d[\d.]*) (ms|y|d|h|m|s)\b`),
		signs: strings.NewReplacer("✓", "passed", "✗", "failed", " · ", ", ", " / ", ", ", "→ ", "", " = ", " equals ", "●", "found"),
	}
}

// out spells units and signs as words: "59 m 58 s" becomes "59 minutes 58 seconds".
func (s spelling) out(sentence string) string {
	return s.signs.Replace(s.spans.ReplaceAllStringFunc(sentence, func(span string) string {
		number, unit, _ := strings.Cut(span, " ")
		word := map[string]string{"ms": "millisecond", "y": "year", "d": "day", "h": "hour", "m": "minute", "s": "second"}[unit]
		if number != "1" {
			word += "s"
		}
		return number + " " + word
	}))
}
