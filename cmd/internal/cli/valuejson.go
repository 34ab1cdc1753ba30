package cli

import (
	"encoding/json"

	"coveotoken/jwtview"
)

// rawJSON is JSON that goes into a document as it is.
type rawJSON = json.RawMessage

// spareOutput is what a report may be longer than four times its token.
const spareOutput = 48 << 10

// outputBudget is how many bytes may be printed of a token's values, so that a
// small hostile token does not become a large output.
func outputBudget(tokenBytes int) int { return 4*tokenBytes + spareOutput }

// valueJSON writes a value of a token of that size without loss, within the budget.
func valueJSON(value *jwtview.Value, tokenBytes int) rawJSON {
	return jwtview.AppendJSON(nil, value, outputBudget(tokenBytes))
}
