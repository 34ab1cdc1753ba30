package query

import (
	"charm.land/lipgloss/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/coveoapi/routing"
	"coveotoken/jwtview"
	"coveotoken/ui/components/text"
)

// shownQuery is the query that was run last, or the one that is typed.
func (s *Screen) shownQuery() coveoapi.SearchQuery {
	if s.outcome != nil && !s.editing {
		return s.asked
	}
	query, _ := s.input.query() // what is wrong with it is said in the form
	return query
}

// ladder is what decides the pipeline of the query.
func (s *Screen) ladder() routing.Ladder {
	query := routing.Query{SearchQuery: s.shownQuery()}
	return routing.Climb(routing.OfToken(s.session.Current.Decoded), query, s.session.KnownPipelines())
}

// answered holds the pipeline that answered against the one that was expected.
func (s *Screen) answered() routing.Answered {
	return s.ladder().Compare(s.outcome.Value.Value.Pipeline)
}

// remintable reports whether the token has expired and one like it can be minted with
// the form.
func (s *Screen) remintable() bool {
	if !s.usable() || s.session.Current.MintedFor == "" {
		return false
	}
	refused := s.outcome != nil && s.outcome.Err != nil && problem.Explain(s.outcome.Err).Kind == problem.Expired
	return refused || s.insist && s.life() == jwtview.Expired
}

// showRoute makes the lines of the route: which pipeline answers, and what results
// must match.
func (s *Screen) showRoute() {
	if !s.usable() || s.width == 0 {
		s.route.SetLines(nil)
		return
	}
	r := &reporter{styles: s.session.Styles, width: s.width}
	s.routeOf(r)
	s.expressionOf(r)
	s.route.SetLines(r.lines)
}

func (s *Screen) routeOf(r *reporter) {
	ladder, styles := s.ladder(), s.session.Styles
	r.heading("Which pipeline answers")
	if s.outcome != nil && s.outcome.Err == nil && !s.editing {
		answered := s.answered()
		style := styles.Good
		if answered.Known && !answered.As {
			style = styles.Warning
		}
		r.wrapped("", style, "Answered: "+answered.String())
	} else {
		r.wrapped("", styles.Text, "Expected: "+ladder.Verdict())
	}
	for _, step := range ladder.Steps {
		style := map[routing.Outcome]lipgloss.Style{
			routing.Decides: styles.Good, routing.Unknown: styles.Warning,
		}[step.Outcome]
		if step.Outcome == routing.PassedOver || step.Outcome == routing.NotAsked {
			style = styles.Muted
		}
		words := step.Title + ": " + step.Outcome.String()
		if step.Outcome == routing.Decides {
			words += " on " + routing.Name(step.Pipeline)
		}
		r.wrapped(step.Outcome.Mark()+" ", style, words+". "+step.Why)
	}
}

// originWidth is the column of the origins of expressions.
const originWidth = 19

// expressionOf shows the effective expression and which part comes from where.
func (s *Screen) expressionOf(r *reporter) {
	styles, filter, told := s.session.Styles, "", false
	if s.reported() && !s.editing {
		filter, told = s.outcome.Value.report.PipelineFilter(), true
	}
	expression := routing.Effective(s.shownQuery(), routing.OfToken(s.session.Current.Decoded).Filter, filter)
	r.heading("What every result must match")
	whole := expression.Text
	if whole == "" {
		whole = "nothing in particular: all that the token may see"
	}
	r.wrapped("  ", styles.Strong, whole)
	for _, part := range expression.Parts {
		words := part.Text
		if part.Problem != "" {
			words += " (cannot be read: " + part.Problem + ")"
		}
		prefix := text.Fit("  "+string(part.Origin)+" "+part.Name, min(originWidth, r.width/2))
		r.wrapped(styles.Label.Render(prefix), styles.Text, words)
	}
	if !told {
		r.wrapped("  ", styles.Muted, "A pipeline can add a filter of its own, which a query with debug shows (ctrl+o in the form).")
	}
}
