package token_test

import (
	"errors"
	"io/fs"
	"testing"

	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

func TestTheTokenIsSavedInANewFile(t *testing.T) {
	compact := search()
	s, screen, pump := start(t, compact, body())
	files := map[string]string{"token.jwt": "another"}
	s.WriteFile = func(name string, content []byte) error {
		if name == "full" {
			return errors.New("write full: no space left on device")
		}
		if _, taken := files[name]; taken {
			return fs.ErrExist
		}
		files[name] = string(content)
		return nil
	}
	pump.Keys("W")
	frames.Has(t, pump.Frame(), "Save as ▸ token.jwt", "only you can read")
	if !screen.Typing() {
		t.Error("the letters are still keys")
	}
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "already; it was left alone")
	pump.Keys("ctrl+u", "enter")
	frames.Has(t, pump.Frame(), "Type a name")
	pump.Type("full")
	pump.Keys("enter")
	frames.Has(t, pump.Frame(), "Nothing was saved", "no space left")
	pump.Keys("ctrl+u")
	pump.Type("minex.jwtq")
	pump.Keys("backspace", "enter")
	frames.Lacks(t, pump.Frame(), "Save as")
	if files["minex.jwt"] != compact+"\n" || files["token.jwt"] != "another" || len(files) != 2 {
		t.Errorf("the files are %q", files)
	}
	sent := pump.Sent()
	if notice, ok := sent[len(sent)-1].(common.NoticeMsg); !ok || notice.Text != "Saved the token as minex.jwt; only you can read it" {
		t.Errorf("the last notice is %v", sent[len(sent)-1])
	}
}

func TestSavingIsLeftWithoutAFile(t *testing.T) {
	s, screen, pump := start(t, search(), body())
	s.WriteFile = func(string, []byte) error {
		t.Error("a file was written")
		return nil
	}
	pump.Keys("W")
	if !screen.Escape() {
		t.Error("esc does not close the field")
	}
	pump.Keys("W")
	screen.Leave()
	if screen.Typing() {
		t.Error("the field is still open")
	}
	pump.Keys("W", "ctrl+u")
	pump.Paste(search())
	frames.Lacks(t, pump.Frame(), signature(search()))
}

func TestTheFrameOfSaving(t *testing.T) {
	for _, size := range uitest.GoldenSizes() {
		t.Run(size.String(), func(t *testing.T) {
			_, _, pump := start(t, search(), uitest.Size{Width: size.Width, Height: size.Height - frameLines})
			pump.Keys("W")
			uitest.Golden(t, pump.Frame())
		})
	}
	s, screen, pump := start(t, search(), body())
	s.WriteFile = func(string, []byte) error { return fs.ErrExist }
	pump.Keys("W", "enter")
	frames.Sweep(t, s, screen, nil)
}
