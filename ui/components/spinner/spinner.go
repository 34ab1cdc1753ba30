// Package spinner draws the sign that something is under way. Its frames are plain
// ASCII, so that every font and screen reader can cope with them.
package spinner

// frames are the turns of the spinner.
const frames = `-\|/`

// Frame is the n-th turn of the spinner, from 1, or "" for 0: nothing is under way,
// or not for long enough to be worth showing (see common.Call.Frame).
func Frame(n int) string {
	if n <= 0 {
		return ""
	}
	turn := (n - 1) % len(frames)
	return frames[turn : turn+1]
}
