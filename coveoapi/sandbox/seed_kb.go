package sandbox

// seedKnowledgeBase is what customers read.
func seedKnowledgeBase() collection {
	return collection{"KnowledgeBase", "Article", public(), []article{
		{
			id: "kb-reset-password", title: "Reset the password of your Tumbleglow account", author: "Alice Smith", date: "2026-03-12",
			text: "Open the sign-in page and choose Forgotten password. We send a link to your e-mail address that works for thirty minutes. Choose a new password of at least twelve characters. If no message arrives, look among the unwanted mail, then ask support to check the address.",
		},
		{
			id: "kb-lamp-flickers", title: "Why does my lamp flicker?", author: "Alice Smith", date: "2026-01-20", product: "Glowmoth;Ember Mini", objectType: "FAQ",
			text: "A lamp that flickers has a loose plug, an old dimmer or a tired battery. Push the plug in firmly. If the lamp hangs behind a dimmer made before 2010, replace the dimmer. If it still flickers, charge the battery for a whole night and try again.",
		},
		{
			id: "kb-pair-lamp", title: "Pair a lamp with the Brightbox hub", author: "Erik Park", date: "2025-11-03", product: "Brightbox;Glowmoth;Skylark", objectType: "HowTo",
			text: "Hold the button of the lamp for five seconds until it breathes in blue. Press Add on the hub. The lamp answers with two green flashes when the pairing is done. Keep lamp and hub within ten metres while they pair.",
		},
		{
			id: "kb-factory-reset", title: "Factory reset of the Brightbox hub", author: "Erik Park", date: "2025-06-18", product: "Brightbox", objectType: "HowTo",
			text: "Unplug the hub, hold its only button and plug it in again. Let go when the light turns white. A reset forgets every lamp, every scene and the network password, so pair your lamps again afterwards.",
		},
		{
			id: "kb-battery-life", title: "How long does the battery last?", author: "Mina Okafor", date: "2025-09-30", product: "Ember Mini;Tidewick", objectType: "FAQ",
			text: "At half brightness an Ember Mini glows for nine hours and a Tidewick for fourteen. Cold nights take about a third of that. After five hundred charges a battery holds four fifths of what it held when new.",
		},
		{
			id: "kb-replace-battery", title: "Replace the battery of an Ember Mini", author: "Mina Okafor", date: "2024-10-08", product: "Ember Mini", objectType: "HowTo",
			text: "Turn the base to the left and lift it off. Pull the ribbon under the battery, never the wires. Put the new battery in with its label up and turn the base until it clicks. Bring the old battery to a collection point.",
		},
		{
			id: "kb-warranty", title: "Warranty: what we repair and for how long", author: "Jonas Weber", date: "2026-02-02", objectType: "Policy",
			text: "We repair or replace any lantern that fails within three years, without asking why, as long as nobody took it apart. Batteries are covered for one year. Keep the receipt or register the lantern in your account.",
		},
		{
			id: "kb-return", title: "Return a lantern you do not like", author: "Jonas Weber", date: "2025-05-14", objectType: "Policy",
			text: "You have sixty days. Print the return label from your account, put the lantern into any sturdy box and hand it to the carrier. The refund reaches you within five days after the lantern reached us.",
		},
		{
			id: "kb-shipping", title: "Where is my parcel?", author: "Jonas Weber", date: "2025-12-01", objectType: "FAQ",
			text: "Parcels leave our workshop on every working day at four in the afternoon. The tracking number is in the message that we send then. If it shows no movement for three days, tell support and we send another lantern.",
		},
		{
			id: "kb-glowmoth-manual", title: "Glowmoth ceiling lamp: manual", author: "Priya Raman", date: "2024-03-21", product: "Glowmoth", objectType: "Manual",
			text: "The Glowmoth hangs from a single hook and follows daylight from dawn to dusk. Switch off the fuse before you wire it. The wings turn by hand, up to forty degrees. Clean the wings with a dry cloth only.",
		},
		{
			id: "kb-skylark-manual", title: "Skylark reading light: manual", author: "Priya Raman", date: "2024-04-11", product: "Skylark", objectType: "Manual",
			text: "The Skylark clips onto a book, a shelf or a music stand. Tap once for warm light, twice for cold light and hold to dim. It charges in two hours from any USB socket.",
		},
		{
			id: "kb-tidewick-manual", title: "Tidewick storm lantern: manual", author: "Priya Raman", date: "2023-08-29", product: "Tidewick", objectType: "Manual",
			text: "The Tidewick survives rain, spray and an hour under water. Close the cap over the charging socket before it gets wet. In an emergency, press the top three times: the lantern signals SOS until the battery is empty.",
		},
		{
			id: "kb-colour-temperature", title: "Choose the right colour temperature", author: "Mina Okafor", date: "2025-02-17", product: "Glowmoth;Skylark", objectType: "Article",
			text: "Warm light of 2700 kelvin calms, cold light of 5000 kelvin keeps awake. For reading in the evening choose 3000 kelvin. The Glowmoth changes by itself through the day unless you fix a scene.",
		},
		{
			id: "kb-scenes", title: "Make a scene and give it a timetable", author: "Erik Park", date: "2025-10-22", product: "Brightbox", objectType: "HowTo",
			text: "Set every lamp as you like it, then press Save scene on the hub. Give the scene a name and, if you wish, a time and the days of the week. A scene that meets another takes over from it.",
		},
		{
			id: "kb-network", title: "The hub loses its network connection", author: "Alice Smith", date: "2026-04-02", product: "Brightbox",
			text: "The hub speaks 2.4 GHz only. If the router steers devices to another band, give the hub a network of its own. Restart the router first and the hub second. When the light stays orange, the password is wrong.",
		},
		{
			id: "kb-voice", title: "Speak to your lamps", author: "Erik Park", date: "2024-12-05", product: "Brightbox;Skylark", objectType: "HowTo",
			text: "Connect the hub with your voice assistant in the settings of the account. Call each lamp by the name that the hub shows. Names with numbers are misunderstood; call a lamp Desk rather than Lamp 2.",
		},
		{
			id: "kb-recycling", title: "Recycle an old lantern", author: "Mina Okafor", date: "2023-05-09",
			text: "Send it back to us: we take every lantern apart and use four fifths of it again. Glass and brass become new lanterns. You get a voucher for the next one.",
		},
		{
			id: "kb-release-hub-4", title: "What is new in hub firmware 4", author: "Erik Park", daysAgo: 9, product: "Brightbox", objectType: "Announcement",
			text: "Pairing takes half as long, scenes can fade, and the hub warns before a battery is empty. A fault that let lamps flicker after a power cut is mended. The hub installs the firmware at night by itself.",
		},
	}}
}

