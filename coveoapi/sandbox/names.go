package sandbox

import "strings"

// Named is something in the sandbox that has a name, with a sentence about it.
type Named struct{ Name, Meaning string }

// SearchHubs lists the search hubs.
func SearchHubs() []Named {
	var names []Named
	for _, hub := range seedHubs() {
		names = append(names, Named{hub.Name, hub.Description})
	}
	return names
}

// Pipelines lists the query pipelines.
func Pipelines() []Named {
	var names []Named
	for _, p := range seedPipelines() {
		names = append(names, Named{p.name, p.description})
	}
	return names
}

// Faults lists the faults, each as an example of how it is written.
func Faults() []Named {
	var names []Named
	for _, line := range faultHelp() {
		for form := range strings.SplitSeq(line[0], ", ") {
			names = append(names, Named{form, line[1]})
		}
	}
	return names
}
