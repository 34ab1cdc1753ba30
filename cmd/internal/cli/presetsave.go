package cli

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/preset"
	"coveotoken/ui/common"
)

// savePreset keeps the form under the name of --save-preset, before anything is sent.
// A form that the fields of a preset cannot say exactly is kept as the body it makes.
func (o *mintOptions) savePreset(ctx context.Context, target coveoapi.Target, m mint, request coveoapi.Request) error {
	if o.preset == nil || o.preset.save == "" {
		return nil
	}
	if err := preset.CheckName(o.preset.save); err != nil {
		return flagInput("save-preset", err)
	}
	draft := *m.form
	if made, err := draft.Call(target); err != nil || made.URL != request.URL || !bytes.Equal(made.Body, request.Body) {
		draft.SetRawBody(request.Body)
	}
	p, left := common.PresetOf(draft, o.preset.query)
	if len(left) > 0 {
		o.note("Left out of the preset, which holds no secrets: %s.", strings.Join(left, ", "))
	}
	return o.keepPreset(ctx, o.preset.save, p, false)
}

// keepPreset keeps a preset, and asks before it takes the place of another one.
func (f *factory) keepPreset(ctx context.Context, name string, p preset.Preset, overwrite bool) error {
	store, err := f.presetStore()
	if err != nil {
		return err
	}
	err = store.Save(name, p, overwrite)
	if errors.Is(err, fs.ErrExist) {
		if err := f.confirm(ctx, "There is a preset "+name+" already.", "Replace it?", "Choose another name, or `coveo-token presets remove "+name+"` first."); err != nil {
			return err
		}
		err = store.Save(name, p, true)
	}
	if err != nil {
		return err
	}
	f.note("Kept as the preset %s in %s.", name, store.Path(name))
	return nil
}
