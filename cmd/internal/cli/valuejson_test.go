package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"coveotoken/jwtview"
)

func TestValueJSONKeepsWhatTheTokenSays(t *testing.T) {
	const claims = `{"big":9007199254740993,"exp":1e400,"twice":1,"twice":2,"nested":{"list":[null,true,"x\u001b"]},"z":-0.10}`
	token, err := jwtview.Decode(makeToken(`{"alg":"HS256"}`, claims))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(valueJSON(token.Claims, len(token.Compact))); got != claims {
		t.Errorf("got  %s\nwant %s", got, claims)
	}
}

func TestHostileTokensDoNotPrintManyTimesTheirSize(t *testing.T) {
	for name, claims := range map[string]string{
		"controls":     `{"a":"` + strings.Repeat("\x7f", 200_000) + `"}`,
		"many strings": `{"a":[` + strings.Repeat("\"\x7f\x7f\x7f\",", 60_000) + `0]}`,
		"many claims":  `{` + strings.Repeat(`"a":1,`, 60_000) + `"b":2}`,
		"deep":         `{"a":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}`,
	} {
		token := makeToken(`{"alg":"HS256"}`, claims)
		for _, args := range [][]string{{"inspect", "-"}, {"inspect", "-", "--json"}} {
			p := newProgram(t)
			p.in.WriteString(token)
			p.wantExit(t, exitDone, args...)
			if limit := 4*len(token) + 64<<10; p.out.Len() > limit {
				t.Errorf("%s, %v: %d bytes printed for %d", name, args, p.out.Len(), len(token))
			}
			if len(args) == 3 && !json.Valid(p.out.Bytes()) {
				t.Errorf("%s: not JSON", name)
			}
		}
	}
}
