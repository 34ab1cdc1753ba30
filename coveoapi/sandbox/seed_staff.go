package sandbox

// seedIntranet is for employees. One page denies Bob, one asks for two things at
// once, and one decides in two levels.
func seedIntranet() collection {
	return collection{"Intranet", "Page", seenBy(employees()), []article{
		{
			id: "in-welcome", title: "Welcome to Tumbleglow Lanterns", author: "Carmen Diaz", date: "2025-01-06",
			text: "Your first week: fetch your badge, choose a lantern for your desk and meet your guide. Lunch is at noon in the glass hall. Ask anything; nobody here remembers everything.",
		},
		{
			id: "in-travel-policy", title: "Travel policy", author: "Carmen Diaz", date: "2025-04-15", objectType: "Policy",
			text: "Take the train for anything under six hours. Book through the travel desk and keep receipts for ninety days. Ask your lead before you book anything above the limit.",
		},
		{
			id: "in-password-policy", title: "Password policy for employees", author: "Sam Rivers", date: "2026-01-09", objectType: "Policy",
			text: "Use the password manager and a hardware key. Nobody at Tumbleglow will ever ask for your password. Reset it only through the portal, never through a link in a message.",
		},
		{
			id: "in-network-guide", title: "Office network and guest network", author: "Sam Rivers", date: "2025-07-23", objectType: "HowTo",
			text: "The office network asks for your badge certificate. Guests get a code for one day at the front desk. Test lamps belong to the lab network, never to the office network.",
		},
		{
			id: "in-roadmap", title: "Roadmap: Glowmoth 2 and the winter lanterns", author: "Priya Raman", date: "2026-04-28", product: "Glowmoth", objectType: "Announcement",
			text: "Glowmoth 2 gets wings of recycled brass and a battery for power cuts. The winter lanterns reach shops in October. Nothing of this is public before the fair.",
		},
		{
			id: "in-canteen", title: "Canteen menu and opening hours", author: "Carmen Diaz", daysAgo: 3,
			text: "Open from eight to three. Soup every day, and on Fridays the dumplings that people change jobs for.",
		},
		{
			id: "in-brand", title: "How we write: the voice of Tumbleglow", author: "Chloé Martin", date: "2024-09-17",
			text: "Short sentences, no promises we cannot keep, and never an exclamation mark. Call a lantern a lantern and a fault a fault.",
		},
		{
			id: "in-search-guide", title: "Search tips for the intranet", author: "Sam Rivers", date: "2025-10-02", objectType: "HowTo",
			text: "Put phrases in quotation marks. Write @source==Intranet to find pages only, or @author==\"Sam Rivers\" for what one person wrote. A search token decides what you see, not the page you search on.",
		},
		{
			id: "in-surprise-party", title: "Surprise party for Bob", author: "Alice Smith", date: "2026-05-18",
			text:        "Twenty years of lanterns deserve a party. Thursday at five in the glass hall. Bob must not hear of it: this page denies him and nobody else.",
			permissions: permissions{{{allowed: []identity{employees()}, denied: []identity{bob()}}}},
		},
		{
			id: "in-hr-and-support", title: "Shift plan of the help desk and its pay", author: "Carmen Diaz", date: "2026-03-03",
			text: "Only who is both in support and in human resources may read this. Nobody is, which shows that every set of permissions must be satisfied on its own.",
			permissions: permissions{{
				{allowed: []identity{supportAgents()}},
				{allowed: []identity{humanResources()}},
			}},
		},
		{
			id: "in-two-levels", title: "Incident report: the hub outage in March", author: "Erik Park", date: "2026-03-30", product: "Brightbox",
			text: "For six hours no hub could reach the account service. Leads decide who reads this report; where they have said nothing, the agents may. The cause was a certificate that had expired.",
			permissions: permissions{
				{{allowed: []identity{supportLeads()}, denied: []identity{bob()}}},
				{{allowed: []identity{supportAgents(), bob()}}},
			},
		},
	}}
}

