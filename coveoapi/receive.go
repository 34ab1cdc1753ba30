package coveoapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// firewallHeader is how AWS WAF says that it answered in Coveo's place (AWS WAF
// developer guide, "How the CAPTCHA and Challenge actions work").
const firewallHeader = "X-Amzn-Waf-Action"

var (
	// errTooLarge is a reply that is longer than we read.
	errTooLarge = errors.New("the reply is longer than 8 MB")
	// errRedirect stands for the redirects that are not followed.
	errRedirect = errors.New("a redirect, which is not followed")
)

// receive reads a reply into the exchange. The caps count decoded bytes: a reply
// that unpacks to gigabytes is cut off like one that was sent at that size.
func receive(response *http.Response, exchange *Exchange) error {
	defer func() { _ = response.Body.Close() }()
	redactor := redactorOf(exchange.Request.Credential, exchange.Request.Tested)
	exchange.Status = response.StatusCode
	exchange.Header = redactHeader(redactor, response.Header)
	limit := int64(maxBodyBytes)
	if isFailure(exchange.Status) {
		limit = maxErrorBytes
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if int64(len(body)) > limit {
		body, exchange.Truncated = body[:limit], true
	}
	exchange.Body = redactBody(redactor, body)
	switch {
	case err != nil:
		exchange.Truncated = true
		return err
	case exchange.Truncated && !isFailure(exchange.Status):
		return errTooLarge
	default:
		return nil
	}
}

func isFailure(status int) bool { return status >= http.StatusBadRequest }

// Judge says whether a reply that came whole is a success, also one that came another
// way than through a Client: a failure is an *APIError, a redirect a *NetworkError.
func Judge(exchange Exchange) error {
	switch {
	case isFailure(exchange.Status), exchange.Header.Get(firewallHeader) != "":
		return newAPIError(exchange)
	case exchange.Status >= http.StatusMultipleChoices:
		return &NetworkError{
			Operation: exchange.Request.Operation,
			Kind:      NetworkRedirect,
			Host:      hostOf(exchange.Request.URL),
			Detail:    redirectDetail(exchange),
			Sent:      true,
			Exchange:  exchange,
			Err:       errRedirect,
		}
	default:
		return nil
	}
}

// redirectDetail names the host of the redirect, never its path or query.
func redirectDetail(exchange Exchange) string {
	location, err := url.Parse(exchange.Header.Get("Location"))
	switch {
	case err != nil:
		return fmt.Sprintf("answered %d with a location that cannot be read; redirects are not followed", exchange.Status)
	case location.Host == "":
		return fmt.Sprintf("answered %d, a redirect on the same host; redirects are not followed", exchange.Status)
	default:
		return fmt.Sprintf("answered %d, a redirect to %s://%s; redirects are not followed", exchange.Status, location.Scheme, location.Host)
	}
}

// malformed is a success whose body is not the JSON that was promised.
func malformed(exchange Exchange, cause error) *NetworkError {
	detail := fmt.Sprintf("answered %d, but not with the JSON that was asked for", exchange.Status)
	switch {
	case len(exchange.Body) == 0:
		detail = fmt.Sprintf("answered %d with nothing where JSON was asked for", exchange.Status)
	case isHTML(exchange.Header.Get("Content-Type"), exchange.Body):
		detail = fmt.Sprintf("answered %d with a web page where JSON was asked for: %s", exchange.Status, htmlSummary(exchange.Body))
	case errors.As(cause, new(*json.SyntaxError)):
		detail = fmt.Sprintf("answered %d with JSON that is broken or cut off (%d bytes)", exchange.Status, len(exchange.Body))
	}
	return &NetworkError{
		Operation: exchange.Request.Operation,
		Kind:      NetworkMalformed,
		Host:      hostOf(exchange.Request.URL),
		Detail:    detail,
		Sent:      true,
		Exchange:  exchange,
		Err:       cause,
	}
}

// grantedToken is the token that a reply grants, if it grants one.
func grantedToken(exchange Exchange) Secret {
	if exchange.Request.Repeatable || isFailure(exchange.Status) {
		return Secret{}
	}
	var granted struct {
		Token string `json:"token"`
	}
	if json.Unmarshal(exchange.Body, &granted) != nil {
		return Secret{}
	}
	return NewSecret(strings.TrimSpace(granted.Token))
}

// maskGranted masks a token in the exchange that granted it.
func maskGranted(exchange Exchange, granted Secret) Exchange {
	exchange.Body = redactBody(redactorOf(granted), exchange.Body)
	return exchange
}

func hostOf(rawURL string) string {
	parsed, err := url.Parse(rawURL)
	if err != nil {
		return ""
	}
	return parsed.Host
}
