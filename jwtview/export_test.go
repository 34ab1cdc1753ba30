package jwtview

import "strings"

// ReadJSON is the JSON reader alone, for the tests that compare it with others.
func ReadJSON(src string) (*Value, []Note, error) {
	var notes notebook
	v, bad := readJSON(src, partPayload, &notes)
	if bad != nil {
		return nil, nil, bad
	}
	return v, notes.done(), nil
}

// ReadJWS reads a JWS whose payload may be anything, as the signature vectors have
// it. Decode would refuse those that are no JSON web tokens.
func ReadJWS(compact string) (*Token, error) {
	var notes notebook
	if err := checkParts(compact); err != nil {
		return nil, err
	}
	t := &Token{Compact: compact}
	parts := strings.Split(compact, ".")
	if err := t.readHeader(parts[0], &notes); err != nil {
		return nil, err
	}
	if len(parts) == encryptedParts {
		t.Form = FormEncrypted
		return t, nil
	}
	if _, err := t.decodePart(partPayload, parts[1], &notes); err != nil {
		return nil, err
	}
	signature, err := t.decodePart(partSignature, parts[2], &notes)
	t.Signature = signature
	return t, err
}

// Tables gives the paths of every table of claims and header parameters, in order.
func Tables() map[string][]string {
	tables := map[string][]entry{
		"search": searchClaims, "platform": platformClaims, "registered": registeredClaims, "header": headerParameters,
	}
	paths := make(map[string][]string)
	for name, table := range tables {
		for _, e := range table {
			paths[name] = append(paths[name], e.path)
		}
	}
	return paths
}
