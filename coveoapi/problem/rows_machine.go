package problem

import (
	"slices"

	"coveotoken/coveoapi"
)

// evaluationRow is a reason for which a privilege is not held.
type evaluationRow struct {
	code   coveoapi.EvaluationCode
	id     string
	kind   Kind
	remedy string
}

func evaluationRows() []evaluationRow {
	const lookAtOrganization = "Look at the organization's state and licence in the Administration Console."
	return []evaluationRow{
		{coveoapi.EvaluationNotAllowed, "evaluated-not-allowed", Privilege, "Use a key that holds the privilege, or leave it out of the token."},
		{coveoapi.EvaluationForAnonymous, "evaluated-anonymous", Credential, "Enter the API key again; it goes into the Authorization header, after “Bearer ”."},
		{coveoapi.EvaluationForOtherOrganization, "evaluated-other-organization", Credential, "Use a key of this organization, or name the organization that the key belongs to."},
		{coveoapi.EvaluationForOrganization, "evaluated-organization", Organization, lookAtOrganization},
		{coveoapi.EvaluationForReadOnlyOrganization, "evaluated-read-only", Organization, lookAtOrganization},
		{coveoapi.EvaluationFromLocation, "evaluated-location", Credential, "Call from an address that the key allows, or change its allowed addresses in the Administration Console."},
		{coveoapi.EvaluationInvalidRequest, "evaluated-no-such-privilege", Privilege, "Pick the privilege from the organization's list, with its type."},
	}
}

// evaluationEntries are the reasons for which Coveo says that a privilege is not held.
// They come in an answer of status 200.
func evaluationEntries() []Entry {
	var all []Entry
	for _, row := range evaluationRows() {
		all = append(all, Entry{
			ID: row.id, Group: AboutEvaluations, Kind: row.kind, Title: row.code.Meaning(), Remedy: row.remedy,
			Sign:   "POST /rest/privilege/evaluate answers 200 with approved false and " + string(row.code) + " in its report.",
			Source: specAuthorization + ", evaluation result codes", Codes: []string{string(row.code)},
			Example: `{"approved":false,"evaluationReport":{"privilegeEvaluationResultCodes":["` + string(row.code) + `"]}}`,
		})
	}
	return all
}

// OfEvaluation explains a reason for which a privilege is not held; ok is false for
// one that is not known.
func OfEvaluation(code coveoapi.EvaluationCode) (entry Entry, ok bool) {
	for _, entry := range evaluationEntries() {
		if entry.Codes[0] == string(code) {
			return entry, true
		}
	}
	return Entry{}, false
}

// machineEntries are the failures of this machine, and what to know of this program
// when something happens to it.
func machineEntries() []Entry {
	return slices.Concat(inputEntries(), fileEntries(), keyEntries(), situationEntries())
}

func inputEntries() []Entry {
	return []Entry{
		{
			ID: "credential-missing", Kind: Credential, Group: OnThisMachine,
			Title: noCredential().Title, Sign: "Nothing was sent.", Remedy: noCredential().Remedy,
		},
		{
			ID: "token-malformed", Kind: Input, Group: OnThisMachine,
			Title:  "What was given is not a JSON web token.",
			Sign:   "It does not have three parts, or a part is not base64url of a JSON object.",
			Remedy: malformedRemedy, Source: "RFC 7519, section 7.2", Example: "not.a.token",
		},
		{
			ID: "expression-malformed", Kind: Input, Group: OnThisMachine,
			Title:  "A query expression cannot be read, and was not sent.",
			Sign:   "The column of the first mistake is named.",
			Remedy: malformedExpressionRemedy, Source: docQuerySyntax, Example: `@source==`,
		},
		{
			ID: "paste-too-long", Kind: Input, Group: OnThisMachine,
			Title:  "What was pasted is longer than this program reads there.",
			Sign:   "Nothing was sent; keys end at 64 KB, tokens and bodies at 8 MB.",
			Remedy: "Paste the key or token alone; give anything longer as a file.",
		},
	}
}

func fileEntries() []Entry {
	return []Entry{
		{
			ID: "settings-file", Kind: Input, Group: OnThisMachine,
			Title:  "The file of profiles cannot be used.",
			Sign:   "Its line, or what the system says of it, is named.",
			Remedy: "Mend it, or move it away: it holds profiles, never keys.",
		},
		{
			ID: "settings-file-busy", Kind: Input, Group: OnThisMachine,
			Title:  "Two windows write the file of profiles at the same time.",
			Sign:   "Each waits for the other and then adds its own profile to what the file holds; only who waits too long is told.",
			Remedy: "Save again. Nothing was lost: a file is replaced whole or not at all.",
		},
		{
			ID: "disk-full", Kind: Unexpected, Group: OnThisMachine,
			Title:  "There is no space left to save a file.",
			Sign:   "The system says ENOSPC.",
			Remedy: "Make room and try again. What was there before is unchanged.", Example: "no space left on device", words: []string{"no space left on device", "enospc"},
		},
		{
			ID: "file-permission", Kind: Input, Group: OnThisMachine,
			Title:  "This program may not use a file, or others may read a file of secrets.",
			Sign:   "The file and its mode are named.",
			Remedy: "Change its permissions: a file with a key or token is for its owner alone, chmod 600 FILE.", Example: "permission denied", words: []string{"permission denied", "eacces"},
		},
	}
}

func situationEntries() []Entry {
	return []Entry{
		{
			ID: "clock-skew", Kind: Unexpected, Group: OnThisMachine,
			Title:  "This machine's clock and Coveo's are apart.",
			Sign:   "The Date header of an answer differs from this machine's time by more than 30 s.",
			Remedy: "Let this machine set its clock from the network. Until then this program reckons with Coveo's time; others may take a good token for expired or not yet valid.",
			Source: "RFC 7519, section 4.1.4; RFC 9110, section 6.6.1", words: []string{"issued in the future", "token used before issued", "not valid yet"}, Example: "token used before issued",
		},
		{
			ID: "wrong-region", Kind: Organization, Group: AboutTheOrganization,
			Title:  "The endpoint is that of another region than the organization's.",
			Sign:   "Depending on the call, the answer is 401, 404 or 400 NO_REGISTERED_ENDPOINT; no source says which.",
			Remedy: "`coveo-token doctor` says where the organization lives, and `doctor --try-regions` asks Coveo's other hosts. The endpoint “organization” is right in every region.",
			Source: docEndpoints,
		},
		{
			ID: "terminal-too-small", Kind: Input, Group: OnThisMachine,
			Title:  "The terminal is smaller than 40×12 cells.",
			Sign:   "The screens say so, with the size; what was typed and what runs goes on.",
			Remedy: "Make it larger, or use the subcommands, which need no size.",
		},
		{
			ID: "terminal-resized", Kind: Canceled, Group: OnThisMachine,
			Title:  "The terminal changed its size while a call was running.",
			Sign:   "The screens are laid out again at once.",
			Remedy: "Nothing is to be done: the call goes on, and its answer comes.",
		},
	}
}
