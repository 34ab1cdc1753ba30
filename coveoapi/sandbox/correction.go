package sandbox

import (
	"strings"

	"coveotoken/coveoapi/queryexpr"
)

// queryCorrection is a spelling that would find something.
type queryCorrection struct {
	CorrectedQuery  string           `json:"correctedQuery"`
	WordCorrections []wordCorrection `json:"wordCorrections"`
}

type wordCorrection struct {
	Offset        int    `json:"offset"`
	Length        int    `json:"length"`
	OriginalWord  string `json:"originalWord"`
	CorrectedWord string `json:"correctedWord"`
}

// correctionReport is the newer form, which tells what was done about it.
type correctionReport struct {
	OriginalQuery  string            `json:"originalQuery"`
	CorrectedQuery string            `json:"correctedQuery"`
	Corrections    []queryCorrection `json:"corrections"`
}

// maxCorrected is the longest query that is corrected, in bytes.
const maxCorrected = 256

// correct suggests another spelling for a query that found nothing, and takes it
// when the request asks for that.
func (s *search) correct(found int) ([]queryCorrection, *correctionReport) {
	none := []queryCorrection{}
	newer := s.params.QueryCorrection
	if found > 0 || len(s.params.Q) > maxCorrected || !s.params.EnableDidYouMean && (newer == nil || !newer.Enabled) {
		return none, nil
	}
	correction, changed := s.reader.index.correct(s.params.Q)
	if !changed {
		return none, nil
	}
	if newer == nil || !newer.Enabled {
		return []queryCorrection{correction}, nil
	}
	report := &correctionReport{OriginalQuery: s.params.Q, Corrections: []queryCorrection{correction}}
	if newer.Options.AutomaticallyCorrect == "whenNoResults" {
		report.CorrectedQuery = correction.CorrectedQuery
		s.parts.basic = queryexpr.ParsePlain(correction.CorrectedQuery)
	}
	return none, report
}

// correct replaces the words of a text that no document has by the nearest one that
// many have.
func (x *index) correct(text string) (queryCorrection, bool) {
	correction := queryCorrection{WordCorrections: []wordCorrection{}}
	var corrected strings.Builder
	last := 0
	queryexpr.EachWord(text, func(word string, start, end int) {
		better := x.nearest(word)
		if better == word {
			return
		}
		correction.WordCorrections = append(correction.WordCorrections, wordCorrection{
			utf16Length(text[:start]), utf16Length(text[start:end]), text[start:end], better,
		})
		corrected.WriteString(text[last:start] + better)
		last = end
	})
	corrected.WriteString(text[last:])
	correction.CorrectedQuery = corrected.String()
	return correction, len(correction.WordCorrections) > 0
}

// nearest gives the indexed word closest to one that is not indexed, or the word
// itself.
func (x *index) nearest(word string) string {
	if len(word) < 4 || x.exact[word] != nil || x.stems[stem(word)] != nil {
		return word
	}
	best, bestDistance, bestCount := word, 3, 0
	for candidate, postings := range x.exact {
		distance := queryexpr.EditDistance(word, candidate)
		closer := distance < bestDistance
		same := distance == bestDistance
		if closer || same && (len(postings) > bestCount || len(postings) == bestCount && candidate < best) {
			best, bestDistance, bestCount = candidate, distance, len(postings)
		}
	}
	if bestDistance > 2 {
		return word
	}
	return best
}
