package common

import (
	"coveotoken/coveoapi"
	"coveotoken/jwtview"
)

// certificates are the key sets that were published, by the address of the platform
// that published them.
type certificates map[string]jwtview.KeySet

// PublishedKeys are the keys that the connection's platform published, if they were
// got before in this session.
func (s *Session) PublishedKeys() (jwtview.KeySet, bool) {
	if s.Connection == nil {
		return jwtview.KeySet{}, false
	}
	keys, ok := s.certificates[CertificatesURL(s.Connection.API.Target())]
	return keys, ok
}

// KeepPublishedKeys remembers the keys that a platform published.
func (s *Session) KeepPublishedKeys(target coveoapi.Target, keys jwtview.KeySet) {
	if s.certificates == nil {
		s.certificates = certificates{}
	}
	s.certificates[CertificatesURL(target)] = keys
}

// CertificatesURL is where a platform publishes the keys that it signs with.
func CertificatesURL(target coveoapi.Target) string {
	return target.Endpoint.Platform + "/rest/tokens/certificates"
}
