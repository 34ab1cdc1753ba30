package tokens

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"time"
)

// publishedSeed makes a key pair. It is no secret.
const publishedSeed = "a-seed-for-tests-only-of-32bytes"

// PublishedKeyID is the kid of the key that SignedPlatform is signed with.
const PublishedKeyID = "test-key-1"

// SignedPlatform is a platform token whose signature can be checked with the keys of
// PublishedKeys.
func SignedPlatform(issued time.Time, life time.Duration) string {
	signed := encode(`{"alg":"EdDSA","typ":"JWT","kid":"`+PublishedKeyID+`"}`) + "." + encode(platformClaims(issued, life))
	key := ed25519.NewKeyFromSeed([]byte(publishedSeed))
	return signed + "." + encode(string(ed25519.Sign(key, []byte(signed))))
}

// PublishedKeys is the key set of a platform that signs with SignedPlatform's key,
// under a name: PublishedKeyID, or another for a platform that does not know it.
func PublishedKeys(id string) []byte {
	public := ed25519.NewKeyFromSeed([]byte(publishedSeed)).Public().(ed25519.PublicKey)
	return fmt.Appendf(nil, `{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","use":"sig","kid":%q,"x":%q}]}`, id, base64.RawURLEncoding.EncodeToString(public))
}
