package problem

// keyEntries are the reasons for which a kept key cannot be had (package keystore).
func keyEntries() []Entry {
	const otherwise = "Without the keyring: set COVEO_API_KEY, name a key_command in the profile, or type the key each time."
	return []Entry{
		{
			ID: "keyring-missing", Kind: Credential, Group: OnThisMachine,
			Title:  "This machine has no keyring that runs.",
			Sign:   "There is no session bus, or no Secret Service on it; usual on servers, in containers and over SSH.",
			Remedy: otherwise, Example: "org.freedesktop.secrets was not provided by any .service files",
			words: []string{"org.freedesktop.secrets", "dbus-launch"},
		},
		{
			ID: "keyring-silent", Kind: Credential, Group: OnThisMachine,
			Title:  "The keyring did not answer in time.",
			Sign:   "Nothing came within 3 s. It may be waiting behind a dialogue that asks to unlock it.",
			Remedy: "Unlock it and try again. " + otherwise,
		},
		{
			ID: "keyring-locked", Kind: Credential, Group: OnThisMachine,
			Title:  "The keyring is locked, or does not let this program in.",
			Sign:   "It answers so, or its dialogue was dismissed.",
			Remedy: "Unlock it or allow it, and try again. " + otherwise,
		},
		{
			ID: "key-elsewhere", Kind: Credential, Group: OnThisMachine,
			Title:  "A kept key was to be used for another organization or host.",
			Sign:   "A flag, the environment or the settings name another place than the one that the key was given for.",
			Remedy: "If the new place is right, run `coveo-token login` for it, or give the key with --key-file.",
		},
		{
			ID: "key-command", Kind: Credential, Group: OnThisMachine,
			Title:  "The command that should print the key failed.",
			Sign:   "It is the profile's key_command; its exit code, and what it said without secrets, are shown.",
			Remedy: "Run it yourself in the same terminal; it must print the key alone, ask nothing, and end.",
		},
		{
			ID: "key-file-open", Kind: Input, Group: OnThisMachine,
			Title:  "Others may read a file with a key, or change the settings that name a command.",
			Sign:   "The file and its mode are named.",
			Remedy: "Close it with the chmod command that is shown.",
		},
	}
}
