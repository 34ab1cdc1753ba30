package sandbox

import "coveotoken/coveoapi/queryexpr"

// planResponse is the answer of POST /rest/search/v2/plan, PlanSearchResponse: what a
// query would be, without running it.
type planResponse struct {
	PreprocessingOutput preprocessingOutput `json:"preprocessingOutput"`
	ParsedInput         parsedInput         `json:"parsedInput"`
	Pipeline            string              `json:"pipeline"`
}

type preprocessingOutput struct {
	Triggers []any `json:"triggers"`
}

// parsedInput is ParsedQueryResponse; the token's filter is the mandatory expression.
type parsedInput struct {
	BasicExpression       string `json:"basicExpression"`
	AdvancedExpression    string `json:"advancedExpression"`
	LargeExpression       string `json:"largeExpression"`
	ConstantExpression    string `json:"constantExpression"`
	DisjunctionExpression string `json:"disjunctionExpression"`
	MandatoryExpression   string `json:"mandatoryExpression"`
}

func planQuery(c *call) (any, error) {
	params, err := c.readParams()
	if err != nil {
		return nil, err
	}
	s, err := newSearch(c, params)
	if err != nil {
		return nil, err
	}
	return planResponse{
		PreprocessingOutput: preprocessingOutput{Triggers: []any{}},
		Pipeline:            s.route.pipeline.name,
		ParsedInput: parsedInput{
			BasicExpression:       queryexpr.Print(s.parts.basic),
			AdvancedExpression:    params.AQ,
			LargeExpression:       params.LQ,
			ConstantExpression:    constantText(params, s.route.pipeline.filter),
			DisjunctionExpression: params.DQ,
			MandatoryExpression:   s.grant.filter,
		},
	}, nil
}
