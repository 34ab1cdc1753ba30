package common_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"coveotoken/coveoapi"
	"coveotoken/jwtview"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/tokens"
)

func TestOpenTokenKeepsTheTokenAloneAndDecoded(t *testing.T) {
	s := uitest.NewSession(t)
	compact := tokens.Search(uitest.Start(), time.Hour)
	if err := s.OpenToken(coveoapi.NewSecret(" Bearer "+compact+"\n"), "acme"); err != nil {
		t.Fatal(err)
	}
	if got := s.Current.Secret.Reveal(); got != compact {
		t.Errorf("kept %q, want %q", got, compact)
	}
	if s.Current.MintedFor != "acme" || s.Current.Decoded.Kind() != jwtview.KindSearch {
		t.Errorf("minted for %q, a %s", s.Current.MintedFor, s.Current.Decoded.Kind())
	}
}

func TestOpenTokenLeavesTheCurrentOneWhenThereIsNone(t *testing.T) {
	s := uitest.NewSession(t)
	if err := s.OpenToken(coveoapi.NewSecret(tokens.Search(uitest.Start(), time.Hour)), ""); err != nil {
		t.Fatal(err)
	}
	before := s.Current
	var syntax *jwtview.SyntaxError
	if err := s.OpenToken(coveoapi.NewSecret("hello"), ""); !errors.As(err, &syntax) {
		t.Errorf("error %v, want a *jwtview.SyntaxError", err)
	}
	if s.Current != before {
		t.Error("the current token changed")
	}
}

func TestObserveDateMeasuresTheSkew(t *testing.T) {
	received := time.Date(2026, 3, 14, 9, 9, 4, 0, time.UTC)
	for _, test := range []struct {
		name string
		e    coveoapi.Exchange
		want time.Duration
	}{
		{"our clock is ahead", exchange("Sat, 14 Mar 2026 09:00:00 GMT", received), -(9*time.Minute + 4*time.Second)},
		{"our clock is behind", exchange("Sat, 14 Mar 2026 09:10:04 GMT", received), time.Minute},
		{"no reply", coveoapi.Exchange{}, time.Hour},
		{"no date", exchange("", received), time.Hour},
		{"not a date", exchange("yesterday", received), time.Hour},
		{"not known when it came", exchange("Sat, 14 Mar 2026 09:00:00 GMT", time.Time{}), time.Hour},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := uitest.NewSession(t)
			s.SetSkew(time.Hour) // what was known before
			s.ObserveDate(test.e)
			if s.Skew() != test.want {
				t.Errorf("skew %v, want %v", s.Skew(), test.want)
			}
		})
	}
}

func exchange(date string, received time.Time) coveoapi.Exchange {
	return coveoapi.Exchange{Header: http.Header{"Date": {date}}, ReceivedAt: received}
}
