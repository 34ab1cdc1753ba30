package query

import (
	"slices"
	"strconv"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/routing"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/components/problemview"
	"coveotoken/ui/components/spinner"
	"coveotoken/ui/components/text"
)

const (
	// roomy is the height from which the form and what came back are shown at
	// once; below, whichever has the keys.
	roomy = 14
	// formHeight is for three fields in one line each, a heading, a message, and
	// help; moreHeight for as many fields again with what is said of them.
	formHeight, narrowFormHeight = 6, 9
	moreHeight                   = 5
	// wideForm is the width from which the form has its fields in one line each.
	wideForm = 60
)

// View implements common.Screen.
func (s *Screen) View() string {
	if s.width == 0 || s.height == 0 {
		return ""
	}
	if s.code.Shown() {
		return s.code.View()
	}
	lines := s.head()
	if s.usable() && s.resultsShown() {
		lines = append(lines, strings.Split(s.body(), "\n")...)
	}
	lines = lines[:min(len(lines), s.height)]
	for i, line := range lines {
		lines[i] = text.Cut(line, s.width)
	}
	return strings.Join(lines, "\n")
}

// layout gives the form and the views the lines that they have.
func (s *Screen) layout() {
	s.form.SetSize(s.width, s.formRoom())
	height := max(0, s.height-len(s.head()))
	s.results.SetSize(s.width, height)
	s.report.SetSize(s.width, height)
	s.route.SetSize(s.width, height)
	s.request.SetSize(s.width, height)
	s.reply.SetSize(s.width, height)
}

func (s *Screen) formRoom() int {
	need := formHeight
	if s.width < wideForm {
		need = narrowFormHeight
	}
	if s.input.more {
		need += moreHeight
	}
	if s.height < roomy {
		return max(0, min(need, s.height-1))
	}
	return need
}

// resultsShown reports whether there is room for what came back: a low screen has
// none while it shows the form.
func (s *Screen) resultsShown() bool { return s.height >= roomy || !s.editing }

// head is what stands above what came back.
func (s *Screen) head() []string {
	styles := s.session.Styles
	if lines := s.missing(); lines != nil {
		return lines
	}
	var lines []string
	if s.height >= roomy {
		lines = append(lines, styles.Muted.Render(text.Cut("Try the token: type a query and press enter to see what it finds.", s.width)))
	}
	if s.editing {
		lines = append(lines, strings.Split(s.form.View(styles), "\n")...)
	} else {
		lines = append(lines, text.Cut(styles.Label.Render("Query ")+s.input.summary(), s.width))
	}
	if s.input.place == coveoapi.InAccessTokenParameter && s.height >= roomy {
		lines = append(lines, text.Style(styles.Warning, text.Chunk("! "+s.address(), s.width, s.width))...)
	}
	lines = append(lines, s.lifeLines()...)
	if s.resultsShown() {
		lines = append(lines, s.tabs())
	}
	return lines
}

// missing says what is needed before a query can be run, or is nil.
func (s *Screen) missing() []string {
	styles := s.session.Styles
	words := "Here you run a query with a token and see what it finds. "
	switch {
	case s.session.Connection == nil:
		words += "There is no connection yet: connect to an organization, or to the sandbox, in step 1 Connect (press enter)."
	case s.session.Current == nil:
		words += "There is no token yet: mint one in step 4 Review, or paste one in step 5 Token (press enter)."
	default:
		return nil
	}
	return text.Style(styles.Text, text.Wrap(words, s.width))
}

// address is where the query goes, with the token masked in it.
func (s *Screen) address() string {
	request := s.shownRequest()
	return safetext.Visible(request.URL) + "&access_token=" + s.session.Current.Secret.Masked()
}

// lifeLines warn of a token that Coveo will not take any more, or not yet.
func (s *Screen) lifeLines() []string {
	styles, now := s.session.Styles, s.session.Now()
	life := s.session.Current.Decoded.Life()
	var words string
	switch {
	case s.insist:
		words = "✗ Nothing was sent: the token " + life.Describe(now) + ", and Coveo will most likely answer 419. Send it anyway? [s]"
		if s.remintable() {
			words += " Or mint a new one with the same form? [r]"
		} else {
			words += " Or mint a new one in step 4 Review (press 4)."
		}
	case s.life() == jwtview.Expired, s.life() == jwtview.NotYetValid:
		words = "! The token " + life.Describe(now) + ": Coveo will most likely refuse it."
	default:
		return nil
	}
	return text.Style(styles.Warning, text.Wrap(words, s.width))
}

func (s *Screen) tabs() string {
	styles := s.session.Styles
	names := [viewCount]string{"Results", "Report", "Request", "Reply", "Route"}
	indent := "  "
	if s.width < wideForm {
		indent = ""
	}
	var b strings.Builder
	for i, name := range names {
		if view(i) == reportView && !s.reported() {
			continue
		}
		if i > 0 {
			b.WriteString(styles.Line.Render(" │ "))
		}
		if view(i) == s.view {
			b.WriteString(styles.StepActive.Render("▸ " + name))
		} else {
			b.WriteString(styles.Muted.Render(indent + name))
		}
	}
	if shown := s.shownPane(); shown.Scrolls() {
		b.WriteString(styles.Muted.Render("   lines " + shown.Position()))
	}
	return text.Cut(b.String(), s.width)
}

