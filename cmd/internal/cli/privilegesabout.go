package cli

import (
	"fmt"
	"strings"

	"coveotoken/coveoapi/catalog"
)

// aboutPrivileges says what people need to know of privileges; it is part of the help of
// the command, which has the name that a topic would have.
func aboutPrivileges() string {
	var needed []string
	for _, privilege := range catalog.NeededForSearchToken() {
		needed = append(needed, privilege.String())
	}
	var topic strings.Builder
	topic.WriteString(paragraphs(
		"A privilege is written OWNER/DOMAIN[:TYPE][@TARGET]: the service that owns it, what it is about (targetDomain), ENABLE, VIEW, EDIT or CREATE (ENABLE when it is left out), and the one resource that it is limited to (* when it is left out).",
		"`privileges` lists those that the organization lets into a platform token; that call needs PLATFORM/ORGANIZATION:VIEW, which few keys that mint have: "+catalogKeyVariable+" may name another key for it. Without it, the built-in reference names those that Coveo documents.",
		"Ask for no more than the key holds: `mint platform --check` says what was requested, granted and is effective.",
		"To create a search token, the key needs one of these: "+strings.Join(needed, ", ")+".",
	))
	topic.WriteString("\nWhat people want tokens for, and what it takes (`mint … --task ID`):\n\n")
	for _, task := range catalog.Tasks() {
		fmt.Fprintf(&topic, "  %-22s %s\n", task.ID, task.Sentence)
	}
	return topic.String()
}
