package sandbox

// The search hubs.
const (
	supportHub = "SupportHub"
	agentHub   = "AgentPanel"
	staffHub   = "IntranetHub"
)

func seedHubs() []searchHub {
	return []searchHub{
		{supportHub, "support", "The help page for customers"},
		{agentHub, "agents", "The search panel beside a case"},
		{staffHub, "staff", "The search page of the intranet"},
	}
}

// seedPipelines holds a lesson: Customer support takes the agents' hub too, and
// because it comes first, Agent assist is never chosen by its own condition.
func seedPipelines() []*pipeline {
	pipelines := []*pipeline{
		{
			id: "7d1f3c52-0a51-4c1e-8f0e-5a2b6d0c0001", name: "InternalSearch", position: 1,
			description: "Search on the intranet: employees first.",
			condition:   &condition{"searchHub", "is", []string{staffHub}},
			boostTexts:  []rankingExpression{{"@source==Intranet", 150}, {"@objecttype==Policy", 50}},
		},
		{
			id: "7d1f3c52-0a51-4c1e-8f0e-5a2b6d0c0002", name: "CustomerSupport", position: 2,
			description: "The help page: nothing retired, articles first.",
			condition:   &condition{"searchHub", "is", []string{supportHub, agentHub}},
			filter:      "NOT @source==Archive",
			boostTexts:  []rankingExpression{{"@source==KnowledgeBase", 100}},
		},
		{
			id: "7d1f3c52-0a51-4c1e-8f0e-5a2b6d0c0003", name: "AgentAssist", position: 3,
			description: "Beside a case: the playbook first. Customer support is asked before it.",
			condition:   &condition{"searchHub", "is", []string{agentHub}},
			boostTexts:  []rankingExpression{{"@source==AgentPlaybook", 200}, {"@objecttype==Case", 80}},
		},
		{
			id: "7d1f3c52-0a51-4c1e-8f0e-5a2b6d0c0004", name: "default", position: 4, isDefault: true,
			description: "When no condition holds.",
		},
	}
	for _, p := range pipelines {
		p.boosts = newBoosts(p.boostTexts)
	}
	return pipelines
}
