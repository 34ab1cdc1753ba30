// Package safetext is the one place where text from outside (tokens, servers,
// files, the environment, the command line) is made safe to show on a terminal, to
// print as JSON or to log.
//
// Removing what is dangerous is not enough: two different claims would then look
// the same. Everything here is therefore shown in a notation instead:
//
//	\u{202E}     a character that acts on the terminal or cannot be seen
//	\u{0301×90}  ninety of them in a row (only for combining marks)
//	\xNN         a byte that is not part of valid UTF-8
//	\t           a tab
//	⏎            a line feed
//
// A backslash is shown as it is, unless what follows would read as one of these
// notations; then it becomes \u{005C}. The character ⏎ itself becomes \u{23CE}. So
// the notation can always be undone, and two different inputs never look the same.
//
// Text is first redacted, then made visible, then cut to width, then styled, in
// this order: half a secret no longer looks like one, and a style around raw text
// styles what the text does.
package safetext
