// Package jwtview reads JSON web tokens as people need to see them: without loss,
// with every claim explained, and with plain words about what was and was not
// verified. It knows the claims of Coveo's search tokens and platform tokens and
// nothing of Coveo's APIs.
//
// Reading (Decode) and checking (Token.Verify) are apart on purpose. Decode accepts
// what people paste and shows what is there, including what no verifier would
// accept; it has its own JSON reader, because one that forgets order, duplicates,
// digits or lone surrogates, or that refuses deep nesting, cannot show them. Verify
// is strict, and its cryptography is golang-jwt's.
//
// Texts of a Token are raw. Whoever shows them goes through safetext; AppendJSON does.
package jwtview
