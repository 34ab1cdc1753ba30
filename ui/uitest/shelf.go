package uitest

import (
	"io/fs"
	"maps"
	"slices"

	"coveotoken/coveoapi/preset"
)

// Shelf keeps presets in memory.
type Shelf struct {
	Presets map[string]preset.Preset
	// Files are those that Load finds by their paths.
	Files map[string]preset.Preset
	// Err is the failure of everything, or nil.
	Err error
}

// NewShelf makes an empty shelf.
func NewShelf() *Shelf { return &Shelf{Presets: map[string]preset.Preset{}} }

// List implements common.PresetShelf.
func (s *Shelf) List() ([]preset.Saved, error) {
	var list []preset.Saved
	for _, name := range slices.Sorted(maps.Keys(s.Presets)) {
		list = append(list, preset.Saved{Name: name, Preset: s.Presets[name]})
	}
	return list, s.Err
}

// Load implements common.PresetShelf.
func (s *Shelf) Load(name string) (preset.Preset, error) {
	p, ok := s.Presets[name]
	if preset.IsFile(name) {
		p, ok = s.Files[name]
	}
	if !ok && s.Err == nil {
		return p, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return p, s.Err
}

// Save implements common.PresetShelf. It refuses what a store refuses.
func (s *Shelf) Save(name string, p preset.Preset, overwrite bool) error {
	if err := preset.CheckName(name); err != nil {
		return err
	}
	if _, err := preset.Encode(p); err != nil {
		return err
	}
	if _, taken := s.Presets[name]; taken && !overwrite {
		return fs.ErrExist
	}
	if s.Err != nil {
		return s.Err
	}
	s.Presets[name] = p
	return nil
}
