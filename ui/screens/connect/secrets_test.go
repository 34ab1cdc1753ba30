package connect

import (
	"strings"
	"testing"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

func TestAPastedTokenIsOpenedOffline(t *testing.T) {
	const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhc21pdGhAZXhhbXBsZS5jb20ifQ.c2ln"
	s, _, p := start(t)
	p.Paste("Authorization: Bearer " + token + "\n")
	if s.Current == nil || s.Current.Secret.Reveal() != token {
		t.Fatal("the token is not open")
	}
	messages := sent(p)
	if !hasMessage[common.TokenOpenedMsg](messages) || !hasMessage[common.GoToMsg](messages) {
		t.Errorf("sent %v", messages)
	}
	s.Current = nil
	p.Paste("hello")
	if s.Current != nil || len(p.Sent()) != 0 {
		t.Error("something that is no token was opened")
	}
	frames.Reads(t, p, "✗")
}

func TestKeysAreNeverShown(t *testing.T) {
	s, screen, p := start(t)
	p.Keys("end", "enter")
	p.Type("acmeprod7x2k")
	p.Keys("tab", "tab")
	p.Paste(canary)
	s.API.Expect("Open", nil, rejected())
	s.API.Expect("Open", common.Connection{}, nil)
	for _, step := range []string{"tab", "ctrl+s", "r"} {
		if frame := p.Frame(); strings.Contains(frame, "CANARY") || strings.Contains(frame, "6666") {
			t.Errorf("before %s the frame shows the key:\n%s", step, frame)
		}
		p.Keys(step)
	}
	frames.Check(t, p.StyledFrame(), uitest.Size{Width: 80, Height: 24})
	if screen.mode != connected || strings.Contains(p.Frame(), "CANARY") {
		t.Errorf("the report shows the key:\n%s", p.Frame())
	}
}

func TestWhatSurroundsAKeyIsTakenOff(t *testing.T) {
	for pasted, want := range map[string]string{
		"xxkey":                           "xxkey",
		" xxkey\n":                        "xxkey",
		"Bearer xxkey":                    "xxkey",
		"Authorization: bearer 'xxkey' ;": "xxkey",
		"":                                "",
	} {
		if got, note := cleanKey(pasted); got != want || (note != "") != (strings.TrimSpace(pasted) != want) {
			t.Errorf("cleanKey(%q) = %q with the note %q, want %q", pasted, got, note, want)
		}
	}
}
