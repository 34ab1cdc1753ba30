package token

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/problem"
	"coveotoken/jwtview"
	"coveotoken/jwtview/safetext"
	"coveotoken/ui/common"
	"coveotoken/ui/components/spinner"
	"coveotoken/ui/components/text"
)

// published is the reply to a call for a platform's published keys.
type published = coveoapi.Reply[jwtview.KeySet]

// outcome is how far the check of a signature got.
type outcome int

const (
	unchecked outcome = iota // nothing was checked, and the words say why
	refused                  // it was checked and did not hold
	verified                 // it was checked with a key that the platform publishes
)

// verdict is what a check of the signature said. The zero value says nothing yet.
type verdict struct {
	outcome outcome
	// words may hold text from outside, and so may the kid of the key that matched.
	words, keyID string
}

// The badges of signatures that were checked. Others are jwtview's.
const (
	badgeVerified = "SIGNATURE VERIFIED"
	badgeRefused  = "NOT VERIFIED"
)

// checkSignature checks the signature with the keys that the platform publishes, or
// says why that cannot be done.
func (s *Screen) checkSignature() tea.Cmd {
	decoded := s.session.Current.Decoded
	defer s.layout()
	switch {
	case !Checkable(decoded):
		s.verdict = verdict{words: strings.Join(decoded.SignatureFacts().Sentences, " ")}
		return nil
	case s.session.Connection == nil:
		s.verdict = verdict{words: "To check the signature, the keys that the platform publishes at /rest/tokens/certificates are needed: connect in step 1 Connect first, with any key."}
		return nil
	}
	if keys, ok := s.session.PublishedKeys(); ok {
		if s.judge(keys, s.session.Connection.API.Target()); s.verdict.outcome == verified {
			return nil
		}
	}
	return s.getKeys() // the platform may have others by now
}

// isSecretBased reports whether one secret both signs and checks the token.
func isSecretBased(t *jwtview.Token) bool { return strings.HasPrefix(t.Algorithm(), "HS") }

// getKeys asks the platform for its keys and then checks the signature.
func (s *Screen) getKeys() tea.Cmd {
	s.verdict = verdict{}
	api := s.session.Connection.API
	s.asked = api.Target()
	return s.call.Start(s.session, common.Token, func(ctx context.Context) (published, error) {
		return api.Certificates(ctx)
	})
}

// finishCheck takes the platform's keys.
func (s *Screen) finishCheck(result common.Result[published]) {
	s.session.ObserveDate(result.Value.Exchange)
	if result.Err != nil {
		p := problem.Explain(result.Err)
		s.verdict = verdict{words: "The platform's published keys could not be had. " + p.Title + " " + p.Remedy}
		return
	}
	s.session.KeepPublishedKeys(s.asked, result.Value.Value)
	s.judge(result.Value.Value, s.asked)
}

// judge checks the signature with the keys that a platform published.
func (s *Screen) judge(keys jwtview.KeySet, target coveoapi.Target) {
	s.verdict = signatureVerdict(s.session.Current.Decoded, keys, target)
}

// signatureVerdict is what the keys that a platform published say about a token's signature.
func signatureVerdict(token *jwtview.Token, keys jwtview.KeySet, target coveoapi.Target) verdict {
	verification := token.Verify(keys)
	address := common.CertificatesURL(target)
	if !verification.Valid {
		return verdict{outcome: refused, words: verification.Reason + " The keys are those that are published at " + address + "; another platform, or a sandbox, signs with others."}
	}
	with := "the key"
	if verification.KeyID != "" {
		with += " " + verification.KeyID
	}
	return verdict{
		outcome: verified, keyID: verification.KeyID,
		words: "Signature verified with " + with + " published at " + address + ". That says who signed the token, not whether Coveo still accepts it.",
	}
}

// DescribeSignature says in sentences what the keys that a platform published say about
// a token's signature. They may hold text from the token.
func DescribeSignature(token *jwtview.Token, keys jwtview.KeySet, target coveoapi.Target) string {
	return signatureVerdict(token, keys, target).words
}

// Checkable reports whether published keys can say anything about a token's signature.
func Checkable(token *jwtview.Token) bool {
	return token.Form == jwtview.FormSigned && !(token.Kind() == jwtview.KindSearch && isSecretBased(token))
}

// badge is what is known of the signature, in one word or two.
func (s *Screen) badge() string {
	switch s.verdict.outcome {
	case verified:
		return badgeVerified
	case refused:
		return badgeRefused
	default:
		return s.reading.badge
	}
}

// signatureLines say what the check said, or that it is under way; there are none
// before. The last of more lines than most ends with an ellipsis.
func (s *Screen) signatureLines(most int) []string {
	styles := s.session.Styles
	if s.call.Busy() {
		frame := spinner.Frame(s.call.Frame())
		if frame == "" {
			return nil
		}
		return []string{text.Cut(styles.Accent.Render(frame+" "+s.call.Status("Getting the published keys…")), s.width)}
	}
	if s.verdict.words == "" {
		return nil
	}
	sign, style := "? ", styles.Muted
	switch s.verdict.outcome {
	case verified:
		sign, style = "✓ ", styles.Good
	case refused:
		sign, style = "✗ ", styles.Bad
	}
	wrapped := text.Wrap(sign+safetext.Visible(s.verdict.words), max(1, s.width))
	if most = max(1, most); len(wrapped) > most {
		wrapped = append(wrapped[:most-1], text.Cut(strings.Join(wrapped[most-1:], " "), s.width))
	}
	return text.Style(style, wrapped)
}
