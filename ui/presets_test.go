package ui_test

import (
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"coveotoken/coveoapi/preset"
	"coveotoken/ui/common"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
)

// withShelf starts a program that has a place for presets and a filled form.
func withShelf(t *testing.T, size uitest.Size) (*program, *uitest.Shelf) {
	t.Helper()
	p, shelf := start(t, size, "dark"), uitest.NewShelf()
	p.session.Presets = shelf
	p.session.Connect()
	d := p.session.Draft
	d.UserIDs[0].Name, d.SearchHub, d.Filter, d.Validity = "asmith@example.com", "SupportHub", "@source==KnowledgeBase", "1h"
	d.Internal.SuperUserToken = "hush-hush-hush"
	p.session.Query = &preset.Query{Q: "reset password"}
	return p, shelf
}

func wants(t *testing.T, p *program, texts ...string) {
	t.Helper()
	frame := strings.Join(strings.Fields(p.Frame()), " ")
	for _, text := range texts {
		if !strings.Contains(frame, text) {
			t.Errorf("lacks %q:\n%s", text, p.Frame())
		}
	}
}

func TestAFormIsKeptAndOpenedAgain(t *testing.T) {
	p, shelf := withShelf(t, standard)
	p.Send(common.SavePreset())
	p.Type("support-agent")
	wants(t, p, "A search token for asmith@example.com, hub SupportHub", "Left out, because a preset holds no secrets: superUserToken.",
		"same as: coveo-token mint search --profile acme --user asmith@example.com", "--save-preset support-agent --dry-run")
	p.Keys("enter")
	wants(t, p, "Kept as the preset support-agent", "body of Connect")
	if kept := shelf.Presets["support-agent"]; kept.Filter != "@source==KnowledgeBase" || kept.Query.Q != "reset password" {
		t.Fatalf("kept %+v", kept)
	}
	p.session.Draft.Filter = "@source==Other"
	p.Send(common.PickPreset())
	p.Type("suppag")
	p.Keys("enter")
	if p.session.Draft.Filter != "@source==KnowledgeBase" || p.session.Draft.Validity != "1h" {
		t.Errorf("the form is %+v", p.session.Draft)
	}
	wants(t, p, "body of Review", "The form is filled in from the preset support-agent.")
	if got := p.screens[common.Query].take(); !strings.Contains(got, "common.PresetOpenedMsg") {
		t.Errorf("the query went nowhere: %q", got)
	}
	p.Keys("ctrl+p")
	p.Type("beforeitwas")
	p.Keys("enter")
	if p.session.Draft.Filter != "@source==Other" {
		t.Errorf("the form that was replaced is lost: %+v", p.session.Draft)
	}
}

func TestAPresetIsReplacedOnlyWhenEnterIsPressedOnceMore(t *testing.T) {
	p, shelf := withShelf(t, standard)
	shelf.Presets["a"], shelf.Presets["b"] = preset.Preset{}, preset.Preset{}
	p.Send(common.SavePreset())
	p.Type("a")
	p.Keys("enter")
	wants(t, p, "There is a preset a already. Press enter once more to replace it.")
	p.Keys("backspace")
	p.Type("b")
	p.Keys("enter")
	wants(t, p, "There is a preset b already.")
	if shelf.Presets["a"].Kind != "" || shelf.Presets["b"].Kind != "" {
		t.Fatalf("replaced at once: %+v", shelf.Presets)
	}
	p.Keys("enter")
	if shelf.Presets["b"].Kind != preset.Search {
		t.Errorf("not replaced: %+v", shelf.Presets)
	}
}

func TestWhatCannotBeKeptSaysWhyAndIsNotLost(t *testing.T) {
	p, shelf := withShelf(t, standard)
	p.Send(common.SavePreset())
	p.Type("a/b")
	p.Keys("enter")
	wants(t, p, "Name holds something else than letters", "for example support-agent")
	p.Keys("backspace", "backspace", "backspace")
	p.Type("ok")
	shelf.Err = &fs.PathError{Op: "write", Path: "/presets/ok.yaml", Err: syscall.ENOSPC}
	p.Keys("enter")
	wants(t, p, "There is no space left where /presets/ok.yaml is.", "Name > ok")
	shelf.Err = nil
	p.Keys("enter")
	if len(shelf.Presets) != 1 {
		t.Errorf("kept %+v", shelf.Presets)
	}
}

func TestAPresetFileIsOpenedByItsPath(t *testing.T) {
	p, shelf := withShelf(t, standard)
	p.session.Connection = nil
	p.Send(common.PickPreset())
	wants(t, p, "no preset like this; ctrl+g in Details and Review keeps the form as one")
	p.Type("./team/agent.yaml")
	p.Keys("enter")
	wants(t, p, "There is no file ./team/agent.yaml.")
	shelf.Files = map[string]preset.Preset{"./team/agent.yaml": {Kind: preset.Platform}}
	p.Send(common.PickPreset())
	p.Type("./team/agent.yaml")
	p.Keys("enter")
	wants(t, p, "The form is filled in from the file.", "body of Connect")
	if p.session.Draft.Kind != common.PlatformToken {
		t.Errorf("the form is %+v", p.session.Draft)
	}
}

func TestPresetFrames(t *testing.T) {
	for _, size := range []uitest.Size{standard, {Width: 40, Height: 12}, {Width: 120, Height: 40}} {
		p, shelf := withShelf(t, size)
		shelf.Presets["support-agent"] = preset.Preset{Kind: preset.Search, Description: "What a support agent finds"}
		shelf.Presets["impersonator"] = preset.Preset{Kind: preset.Platform, Users: []preset.User{{Name: "\x1b[2J\u202easmith@example.com"}}}
		t.Run("list "+size.String(), func(t *testing.T) {
			p.Send(common.PickPreset())
			frames.Check(t, p.StyledFrame(), size)
			uitest.Golden(t, p.Frame())
			p.Keys("esc")
		})
		t.Run("keep "+size.String(), func(t *testing.T) {
			p.Send(common.SavePreset())
			p.Type("support-agent")
			p.Keys("enter")
			frames.Check(t, p.StyledFrame(), size)
			uitest.Golden(t, p.Frame())
		})
	}
}
