package lint

import (
	"strconv"
	"time"

	"coveotoken/coveoapi"
)

// longLife is the life of a platform token when none is asked for.
const longLife = 24 * time.Hour

// lifeRules are about how long tokens live and how long they are.
func lifeRules() []rule {
	return []rule{
		{Rule{
			"validity-in-seconds", Search, Wrong, "looks like seconds: in milliseconds it is {millis}",
			"validFor is {value}, which looks like seconds; it is in milliseconds.",
			"Write {millis}.",
			apiTokenParams + ".validFor",
		}, validityInSeconds},
		{Rule{
			"validity-outside", Search, Wrong, "is {side} than a search token may live: 15 min (900 000 ms) to 24 h (86 400 000 ms)",
			"validFor is {value} ms, which is {side} than a search token may live.",
			"A search token lives from 15 min (900 000 ms) to 24 h (86 400 000 ms).",
			apiTokenParams + ".validFor",
		}, validityOutside},
		{Rule{
			"validity-long", Platform, Warning, "is long: who finds the token can use it until then",
			"The token is to live {value}, and whoever finds it can use it until then. No longest life is documented: the server decides.",
			"Ask for no longer than it is needed; 24 hours is what it gets by itself.",
			docPlatformTokens,
		}, validityLong},
	}
}

// tokenRules are about the length of a token.
func tokenRules() []rule {
	return []rule{
		{Rule{
			"token-over-4-kb", Token, Note, "is longer than 4 KB",
			"The token has {size} characters; a cookie that holds it is more than browsers must keep (4 096 bytes).",
			"Name fewer user IDs, groups or privileges, or keep it out of cookies.",
			"RFC 6265 section 6.1",
		}, tokenOver4KB},
		{Rule{
			"token-over-8-kb", Token, Warning, "is longer than 8 KB",
			"The token has {size} characters; many servers and proxies refuse a header or a URL above 8 KB, with 400, 414 or 431.",
			"Name fewer user IDs, groups or privileges.",
			"Apache httpd, LimitRequestFieldSize; nginx, large_client_header_buffers",
		}, tokenOver8KB},
	}
}

// validityInSeconds: validFor is in milliseconds (OpenAPI of the Search API); a number
// that would be a good life in seconds was most likely meant so, where it was written and
// not computed.
func validityInSeconds(s subject) []hit {
	value := s.search.ValidForMillis
	return when(looksLikeSeconds(s), "validFor",
		"value", strconv.FormatInt(value, 10), "millis", strconv.FormatInt(value*1000, 10))
}

// validityOutside: a search token lives from 15 minutes to 24 hours
// (RestTokenParams.validFor; the bounds are in its text).
func validityOutside(s subject) []hit {
	value, side := s.search.ValidForMillis, ""
	switch {
	case value == 0 || looksLikeSeconds(s):
		return nil
	case value < coveoapi.MinSearchTokenValidity.Milliseconds():
		side = "shorter"
	case value > coveoapi.MaxSearchTokenValidity.Milliseconds():
		side = "longer"
	}
	return when(side != "", "validFor", "value", strconv.FormatInt(value, 10), "side", side)
}

// looksLikeSeconds reports whether a number that somebody wrote would be a good life in
// seconds.
func looksLikeSeconds(s subject) bool {
	value := s.search.ValidForMillis
	return s.written && value >= int64(coveoapi.MinSearchTokenValidity.Seconds()) && value <= int64(coveoapi.MaxSearchTokenValidity.Seconds())
}

// validityLong: a platform token lives 24 hours by default, and no bounds are
// documented (docs.coveo.com/en/n3ge0020).
func validityLong(s subject) []hit {
	life := s.platform.Validity
	return when(life > longLife, "validityPeriod", "value", coveoapi.FormatISODuration(life))
}

// tokenOver4KB: browsers keep cookies of at least 4096 bytes, and need not keep longer
// ones (RFC 6265 section 6.1).
func tokenOver4KB(s subject) []hit {
	return when(s.size > 4<<10 && s.size <= 8<<10, "token", "size", strconv.Itoa(s.size))
}

// tokenOver8KB: httpd takes header lines of 8190 bytes, nginx those of 8 KB, unless
// they are configured otherwise (LimitRequestFieldSize, large_client_header_buffers).
func tokenOver8KB(s subject) []hit {
	return when(s.size > 8<<10, "token", "size", strconv.Itoa(s.size))
}
