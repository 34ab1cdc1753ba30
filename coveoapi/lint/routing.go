package lint

import (
	"slices"
	"strconv"
	"strings"
)

// routingRules are about what decides the query pipeline.
func routingRules() []rule {
	return []rule{
		{Rule{
			"pipeline-and-hub", Search, Note, "loses to the query pipeline",
			"Query pipeline and search hub are both set, and the pipeline wins: the hub counts in analytics only.",
			"Leave the pipeline out, if the hub shall choose it.",
			docRouting,
		}, pipelineAndHub},
		{Rule{
			"pipeline-unknown", Search, Warning, "not one of the {count} pipelines",
			"The organization has no query pipeline “{name}” among those that the key sees.",
			"Use one of these: {names}.",
			apiTokenParams + ".pipeline",
		}, pipelineUnknown},
		{Rule{
			"hub-unknown", Search, Note, "not one of the {count} known hubs",
			"No query was logged under the search hub “{name}” yet.",
			"Check how it is written, unless it is new. Known are: {names}.",
			apiTokenParams + ".searchHub",
		}, hubUnknown},
	}
}

// pipelineAndHub: the pipeline of a token beats all other routing, its own condition
// included (docs.coveo.com/en/1666).
func pipelineAndHub(s subject) []hit {
	return when(isSet(s.search.Pipeline) && isSet(s.search.SearchHub), "searchHub")
}

// pipelineUnknown: the pipeline is named exactly (RestTokenParams.pipeline).
func pipelineUnknown(s subject) []hit {
	return unknownName("pipeline", s.search.Pipeline, s.Pipelines)
}

// hubUnknown: a hub exists as soon as it was used; a name that was never used may be a
// slip (RestTokenParams.searchHub).
func hubUnknown(s subject) []hit { return unknownName("searchHub", s.search.SearchHub, s.Hubs) }

func unknownName(field, name string, known []string) []hit {
	unknown := known != nil && isSet(name) && !slices.Contains(known, name)
	return when(unknown, field, "name", name, "count", strconv.Itoa(len(known)), "names", few(known))
}

func isSet(value string) bool { return strings.TrimSpace(value) != "" }