// seedKnowledgeBaseWorld is the same help in other languages, with titles that are
// harder to show.
func seedKnowledgeBaseWorld() collection {
	return collection{"KnowledgeBase", "Article", public(), []article{
		{
			id: "kb-fr-reset", title: "Réinitialiser le mot de passe de votre compte", author: "Chloé Martin", date: "2026-03-14", language: "French",
			text: "Ouvrez la page de connexion et choisissez Mot de passe oublié. Nous envoyons un lien valable trente minutes. Choisissez un mot de passe d'au moins douze caractères.",
		},
		{
			id: "kb-de-flackern", title: "Warum flackert meine Lampe? Größe und Dimmer prüfen", author: "Jonas Weber", date: "2025-07-01", language: "German", product: "Glowmoth",
			text: "Eine Lampe flackert, wenn der Stecker locker, der Dimmer zu alt oder der Akku erschöpft ist. Drücken Sie den Stecker fest. Tauschen Sie alte Dimmer aus.",
		},
		{
			id: "kb-es-garantia", title: "Garantía: qué reparamos y durante cuánto tiempo", author: "Lucía Ortega", date: "2025-08-19", language: "Spanish",
			text: "Reparamos cualquier farol que falle en los tres primeros años. Las baterías tienen un año de garantía. Guarde el recibo o registre el farol en su cuenta.",
		},
		{
			id: "kb-ja-pairing", title: "ランプをハブに接続する", author: "Haruka Mori", date: "2025-03-27", language: "Japanese", product: "Brightbox",
			text: "ランプのボタンを五秒間押してください。青く光ったら、ハブの追加ボタンを押します。接続が終わると緑に二回光ります。",
		},
		{
			id: "kb-ar-battery", title: "كم تدوم البطارية؟", author: "Layla Haddad", date: "2024-11-11", language: "Arabic", product: "Ember Mini",
			text: "يضيء المصباح تسع ساعات بنصف السطوع. الليالي الباردة تقلل ذلك بمقدار الثلث.",
		},
		{
			id: "kb-el-return", title: "Επιστροφή φαναριού", author: "Nikos Vlahos", date: "2024-06-06", language: "Greek",
			text: "Έχετε εξήντα ημέρες. Τυπώστε την ετικέτα επιστροφής και παραδώστε το κουτί στον μεταφορέα.",
		},
		{
			id: "kb-pt-emoji", title: "Luz de leitura Skylark 💡 primeiros passos", author: "Rui Carvalho", date: "2025-01-30", language: "Portuguese", product: "Skylark", objectType: "HowTo",
			text: "Prenda a luz ao livro e toque uma vez para luz quente, duas vezes para luz fria. Carrega em duas horas.",
		},
	}}
}
