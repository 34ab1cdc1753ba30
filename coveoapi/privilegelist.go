package coveoapi

import "encoding/json"

// privilegeList reads the privileges of an answer in the shape of
// GlobalPrivilegeModel, and in that of the documentation of 2017, which has
// targetIds and global in the place of targetId and level.
type privilegeList []Privilege

// UnmarshalJSON implements json.Unmarshaler. A privilege on several resources
// becomes one on each: were targetIds left out, it would read as one on all of them.
// No targetIds at all are how that documentation writes a privilege on everything.
func (l *privilegeList) UnmarshalJSON(data []byte) error {
	var rows []struct {
		Privilege
		TargetIDs []string `json:"targetIds"`
	}
	if err := json.Unmarshal(data, &rows); err != nil {
		return err
	}
	*l = make(privilegeList, 0, len(rows))
	for _, row := range rows {
		if row.TargetID != "" || len(row.TargetIDs) == 0 {
			*l = append(*l, row.Privilege)
			continue
		}
		for _, id := range row.TargetIDs {
			row.TargetID = id
			*l = append(*l, row.Privilege)
		}
	}
	return nil
}
