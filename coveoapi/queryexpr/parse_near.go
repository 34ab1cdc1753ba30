package queryexpr

// near = primary { "NEAR" [ ":" n ] primary }
func (p *parser) near() (Expr, error) {
	start := p.offset
	first, err := p.primary()
	if err != nil {
		return nil, err
	}
	near := &Near{Position: Position(start), Terms: []Expr{first}}
	for {
		operator := p.offset
		distance, found, err := p.takeNear()
		if err != nil {
			return nil, err
		}
		if !found {
			break
		}
		if p.endsTerm() {
			return nil, p.fail("`NEAR` needs something after it")
		}
		next, err := p.primary()
		if err != nil {
			return nil, err
		}
		for _, term := range []Expr{near.Terms[len(near.Terms)-1], next} {
			if !isText(term) {
				return nil, errorAt(p.source, operator, "`NEAR` joins words and phrases only")
			}
		}
		near.Terms = append(near.Terms, next)
		near.Distances = append(near.Distances, distance)
	}
	if len(near.Terms) == 1 {
		return first, nil
	}
	return near, nil
}

func isText(expr Expr) bool {
	switch expr.(type) {
	case *Word, *Phrase:
		return true
	default:
		return false
	}
}
