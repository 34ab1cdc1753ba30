package common

import (
	"fmt"
	"slices"
	"strings"

	"coveotoken/coveoapi"
)

// UserInfos are the infos of a user row as typed, such as "department=Sales".
func (d *Draft) UserInfos(row int) string {
	if row < 0 || row >= len(d.Infos) {
		return ""
	}
	return d.Infos[row]
}

// SetUserInfos sets the infos of a user row.
func (d *Draft) SetUserInfos(row int, infos string) {
	grown := slices.Clone(d.Infos)
	for len(grown) <= row {
		grown = append(grown, "")
	}
	grown[row] = infos
	d.Infos = grown
}

// InsertUser adds an empty user row before the one at a place, or at the end.
func (d *Draft) InsertUser(at int) {
	d.UserIDs = slices.Insert(slices.Clone(d.UserIDs), at, NewDraft().UserIDs...)
	if at < len(d.Infos) {
		d.Infos = slices.Insert(slices.Clone(d.Infos), at, "")
	}
}

// RemoveUser removes a user row. One always stays, if empty.
func (d *Draft) RemoveUser(row int) {
	if d.UserIDs = slices.Delete(slices.Clone(d.UserIDs), row, row+1); len(d.UserIDs) == 0 {
		d.UserIDs = NewDraft().UserIDs
	}
	if row < len(d.Infos) {
		d.Infos = slices.Delete(slices.Clone(d.Infos), row, row+1)
	}
}

// filledUserIDs are the rows that name someone. err is the first row whose infos
// cannot be read, which then has none.
func (d *Draft) filledUserIDs() (filled []coveoapi.UserID, err error) {
	filled = []coveoapi.UserID{}
	for row, id := range d.UserIDs {
		id.Name, id.Provider = strings.TrimSpace(id.Name), strings.TrimSpace(id.Provider)
		if id.Name == "" {
			continue
		}
		infos, wrong := ParsePairs(fmt.Sprintf("userIds[%d].infos", len(filled)), d.UserInfos(row))
		if infos != nil {
			id.Infos = infos
		}
		filled = append(filled, id)
		err = firstError(err, wrong)
	}
	return filled, err
}
