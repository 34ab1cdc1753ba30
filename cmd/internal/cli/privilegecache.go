package cli

import (
	"encoding/json"
	"net/http"
	"path/filepath"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/privatefile"
	"coveotoken/coveoapi/profile"
)

// maxCachedList is far more than any list of privileges has, in bytes.
const maxCachedList = 4 << 20

// cachePrivileges keeps the list of privileges that an organization gave, for the
// completions of a shell. A cache that cannot be written is none: nothing depends on it.
func (f *factory) cachePrivileges(organization string, e coveoapi.Exchange) {
	if e.Request.Operation != coveoapi.OperationListPlatformTokenPrivileges || e.Status != http.StatusOK {
		return
	}
	var listed []coveoapi.Privilege
	if json.Unmarshal(e.Body, &listed) != nil || len(listed) == 0 {
		return
	}
	path, err := f.privilegeCache(organization)
	if err != nil {
		return
	}
	if text, err := json.Marshal(listed); err == nil {
		_ = privatefile.Replace(path, text)
	}
}

// cachedPrivileges reads the list for the organization that commands go to, nil when
// there is none.
func (f *factory) cachedPrivileges() []coveoapi.Privilege {
	chosen, err := f.chosenProfile()
	if err != nil {
		return nil
	}
	organization := f.organizationSetting(chosen.Profile).value
	if organization == "" {
		return nil
	}
	path, err := f.privilegeCache(organization)
	if err != nil {
		return nil
	}
	text, err := privatefile.Read(path, maxCachedList)
	var listed []coveoapi.Privilege
	if err != nil || json.Unmarshal(text, &listed) != nil {
		return nil
	}
	return listed
}

// privilegeCache is the file for an organization.
func (f *factory) privilegeCache(organization string) (string, error) {
	if err := coveoapi.CheckOrganizationID(organization); err != nil {
		return "", err
	}
	folder, err := profile.CacheFolder().Path(f.lookup)
	return filepath.Join(folder, "privileges", organization+".json"), err
}
