package sandbox

import "coveotoken/coveoapi"

// The security identity providers besides the e-mail one.
const (
	directoryProvider  = "Tumbleglow Directory"
	salesforceProvider = "Salesforce Security Provider"
)

func group(name string) identity {
	return identity{name, directoryProvider, string(coveoapi.IdentityGroup)}
}

func salesforceGroup(name string) identity {
	return identity{name, salesforceProvider, string(coveoapi.IdentityGroup)}
}

// The groups. Support leads are support agents, support agents and Human resources
// are employees.
func employees() identity      { return group("Employees") }
func supportAgents() identity  { return group("Tech support agents") }
func supportLeads() identity   { return group("Support leads") }
func humanResources() identity { return group("Human resources") }
func caseWorkers() identity    { return salesforceGroup("Case workers") }

// The people. Alice has a second address, which is an alias of the first.
func alice() identity      { return user("asmith@example.com") }
func aliceAlias() identity { return user("alice.smith@tumbleglow.example") }
func bob() identity        { return user("bob@example.com") }
func carmen() identity     { return user("cdiaz@example.com") }
func erik() identity       { return user("epark@example.com") }
func dana() identity       { return user("dlee@customer.example") }

// seedDirectory says who is in which group and who is whom.
func seedDirectory() *directory {
	return newDirectory(
		membership{aliceAlias(), []identity{alice()}},
		membership{alice(), []identity{supportAgents(), aliceAlias()}},
		membership{bob(), []identity{employees()}},
		membership{carmen(), []identity{humanResources()}},
		membership{dana(), nil},
		membership{erik(), []identity{supportLeads()}},
		membership{supportLeads(), []identity{supportAgents()}},
		membership{supportAgents(), []identity{employees(), caseWorkers()}},
		membership{humanResources(), []identity{employees()}},
	)
}

func seedProviders() []provider {
	return []provider{
		{"email-security-provider", coveoapi.EmailSecurityProvider, "Email Security Provider", "EMAIL"},
		{"tumbleglow-directory", directoryProvider, "Tumbleglow Directory", "EXPANDED"},
		{"salesforce-security-provider", salesforceProvider, "Salesforce", "SALESFORCE"},
	}
}
