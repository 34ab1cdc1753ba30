package common

import (
	"encoding/json"

	"coveotoken/coveoapi"
)

// RawBody is the body that was edited by hand for the draft's kind of token, as it
// was left, or nil when the form's is used.
func (d *Draft) RawBody() []byte { return d.Raw[d.Kind] }

// SetRawBody replaces the form's body for the draft's kind of token. The form stays
// as it is.
func (d *Draft) SetRawBody(body []byte) { d.Raw[d.Kind], d.Aside[d.Kind] = body, nil }

// ToggleRaw goes back to the form, or from there to the body that was edited by hand
// before. It reports whether there is one at all.
func (d *Draft) ToggleRaw() bool {
	d.Raw[d.Kind], d.Aside[d.Kind] = d.Aside[d.Kind], d.Raw[d.Kind]
	return d.Raw[d.Kind] != nil || d.Aside[d.Kind] != nil
}

// EditableBody is the text to edit by hand: the body as it was left, or the form's,
// indented, as far as it can be built.
func (d *Draft) EditableBody(target coveoapi.Target) []byte {
	if raw := d.RawBody(); raw != nil {
		return raw
	}
	request, _ := d.formCall(target) // what is wrong with it can be mended by hand
	return append(indented(request.Body), '\n')
}

// UnknownAttributes names what in a body that was edited by hand is in no published
// schema. Without such a body there is nothing unknown.
func (d *Draft) UnknownAttributes() []string {
	return coveoapi.UnknownAttributes(d.bodyKind(), d.RawBody())
}

func (d *Draft) bodyKind() coveoapi.BodyKind {
	if d.Kind == PlatformToken {
		return coveoapi.PlatformTokenBody
	}
	return coveoapi.SearchTokenBody
}

// AskedPrivileges are the privileges that a platform token is asked for: those that
// were picked, or those of the body that was edited by hand.
func (d *Draft) AskedPrivileges() []coveoapi.Privilege {
	raw := d.RawBody()
	if raw == nil {
		return d.Privileges
	}
	var payload struct {
		Body struct {
			Privileges []coveoapi.Privilege `json:"privileges"`
		} `json:"body"`
	}
	if json.Unmarshal(raw, &payload) != nil {
		return nil
	}
	return payload.Body.Privileges
}

func (d *Draft) rawCall(target coveoapi.Target, raw []byte) (coveoapi.Request, error) {
	if d.Kind != PlatformToken {
		return target.RawSearchTokenCall(d.Version, raw)
	}
	validity, invalid := d.validity()
	call, err := target.RawPlatformTokenCall(validity, raw)
	return call, firstError(invalid, err)
}
