package cli

import (
	"context"
	"net/url"
	"strings"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/keystore"
	"coveotoken/coveoapi/profile"
)

// effective lists the settings in effect.
func (f *factory) effective(ctx context.Context) ([]settingDocument, error) {
	chosen, err := f.chosenProfile()
	if err != nil {
		return nil, err
	}
	settings, err := f.settings()
	if err != nil {
		return nil, err
	}
	rows := []settingDocument{{Name: "profile", Value: chosen.Name, From: chosen.from}}
	if chosen.IsSandbox() {
		rows = append(rows, settingDocument{Name: "organization", Value: "the sandbox's own", From: "profile sandbox"},
			settingDocument{Name: "API key", Value: "the sandbox's own", From: "profile sandbox"})
	} else {
		place, err := f.effectivePlace(ctx, chosen.Profile)
		if err != nil {
			return nil, err
		}
		rows = append(rows, place...)
	}
	rows = append(rows, f.secretRow("access token", f.variable(tokenVariable)))
	colours, err := f.palette(settings)
	if err != nil {
		return nil, err
	}
	look := firstSetting(setting{f.globals.theme, "--theme"}, setting{settings.Theme, "settings"}, setting{colours, "default"})
	if f.io.plain {
		look = setting{colours, "NO_COLOR or --no-color"}
	}
	timeout := setting{f.globals.timeout.String(), "--timeout"}
	if f.globals.timeout == coveoapi.DefaultTimeout {
		timeout.from = "default"
	}
	kept := firstSetting(setting{f.globals.keepHistory, "--keep-history"}, setting{settings.History, "settings"}, setting{historyOff, "default"})
	keyring := firstSetting(f.variable(keystore.Variable), setting{string(keystore.Native), "default"})
	proxy := firstSetting(f.variable("HTTPS_PROXY"), f.variable("https_proxy"), f.variable("HTTP_PROXY"), f.variable("http_proxy"))
	proxy.value = withoutPassword(proxy.value)
	for _, row := range []struct {
		name string
		setting
	}{{"theme", look}, {"timeout", timeout}, {"keyring", keyring}, {"history", kept}, {"proxy", proxy}} {
		rows = append(rows, settingDocument{Name: row.name, Value: row.value, From: row.from})
	}
	return rows, nil
}

// effectivePlace is where commands go, and with which keys.
func (f *factory) effectivePlace(ctx context.Context, p profile.Profile) ([]settingDocument, error) {
	organization := f.organizationSetting(p)
	endpoint, err := f.endpointSetting(p)
	if err != nil {
		return nil, err
	}
	rows := []settingDocument{
		{Name: "organization", Value: organization.value, From: organization.from},
		{Name: "endpoint", Value: endpoint.value, From: endpoint.from},
	}
	d := destination{profile: p}
	if organization.value != "" {
		resolved, err := coveoapi.ParseEndpoint(endpoint.value, organization.value)
		if err != nil {
			return nil, err
		}
		d.target = coveoapi.Target{OrganizationID: organization.value, Endpoint: resolved}
		rows = append(rows, settingDocument{Name: "host", Value: keystore.BindingOf(d.target).Host, From: "endpoint"})
	}
	minting := f.keyRow(ctx, d, profile.MintingRole, f.variable(keyVariable))
	if f.globals.keyFile != "" {
		minting = settingDocument{Name: minting.Name, Value: f.globals.keyFile, From: "--key-file"}
	}
	return append(rows, minting, f.keyRow(ctx, d, profile.CatalogRole, f.variable(catalogKeyVariable))), nil
}

// keyRow says where a key is. One that a command prints is not fetched: that may ask
// for a finger.
func (f *factory) keyRow(ctx context.Context, d destination, role profile.Role, named setting) settingDocument {
	row := f.secretRow(role.Title(), named)
	source := d.profile.Source(role)
	if row.From != "" || source == (profile.Source{}) {
		return row
	}
	row.Value, row.From = whereOf(source), ofProfile(d.profile, "").from
	if source.Command != "" {
		return row
	}
	store, err := f.keyStore()
	var key coveoapi.Secret
	if err == nil {
		key, err = store.Key(ctx, d.profile, role, keystore.Use{Target: d.target})
	}
	if err != nil {
		row.Value += ": " + explain(err).Title
		return row
	}
	f.conceal(key)
	row.Fingerprint = key.Fingerprint()
	return row
}

// secretRow is a secret of the environment.
func (f *factory) secretRow(name string, s setting) settingDocument {
	key, _ := coveoapi.CleanCredential(s.value)
	if key.IsZero() {
		return settingDocument{Name: name}
	}
	f.conceal(key)
	return settingDocument{Name: name, Value: "set", From: s.from, Fingerprint: key.Fingerprint()}
}

// withoutPassword is a proxy's URL without what logs in to it.
func withoutPassword(proxy string) string {
	if proxy == "" {
		return ""
	}
	if !strings.Contains(proxy, "://") {
		proxy = "http://" + proxy
	}
	parsed, err := url.Parse(proxy)
	if err != nil {
		return "set, but not a URL"
	}
	parsed.User = nil
	return parsed.Scheme + "://" + parsed.Host
}
