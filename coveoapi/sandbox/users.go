package sandbox

// UserInfo describes a person of the fictional company.
type UserInfo struct {
	Name, Provider, DisplayName string
	// Sees says in a sentence what the person should find that others do not.
	Sees string
}

// Users lists the people whose identities are worth trying, the most useful first.
func Users() []UserInfo {
	info := func(who identity, displayName, sees string) UserInfo {
		return UserInfo{who.name, who.provider, displayName, sees}
	}
	return []UserInfo{
		info(alice(), "Alice Smith", "A support agent: everything public, the intranet, the agents' playbook and the cases."),
		info(bob(), "Bob Jones", "An employee: everything public and the intranet, except the one page that denies him; no cases."),
		info(carmen(), "Carmen Diaz", "Human resources: everything public, the intranet and the HR files."),
		info(erik(), "Erik Park", "A support lead: all that an agent sees, through a group in a group, and the escalation rules."),
		info(dana(), "Dana Lee", "A customer: everything public and the one letter that only she may read."),
		info(aliceAlias(), "Alice Smith", "The alias of Alice Smith's address: exactly what she sees."),
		{"asmith@example.com", "Email Security provider", "Alice Smith, misspelt", "No such provider (a small p): exactly what anyone sees, and no error says so."},
	}
}
