package sandbox

import (
	"time"
)

// queryResponse is the answer to a query, RestQueryResponse.
type queryResponse struct {
	TotalCount         int                 `json:"totalCount"`
	TotalCountFiltered int                 `json:"totalCountFiltered"`
	Duration           int64               `json:"duration"`
	IndexDuration      int64               `json:"indexDuration"`
	RequestDuration    int64               `json:"requestDuration"`
	SearchUID          string              `json:"searchUid"`
	Pipeline           string              `json:"pipeline"`
	APIVersion         int                 `json:"apiVersion"`
	Index              string              `json:"index"`
	IndexToken         string              `json:"indexToken"`
	IsFallbackToAdmin  bool                `json:"isFallbackToAdmin"`
	Warnings           []string            `json:"warnings"`
	Errors             []string            `json:"errors"`
	Triggers           []any               `json:"triggers"`
	TermsToHighlight   map[string][]string `json:"termsToHighlight"`
	PhrasesToHighlight map[string]any      `json:"phrasesToHighlight"`
	QueryCorrections   []queryCorrection   `json:"queryCorrections"`
	QueryCorrection    *correctionReport   `json:"queryCorrection,omitempty"`
	RefinedKeywords    []string            `json:"refinedKeywords"`
	GroupByResults     []groupByResult     `json:"groupByResults"`
	CategoryFacets     []any               `json:"categoryFacets"`
	Facets             []facetResult       `json:"facets"`
	Automatic          *automaticResult    `json:"generateAutomaticFacets,omitempty"`
	SuggestedFacets    []any               `json:"suggestedFacets"`
	Results            []queryResult       `json:"results"`
	*debugReport
}

// queryResult is one item found, RestQueryResult.
type queryResult struct {
	Title                   string         `json:"title"`
	URI                     string         `json:"uri"`
	PrintableURI            string         `json:"printableUri"`
	ClickURI                string         `json:"clickUri"`
	UniqueID                string         `json:"uniqueId"`
	PrimaryID               string         `json:"primaryid"`
	Excerpt                 string         `json:"excerpt"`
	FirstSentences          *string        `json:"firstSentences"`
	Summary                 *string        `json:"summary"`
	Flags                   string         `json:"flags"`
	HasHTMLVersion          bool           `json:"hasHtmlVersion"`
	HasMobileHTMLVersion    bool           `json:"hasMobileHtmlVersion"`
	Score                   int64          `json:"score"`
	PercentScore            float64        `json:"percentScore"`
	RankingInfo             *string        `json:"rankingInfo"`
	Rating                  float64        `json:"rating"`
	IsTopResult             bool           `json:"isTopResult"`
	IsRecommendation        bool           `json:"isRecommendation"`
	IsUserActionView        bool           `json:"isUserActionView"`
	TitleHighlights         []highlight    `json:"titleHighlights"`
	FirstSentenceHighlights []highlight    `json:"firstSentencesHighlights"`
	ExcerptHighlights       []highlight    `json:"excerptHighlights"`
	PrintableURIHighlights  []highlight    `json:"printableUriHighlights"`
	SummaryHighlights       []highlight    `json:"summaryHighlights"`
	ParentResult            any            `json:"parentResult"`
	ChildResults            []any          `json:"childResults"`
	TotalNumberOfChildren   int            `json:"totalNumberOfChildResults"`
	AbsentTerms             []string       `json:"absentTerms"`
	Raw                     map[string]any `json:"raw"`
}

// runQuery serves queries: GET and POST /rest/search/v2, POST /rest/search/v3 and
// the older path without a version.
func runQuery(c *call) (any, error) {
	params, err := c.readParams()
	if err != nil {
		return nil, err
	}
	s, err := newSearch(c, params)
	if err != nil {
		return nil, err
	}
	order, err := parseSort(params.SortCriteria)
	if err != nil {
		return nil, err
	}
	found := s.find(s.parts.effective())
	corrections, report := s.correct(len(found))
	if report != nil {
		found = s.find(s.parts.effective())
	}
	facets, found, err := s.facets(found)
	if err != nil {
		return nil, err
	}
	matches := s.rank(found)
	s.sort(matches, order)
	response := s.response(matches)
	response.Facets, response.Automatic = facets.asked, facets.automatic
	response.QueryCorrections, response.QueryCorrection = corrections, report
	if params.Debug {
		response.debugReport = s.debug()
	}
	return response, nil
}

// response fills in all but facets and corrections.
func (s *search) response(matches []match) *queryResponse {
	elapsed := time.Since(s.started).Milliseconds()
	return &queryResponse{
		TotalCount: len(matches), TotalCountFiltered: len(matches),
		Duration: elapsed, IndexDuration: elapsed, RequestDuration: elapsed,
		SearchUID: newRequestID(), Pipeline: s.route.pipeline.name, APIVersion: 2,
		Index: "sandbox", IndexToken: "c2FuZGJveA==",
		Warnings: []string{}, Errors: []string{}, Triggers: []any{},
		TermsToHighlight: s.termsToHighlight(), PhrasesToHighlight: map[string]any{},
		RefinedKeywords: []string{}, GroupByResults: s.groupBy(matches),
		CategoryFacets: []any{}, SuggestedFacets: []any{},
		Results: s.page(matches),
	}
}

// page gives the results that were asked for.
func (s *search) page(matches []match) []queryResult {
	from := min(s.params.FirstResult, len(matches))
	to := min(from+s.params.results(), len(matches))
	best := 1.0
	for _, m := range matches {
		best = max(best, m.score)
	}
	results := make([]queryResult, 0, to-from)
	for _, m := range matches[from:to] {
		results = append(results, s.result(m, best))
	}
	return results
}

func (s *search) result(m match, best float64) queryResult {
	d := s.reader.index.documents[m.document]
	terms := soughtTerms(s.params.Wildcards, s.parts.basic)
	excerpt := excerptOf(d.body, terms, valueOr(s.params.ExcerptLength, defaultExcerpt))
	result := queryResult{
		Title: d.title, URI: d.uri(), PrintableURI: d.uri(), ClickURI: d.uri(),
		UniqueID: d.uniqueID(), PrimaryID: d.primaryID(), Excerpt: excerpt,
		Flags: "HasHtmlVersion", HasHTMLVersion: true,
		Score: int64(m.score), PercentScore: 100 * m.score / best, Rating: 3,
		TitleHighlights: highlights(d.title, terms), ExcerptHighlights: highlights(excerpt, terms),
		FirstSentenceHighlights: []highlight{}, PrintableURIHighlights: []highlight{}, SummaryHighlights: []highlight{},
		ChildResults: []any{}, AbsentTerms: s.absent(m.document, terms),
		Raw: s.rawFields(d),
	}
	if s.params.Debug {
		info := s.rankingInfo(m)
		result.RankingInfo = &info
	}
	return result
}

// rawFields keeps the fields that were asked for; fieldsToInclude beats
// fieldsToExclude.
func (s *search) rawFields(d *document) map[string]any {
	raw := d.raw()
	if s.params.FieldsToInclude != nil {
		kept := map[string]any{}
		for _, name := range s.params.FieldsToInclude {
			if value, ok := raw[fieldName(name)]; ok {
				kept[fieldName(name)] = value
			}
		}
		return kept
	}
	for _, name := range s.params.FieldsToExclude {
		delete(raw, fieldName(name))
	}
	return raw
}