// seedAgentPlaybook is for support agents only, a part of it for their leads.
func seedAgentPlaybook() collection {
	return collection{"AgentPlaybook", "Playbook", seenBy(supportAgents()), []article{
		{
			id: "ap-password-reset", title: "Playbook: a customer cannot reset the password", author: "Alice Smith", date: "2026-03-20",
			text: "Ask for the order number first. Check the address in the account; four in five times it has a typing error. Send the reset link by hand if the mail was refused. Never set a password for a customer.",
		},
		{
			id: "ap-flicker", title: "Playbook: lamp flickers after a power cut", author: "Erik Park", date: "2026-02-11", product: "Glowmoth;Brightbox",
			text: "Known fault of hub firmware 3. Have the customer restart the hub, then push firmware 4 from the console. Offer a voucher if this is the second call.",
		},
		{
			id: "ap-refund", title: "Playbook: refunds after sixty days", author: "Erik Park", date: "2025-09-05",
			text: "The shop says no, we may say yes. Up to ninety days an agent decides alone. Write down the reason in the case.",
		},
		{
			id: "ap-angry", title: "Playbook: the first minute with an angry customer", author: "Alice Smith", date: "2024-05-22",
			text: "Listen until the end. Repeat what went wrong in your own words. Promise only the next step, with a time.",
		},
		{
			id: "ap-known-faults", title: "List of known faults by serial number", author: "Mina Okafor", date: "2026-05-02", product: "Ember Mini;Tidewick", objectType: "Article",
			text: "Ember Mini EM-2209 to EM-2214: the base sticks; send a new base. Tidewick TW-1801: the cap leaks; replace the lantern. Keep this list inside support.",
		},
		{
			id: "ap-escalation", title: "Escalation rules for support leads", author: "Erik Park", date: "2026-01-27", objectType: "Policy",
			text:        "Burns, smoke and legal letters go to a lead within five minutes. Leads call back themselves. Agents below lead do not see this page.",
			permissions: seenBy(supportLeads()),
		},
		{
			id: "ap-tokens", title: "Playbook: the search panel shows nothing", author: "Sam Rivers", date: "2026-04-20",
			text: "Decode the search token. If the provider of the user ID is misspelt, the agent sees what anyone sees and no error says so. If exp has passed, the answer is 419 and the panel must ask for a new token.",
		},
	}}
}

// seedHumanResources is for human resources.
func seedHumanResources() collection {
	return collection{"HR", "Policy", seenBy(humanResources()), []article{
		{
			id: "hr-salary-bands", title: "Salary bands", author: "Carmen Diaz", date: "2026-01-02",
			text: "Seven bands, each with a floor and a ceiling. Bands are reviewed in January. Figures are in the annex, which is printed and locked away.",
		},
		{
			id: "hr-parental-leave", title: "Parental leave: how to plan it", author: "Carmen Diaz", date: "2025-03-19", objectType: "HowTo",
			text: "Twenty-six weeks at full pay, to be taken within two years. Plan the handover three months ahead and choose a deputy.",
		},
		{
			id: "hr-hiring", title: "Hiring plan for the workshop", author: "Carmen Diaz", date: "2026-02-24",
			text: "Four glassblowers, two electricians and one person who can solder in the dark. Interviews happen in the workshop, hands first.",
		},
		{
			id: "hr-feedback", title: "Guide to feedback talks", author: "Carmen Diaz", date: "2024-08-13", objectType: "HowTo",
			text: "Twice a year, one hour, no slides. Begin with what went well. End with one change that both of you make.",
		},
		{
			id: "hr-exit", title: "Checklist for the last day", author: "Carmen Diaz", date: "2023-11-20",
			text: "Badge, key, lantern. Disable the accounts and the API keys that the person made. Say thank you.",
		},
	}}
}
