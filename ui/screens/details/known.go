package details

import (
	"regexp"
	"slices"

	"coveotoken/coveoapi"
)

// providers are the security identity providers that are worth completing: the one
// that exists everywhere, the organization's, and those typed in other rows.
func (s *Screen) providers() []string {
	known := []string{coveoapi.EmailSecurityProvider}
	if s.session.Connection != nil {
		for _, p := range s.session.Connection.Providers {
			if !slices.Contains(known, p.DisplayName) {
				known = append(known, p.DisplayName)
			}
		}
	}
	for i, id := range s.session.Draft.UserIDs {
		if row, ok := rowOf(s.form.Focused()); ok && row == i {
			continue
		}
		if id.Provider != "" && !slices.Contains(known, id.Provider) {
			known = append(known, id.Provider)
		}
	}
	return known
}

// pipelines are those that the key may see.
func (s *Screen) pipelines() []coveoapi.Pipeline {
	if s.session.Connection == nil {
		return nil
	}
	return s.session.Connection.Pipelines
}

func (s *Screen) pipelineNames() []string {
	known := s.pipelines()
	names := make([]string, len(known))
	for i, p := range known {
		names[i] = p.Name
	}
	return names
}

func (s *Screen) pipelineHelp() string {
	help := "The pipeline that all queries go through, whatever the page or the conditions say."
	switch {
	case s.session.Connection != nil && s.session.Connection.Unlisted:
		return help + " The key may not list pipelines, so type its name as it is written in Coveo."
	case s.session.Connection == nil:
		return help + " When you are connected, the pipelines are completed here."
	}
	return help
}

// hubs are the search hubs that queries have come from, and those that the pipelines'
// conditions name.
func (s *Screen) hubs() []string {
	// In Coveo's condition language: $searchHub is "SupportHub".
	named := regexp.MustCompile(`(?i)\$searchhub\s*(?:is|==|=)\s*"([^"]+)"`)
	var hubs []string
	if s.session.Connection != nil {
		for _, h := range s.session.Connection.Hubs {
			hubs = append(hubs, h.Name)
		}
	}
	for _, p := range s.pipelines() {
		for _, match := range named.FindAllStringSubmatch(p.Condition, -1) {
			if !slices.Contains(hubs, match[1]) {
				hubs = append(hubs, match[1])
			}
		}
	}
	return hubs
}
