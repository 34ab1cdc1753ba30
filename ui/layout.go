package ui

import "coveotoken/ui/common"

// The sizes at which the frame changes its shape.
const (
	// minWidth and minHeight are the smallest terminal in which every screen works.
	minWidth, minHeight = 40, 12
	// sideFrom is the width from which the live request stands at the side.
	sideFrom = 110
	// ruleFrom is the height from which a rule parts the bar from the body.
	ruleFrom = 20
	// marginFrom is the width from which the body keeps off the edges.
	marginFrom = 60
	// minSide and maxSide bound the width of the side pane: below, a request is
	// hard to read; above, it takes room for nothing.
	minSide, maxSide = 44, 80
	// roomyWidth and roomyHeight are the size from which a presented frame has larger
	// margins of roomyMargin, and blank rows around the body.
	roomyWidth, roomyHeight, roomyMargin = 100, 30, 4
	// gutter is " │ " between the body and the side pane.
	gutter = 3
)

// rect is a part of the terminal in cells.
type rect struct{ X, Y, Width, Height int }

// layout is where the parts of the frame go. A part without a place is empty.
type layout struct {
	tooSmall bool
	// gap is how many blank rows there are above and below the body.
	gap                                     int
	header, steps, rule, body, side, footer rect
	banner                                  rect
}

// arrange divides a terminal of width × height cells among the parts of the frame.
// A roomy one gives them more space where there is plenty.
func arrange(width, height int, withSide, roomy bool) layout {
	if width < minWidth || height < minHeight {
		return layout{tooSmall: true}
	}
	margin, top := 0, 2
	if width >= marginFrom {
		margin = 1
	}
	roomy = roomy && width >= roomyWidth && height >= roomyHeight
	if roomy {
		margin = roomyMargin
	}
	l := layout{
		header: rect{margin, 0, width - 2*margin, 1},
		steps:  rect{0, 1, width, 1},
		footer: rect{margin, height - 1, width - 2*margin, 1},
	}
	if height >= ruleFrom {
		l.rule = rect{0, top, width, 1}
		top++
	}
	if roomy {
		l.gap = 1
	}
	l.body = rect{margin, top + l.gap, width - 2*margin, height - 1 - top - 2*l.gap}
	if withSide && width >= sideFrom {
		side := min(maxSide, max(minSide, width*2/5))
		l.body.Width -= side + gutter
		l.side = rect{l.body.X + l.body.Width + gutter, l.body.Y, side, l.body.Height}
	}
	return l
}

// hasSide reports whether the live request belongs beside a step.
func hasSide(step common.ID) bool {
	switch step {
	case common.Privileges, common.Details, common.Review:
		return true
	}
	return false
}

// arrange divides the terminal, with a row for the banner where there is one.
func (a *App) arrange(withSide bool) layout {
	l := arrange(a.width, a.height, withSide, a.session.Presenting)
	if l.tooSmall || !a.bannerShown {
		return l
	}
	l.banner = rect{l.body.X, l.body.Y - l.gap, l.footer.Width, 1}
	l.body.Y, l.body.Height = l.body.Y+1, l.body.Height-1
	if l.side.Width > 0 {
		l.side.Y, l.side.Height = l.side.Y+1, l.side.Height-1
	}
	return l
}
