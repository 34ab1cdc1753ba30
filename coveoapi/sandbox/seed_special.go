package sandbox

// seedArchive is what a pipeline filters out.
func seedArchive() collection {
	return collection{"Archive", "Article", public(), []article{
		{
			id: "ar-hub-2", title: "Pair a lamp with the Brightbox hub 2 (retired)", author: "Erik Park", date: "2019-02-14", product: "Brightbox", objectType: "HowTo",
			text: "Hub 2 is no longer made. Press both buttons until the light turns red, then press the lamp. Customer support's pipeline keeps this page away from the help page.",
		},
		{
			id: "ar-oil-lanterns", title: "Care for oil lanterns", author: "Grandmother Tumbleglow", date: "2017-10-31",
			text: "Trim the wick every tenth night. Never fill a hot lantern. We sold the last one in 2018.",
		},
		{
			id: "ar-2018-recall", title: "Recall of the 2018 garden lantern", author: "Jonas Weber", date: "2018-07-02", objectType: "Announcement",
			text: "The glass of some garden lanterns breaks in frost. Send yours back and receive a Tidewick.",
		},
	}}
}

// seedLetters is for one reader each.
func seedLetters() collection {
	return collection{"Letters", "Letter", seenBy(dana()), []article{
		{
			id: "letter-dana-lee", title: "A letter to Dana Lee", author: "Jonas Weber", date: "2026-05-20",
			text: "Dear Dana, your lantern was the hundred-thousandth. A golden Tidewick is waiting for you. Please tell nobody: only you can find this letter.",
		},
	}}
}

// seedHostile attacks whoever shows it.
func seedHostile() collection {
	return collection{"KnowledgeBase", "Article", public(), []article{
		{
			// Whoever writes this title to a terminal as it is has its window renamed,
			// its colours changed, text hidden, reversed and linked.
			id: "hostile-title", author: "Mallory \u202egnimoc", date: "2020-02-03",
			title: "Hostile title \x1b]0;renamed\x07\x1b[31mred\x1b[8mhidden \u202edesrever\u202c zero\u200bwidth \u009b2J \x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\ <script>alert(1)</script>",
			text:  "This page tests whoever shows results. Its title holds escape sequences, a right-to-left override, a zero-width space and a script. A careful program shows them as text. \x1b[2J\x1b[HNothing may have happened to your screen.",
		},
	}}
}
