package sandbox

// seedCases are cases of customers, as a Salesforce source brings them. Agents are
// allowed as case workers, a group of another provider.
func seedCases() collection {
	newCase := func(number, status, priority string) map[string]string {
		return map[string]string{"casenumber": number, "casestatus": status, "casepriority": priority}
	}
	return collection{"Salesforce", "Case", seenBy(caseWorkers()), []article{
		{
			id: "case-10021", title: "Case 10021: reset link never arrives", author: "Alice Smith", date: "2026-05-04", fields: newCase("10021", "Open", "Medium"),
			text: "The customer asked for a new password four times. The address in the account ends in .con. Corrected the address and sent the reset link again.",
		},
		{
			id: "case-10022", title: "Case 10022: Glowmoth flickers at dusk", author: "Alice Smith", daysAgo: 5, product: "Glowmoth", fields: newCase("10022", "Open", "High"),
			text: "Flickers each evening when the daylight scene begins. Firmware 3 on the hub. Waiting for the customer to install firmware 4.",
		},
		{
			id: "case-10019", title: "Case 10019: hub stays orange", author: "Erik Park", date: "2026-04-29", product: "Brightbox", fields: newCase("10019", "Closed", "Low"),
			text: "The network password had a space at its end. Paired again without it; the hub is green.",
		},
		{
			id: "case-10014", title: "Case 10014: Tidewick cap leaks", author: "Mina Okafor", date: "2026-04-12", product: "Tidewick", fields: newCase("10014", "Closed", "Medium"),
			text: "Serial number in the known range. A new lantern is on its way, the old one comes back for recycling.",
		},
		{
			id: "case-10009", title: "Case 10009: refund after seventy days", author: "Alice Smith", date: "2026-03-25", fields: newCase("10009", "Closed", "Low"),
			text: "The customer was in hospital. Refunded in full under the ninety-day rule.",
		},
		{
			id: "case-9987", title: "Case 9987: smell of burning", author: "Erik Park", date: "2026-02-16", product: "Ember Mini", fields: newCase("9987", "Escalated", "Critical"),
			text:        "Called back within five minutes. It was the toast. The lantern is fine and so is the customer.",
			permissions: seenBy(supportLeads()),
		},
		{
			id: "case-9950", title: "Case 9950: wrong colour delivered", author: "Alice Smith", date: "2025-12-19", product: "Skylark", fields: newCase("9950", "Closed", "Low"),
			text: "Ordered moss, received coral. Sent moss; the customer keeps coral.",
		},
		{
			id: "case-9904", title: "Case 9904: battery empty after two hours", author: "Mina Okafor", date: "2025-11-08", product: "Ember Mini", fields: newCase("9904", "Open", "High"),
			text: "Bought in 2021, about seven hundred charges. Sent a battery and the instructions to replace it.",
		},
		{
			id: "case-9871", title: "Case 9871: voice assistant hears the wrong lamp", author: "Erik Park", date: "2025-10-14", product: "Brightbox;Skylark", fields: newCase("9871", "Closed", "Low"),
			text: "Both lamps were called Lamp. Renamed to Desk and Window.",
		},
	}}
}