// body is the view that is shown, or what there is instead of it.
func (s *Screen) body() string {
	styles := s.session.Styles
	switch {
	case s.call.Busy():
		mark := spinner.Frame(s.call.Frame())
		if mark == "" {
			return ""
		}
		return styles.Accent.Render(mark + " " + s.call.Status("Waiting for Coveo…"))
	case s.view == routeView:
		return s.route.View()
	case s.view == requestView && !s.request.Ready(), s.view == replyView && s.outcome != nil && !s.reply.Ready():
		return styles.Muted.Render("Laying out the JSON…")
	case s.view == requestView:
		return s.request.View()
	case s.outcome == nil && s.cancelled:
		return styles.Warning.Render("! Cancelled. r runs the query again.")
	case s.outcome == nil:
		return styles.Muted.Render("Nothing was run yet.")
	case s.view == replyView:
		return s.reply.View()
	case s.view == reportView:
		return s.report.View()
	default:
		return s.results.View()
	}
}

// showResults makes the lines of the results view, of the report's and of the route's.
func (s *Screen) showResults() {
	s.showRoute()
	s.report.SetLines(nil)
	if s.reported() && s.width > 0 {
		s.report.SetLines(reportLines(s.session.Styles, *s.outcome.Value.report, s.width))
	}
	switch {
	case s.outcome == nil || s.width == 0:
		s.results.SetLines(nil)
	case s.outcome.Err != nil:
		s.results.SetLines(s.failureLines(problem.Explain(s.outcome.Err)))
	default:
		s.results.SetLines(s.resultLines())
	}
}

// failureLines explain why nothing came back, and which keys help.
func (s *Screen) failureLines(p problem.Problem) []string {
	hint := "r runs it again; → shows the raw request and reply."
	if s.remintable() {
		hint = s.keys.remint.Help().Key + " mints a new one with the same form; " + beside(s.keys.again, s.keys.remint) + " runs it again; " + s.keys.nextView.Help().Key + " shows the raw request and reply."
	}
	hints := text.Style(s.session.Styles.Muted, text.Wrap(hint, s.width))
	return slices.Concat(problemview.Lines(s.session.Styles, p, s.width), []string{""}, hints)
}

func (s *Screen) resultLines() []string {
	styles, response := s.session.Styles, s.outcome.Value.Value
	answered := s.answered()
	lines := text.Style(styles.Good, text.Wrap("✓ "+summary(s.asked, s.outcome.Value.answer, answered), s.width))
	if answered.Known && !answered.As {
		why := "! Expected " + routing.Name(answered.Expected) + ", by " + answered.Why + " " + s.keys.why.Help().Key + " shows what decides."
		lines = append(lines, text.Style(styles.Warning, text.Wrap(safetext.Visible(why), s.width))...)
	}
	if len(response.Results) == 0 {
		return append(lines, text.Style(styles.Text, text.Wrap("The query ran and found nothing that this token may see.", s.width))...)
	}
	const indent = 4
	put := func(render func(...string) string, words string, most int) {
		wrapped := text.Wrap(safetext.Visible(words), max(1, s.width-indent))
		if len(wrapped) > most {
			wrapped = append(wrapped[:most-1], text.Cut(strings.Join(wrapped[most-1:], " "), max(1, s.width-indent)))
		}
		for _, line := range wrapped {
			lines = append(lines, strings.Repeat(" ", indent)+render(line))
		}
	}
	for i, result := range response.Results {
		lines = append(lines, "")
		start := len(lines)
		put(styles.Strong.Render, result.Title, 2)
		number := styles.Muted.Render(text.Fit(strconv.Itoa(s.asked.FirstResult+i+1), indent-1) + " ")
		lines[start] = number + strings.TrimPrefix(lines[start], strings.Repeat(" ", indent))
		put(styles.Label.Render, result.Source()+" · "+result.URI, 2)
		if result.Excerpt != "" {
			put(styles.Text.Render, result.Excerpt, 3)
		}
	}
	return lines
}

// summary says what came back, how long it took and which pipeline answered.
func summary(asked coveoapi.SearchQuery, reply answer, answered routing.Answered) string {
	response := reply.Value
	parts := []string{"no results"}
	if count := len(response.Results); count > 0 {
		parts[0] = strconv.Itoa(asked.FirstResult+1) + "–" + strconv.Itoa(asked.FirstResult+count) + " of " + strconv.Itoa(response.TotalCount)
	}
	parts = append(parts, strconv.FormatInt(reply.Exchange.Duration.Milliseconds(), 10)+" ms, of which Coveo "+strconv.Itoa(response.Duration)+" ms")
	parts = append(parts, answered.String())
	if id := reply.Exchange.Header.Get("X-Request-ID"); id != "" {
		parts = append(parts, "request ID "+id)
	}
	return safetext.Visible(strings.Join(parts, " · "))
}
