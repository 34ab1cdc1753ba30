package accessible

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"coveotoken/coveoapi/together"
)

// maxAnswer is the longest answer in bytes. Nothing that is asked for is longer; tokens
// are the longest.
const maxAnswer = 64 << 10

// reserved are the answers that mean the same at every question.
const (
	helpWord = "?"
	backWord = "back"
	quitWord = "quit"
)

// question is what is asked, and explained when the user asks back.
type question struct {
	// label is the question, current the answer that enter stands for, or "".
	label, current string
	// help are the sentences behind a question mark.
	help []string
	// hidden keeps the answer off the screen.
	hidden bool
}

// ask puts a question until it is answered. The error is errBack, errQuit, io.EOF when
// the input has ended, or context.Canceled when the user interrupts.
func (d *dialog) ask(q question) (string, error) {
	for {
		answer, err := d.read(q)
		if err != nil {
			return "", err
		}
		if len(answer) > maxAnswer {
			d.say("The answer is longer than %d bytes and was not taken.", maxAnswer)
			continue
		}
		switch word := strings.ToLower(strings.TrimSpace(answer)); {
		case word == helpWord:
			d.explain(q)
		case word == backWord:
			return "", errBack
		case word == quitWord:
			return "", errQuit
		case strings.HasPrefix(answer, `\`) && isReserved(word[1:]):
			return answer[1:], nil
		default:
			return answer, nil
		}
	}
}

func isReserved(word string) bool { return word == helpWord || word == backWord || word == quitWord }

// explain answers a question mark.
func (d *dialog) explain(q question) {
	for _, sentence := range q.help {
		if sentence != "" {
			d.say("%s", sentence)
		}
	}
	if q.current != "" {
		d.say("Enter alone keeps %s.", q.current)
	}
	d.say("back goes to the question before, quit ends the program. To answer with one of these words itself, put a backslash before it.")
}

// read writes the question and reads a line.
func (d *dialog) read(q question) (string, error) {
	if d.broken != nil {
		return "", d.broken
	}
	prompt := q.label
	if q.hidden {
		prompt += " (not shown while you type)"
	}
	if q.current != "" {
		prompt += " (enter keeps " + q.current + ")"
	}
	prompt = d.spelling.out(d.Safe(prompt)) + ": "
	if q.hidden && d.Secret != nil {
		answer, err := d.Secret(d.ctx, func() { d.write(prompt) })
		d.write("\n")
		return answer, err
	}
	d.write(prompt)
	answer, err := d.await()
	if err == nil && d.Secret == nil { // nobody else shows what was answered
		d.line(d.echo(q, answer))
	} else if err != nil {
		d.write("\n")
	}
	return answer, err
}

// echo is an answer from a script as the transcript shows it.
func (d *dialog) echo(q question, answer string) string {
	if len(answer) > maxAnswer {
		return "(too long)"
	}
	if q.hidden && answer != "" && !isReserved(strings.ToLower(strings.TrimSpace(answer))) {
		return "(not shown)"
	}
	return d.Safe(answer)
}

// await reads a line, which an interrupt cuts short.
func (d *dialog) await() (string, error) {
	type read struct {
		line string
		err  error
	}
	done := make(chan read, 1)
	var panics together.Panics
	go func() {
		var r read
		defer func() { done <- r }()
		defer panics.Catch()
		r.line, r.err = d.readLine()
	}()
	select {
	case r := <-done:
		panics.Rethrow()
		return r.line, r.err
	case <-d.Interrupts:
		return "", context.Canceled
	case <-d.ctx.Done():
		return "", d.ctx.Err()
	}
}

// readLine reads up to the end of a line. Of a line that is too long the rest is passed
// over, and what was read is no answer to anything.
func (d *dialog) readLine() (string, error) {
	var line []byte
	for {
		part, err := d.lines.ReadSlice('\n')
		if len(line) <= maxAnswer {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, io.EOF) && len(line) > 0, err == nil:
			return strings.TrimRight(string(line), "\r\n"), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return "", err
		}
	}
}

// choose asks a question, lists the answers by number and gives the place of the chosen
// one, from 0.
func (d *dialog) choose(label string, things []string, help ...string) (int, error) {
	d.heading(label)
	for i, thing := range things {
		d.say("%d. %s", i+1, thing)
	}
	for {
		answer, err := d.ask(question{label: "A number from 1 to " + strconv.Itoa(len(things)), help: help})
		if err != nil {
			return 0, err
		}
		number, err := strconv.Atoi(strings.TrimSpace(answer))
		if err == nil && number >= 1 && number <= len(things) {
			return number - 1, nil
		}
		d.say("\"%s\" is none of them. Type a number from 1 to %d.", answer, len(things))
	}
}

// agree asks a question that is answered with yes or no; enter alone is no.
func (d *dialog) agree(label string, help ...string) (bool, error) {
	for {
		answer, err := d.ask(question{label: label + " yes or no", current: "no", help: help})
		if err != nil {
			return false, err
		}
		switch strings.ToLower(strings.TrimSpace(answer)) {
		case "y", "yes":
			return true, nil
		case "", "n", "no":
			return false, nil
		}
		d.say("Type yes or no.")
	}
}
