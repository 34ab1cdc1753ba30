package coveoapi

import (
	"net/http"

	"coveotoken/jwtview/safetext"
)

// redactorOf masks these credentials wherever a server echoes them, and no others: a
// token that a reply grants is what the caller asked for.
func redactorOf(secrets ...Secret) *safetext.Redactor {
	values := make([]string, len(secrets))
	for i, secret := range secrets {
		values[i] = secret.Reveal()
	}
	return safetext.NewValueRedactor(values...)
}

func redactBody(r *safetext.Redactor, body []byte) []byte {
	text := string(body)
	if redacted := r.Redact(text); redacted != text {
		return []byte(redacted)
	}
	return body
}

func redactHeader(r *safetext.Redactor, header http.Header) http.Header {
	redacted := make(http.Header, len(header))
	for name, values := range header {
		for _, value := range values {
			redacted[name] = append(redacted[name], r.Redact(value))
		}
	}
	return redacted
}
