package coveoapi

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestParseValidity(t *testing.T) {
	const day = 24 * time.Hour
	for text, want := range map[string]time.Duration{
		"24h":      day,
		"90m":      90 * time.Minute,
		" 1h30m ":  90 * time.Minute,
		"2d":       2 * day,
		"1d12h":    36 * time.Hour,
		"PT24H":    day,
		"P1D":      day,
		"P1DT12H":  36 * time.Hour,
		"P2W":      14 * day,
		"PT0.5H":   30 * time.Minute,
		"PT1H0.5S": time.Hour + 500*time.Millisecond,
		"1.5h":     90 * time.Minute,
	} {
		if got, err := ParseValidity(text); err != nil || got != want {
			t.Errorf("ParseValidity(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestParseValiditySuggestsWhatWasMeant(t *testing.T) {
	for text, suggestion := range map[string]string{
		"24H":                  "Did you mean PT24H?",
		"pt24h":                "Did you mean PT24H?",
		"P24H":                 "Did you mean PT24H?",
		"T90M":                 "Did you mean PT90M?",
		"3600":                 "Did you mean 3600h or 3600m?",
		"P1M":                  "for example P30D",
		"P1Y":                  "for example P30D",
		"":                     "24h, 90m, 2d or PT24H",
		"soon":                 "24h, 90m, 2d or PT24H",
		"P":                    "24h, 90m, 2d or PT24H",
		"PT":                   "24h, 90m, 2d or PT24H",
		"-1h":                  "24h, 90m, 2d or PT24H",
		"-PT1H":                "24h, 90m, 2d or PT24H",
		"0s":                   "24h, 90m, 2d or PT24H",
		"xd":                   "24h, 90m, 2d or PT24H",
		"999999999d":           "24h, 90m, 2d or PT24H",
		"106751d23h60m":        "24h, 90m, 2d or PT24H",
		"P9999999999999999W":   "24h, 90m, 2d or PT24H",
		"2d2d":                 "24h, 90m, 2d or PT24H",
		"9999999999999999999h": "24h, 90m, 2d or PT24H",
	} {
		got, err := ParseValidity(text)
		var input *InputError
		if !errors.As(err, &input) || input.Field != "validity" || !strings.Contains(input.Remedy, suggestion) {
			t.Errorf("ParseValidity(%q) = %v, %v; want an error that says %q", text, got, err, suggestion)
		}
	}
}

func TestFormatISODurationIsExact(t *testing.T) {
	for d, want := range map[time.Duration]string{
		24 * time.Hour:                 "PT24H",
		90 * time.Minute:               "PT1H30M",
		0:                              "PT0S",
		15 * time.Minute:               "PT15M",
		time.Hour + time.Second:        "PT1H1S",
		1500 * time.Millisecond:        "PT1.5S",
		time.Nanosecond:                "PT0.000000001S",
		-time.Hour:                     "-PT1H",
		48*time.Hour + 2*time.Minute:   "PT48H2M",
		time.Duration(-1 << 63):        "-PT2562047H47M16.854775808S",
		time.Duration(1<<63 - 1):       "PT2562047H47M16.854775807S",
		10*time.Second + 10*time.Hour:  "PT10H10S",
		time.Minute + time.Millisecond: "PT1M0.001S",
	} {
		if got := FormatISODuration(d); got != want {
			t.Errorf("FormatISODuration(%v) = %s, want %s", d, got, want)
		}
	}
}

func TestCheckSearchTokenValidityNamesTheBounds(t *testing.T) {
	for d, allowed := range map[time.Duration]bool{
		0:                              true,
		15 * time.Minute:               true,
		24 * time.Hour:                 true,
		15*time.Minute - 1:             false,
		24*time.Hour + time.Nanosecond: false,
		-time.Hour:                     false,
		72 * time.Hour:                 false,
	} {
		err := CheckSearchTokenValidity(d)
		if (err == nil) != allowed {
			t.Errorf("%v: %v", d, err)
		}
		if err != nil {
			for _, bound := range []string{"15 min", "900 000 ms", "24 h", "86 400 000 ms"} {
				if !strings.Contains(err.Error(), bound) {
					t.Errorf("%v: %q does not name %s", d, err, bound)
				}
			}
		}
	}
}

func FuzzParseValidity(f *testing.F) {
	for _, seed := range []string{"24h", "PT24H", "2d", "P1Y2M3W4DT5H6M7.8S", "-PT1H", "24H", "1d1d", "P1e9D"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		life, err := ParseValidity(text)
		if err != nil {
			return
		}
		if life <= 0 {
			t.Errorf("ParseValidity(%q) = %v", text, life)
		}
		// ISO-8601 seconds are read as floating point: a fraction far beyond any
		// token's life may be rounded.
		if again, err := ParseValidity(FormatISODuration(life)); err != nil || (life < 365*24*time.Hour && (again-life).Abs() > time.Microsecond) {
			t.Errorf("%q is %v, written %s, read as %v, %v", text, life, FormatISODuration(life), again, err)
		}
	})
}
