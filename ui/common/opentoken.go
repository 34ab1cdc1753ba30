package common

import (
	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// OpenToken decodes a token that was minted or pasted and makes it the session's
// current one, cleaned of what surrounded it. mintedFor is the profile's name when
// this session minted it, or "". When there is no token in secret the error is a
// *jwtview.SyntaxError and the current token stays.
//
// The caller tells the screens with a TokenOpenedMsg.
func (s *Session) OpenToken(secret coveoapi.Secret, mintedFor string) error {
	token, err := ReadToken(secret)
	if err != nil {
		return err
	}
	token.MintedFor = mintedFor
	s.Current, s.Imported = token, nil
	return nil
}

// ReadToken decodes a token and cleans it of what surrounded it. The error is a
// *jwtview.SyntaxError.
func ReadToken(secret coveoapi.Secret) (*OpenToken, error) {
	decoded, err := jwtview.Decode(secret.Reveal())
	if err != nil {
		return nil, err
	}
	return &OpenToken{Secret: coveoapi.NewSecret(decoded.Compact), Decoded: decoded}, nil
}
