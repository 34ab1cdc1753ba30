package jwtview

// elide reads an array or object that lies too deep to be shown. It neither calls
// itself nor builds anything: its memory is one byte for each level.
func (r *reader) elide() (*Value, *SyntaxError) {
	var closers []byte
	deepest := 0
	for {
		opened, err := r.skipValue(&closers)
		if err != nil {
			return nil, err
		}
		deepest = max(deepest, len(closers))
		if opened {
			continue
		}
		if err := r.skipEnds(&closers); err != nil {
			return nil, err
		}
		if len(closers) == 0 {
			text := "[… " + grouped(deepest) + " more levels]"
			r.notes.problem("too_deep", "The "+r.part+" is nested "+grouped(MaxDepth+deepest)+" levels deep. "+grouped(MaxDepth)+" are shown.")
			return r.make(Elided, text), nil
		}
	}
}

// skipValue moves past a scalar or an empty container, or into a container up to
// its first value; opened is true for the latter.
func (r *reader) skipValue(closers *[]byte) (opened bool, err *SyntaxError) {
	switch c := r.peek(); c {
	case '{', '[':
		r.at++
		closing := c + 2 // in ASCII, both closing brackets come two after the opening ones
		*closers = append(*closers, closing)
		if r.peek() == closing {
			return false, nil
		}
		if closing == '}' {
			_, err = r.name()
		}
		return true, err
	case '"':
		_, err = r.string()
	default:
		_, _, err = r.scalar()
	}
	return false, err
}

// skipEnds moves past the closing brackets after a value, and past the comma and
// name before the next one.
func (r *reader) skipEnds(closers *[]byte) *SyntaxError {
	for len(*closers) > 0 {
		closing := (*closers)[len(*closers)-1]
		switch c := r.peek(); c {
		case closing:
			r.at++
			*closers = (*closers)[:len(*closers)-1]
		case ',':
			r.at++
			if closing != '}' {
				return nil
			}
			_, err := r.name()
			return err
		default:
			return r.unexpected("',' or '" + string(closing) + "'")
		}
	}
	return nil
}
