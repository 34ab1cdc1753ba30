package codeview

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/snippet"
	"coveotoken/ui/common"
	"coveotoken/ui/theme"
	"coveotoken/ui/uitest"
	"coveotoken/ui/uitest/frames"
	"coveotoken/ui/uitest/tokens"
)

// requests are one that mints a token for somebody of a name, and a query.
func requests(t *testing.T, s *uitest.Session, person string) (mint, query Subject) {
	t.Helper()
	s.Connect()
	target := s.API.Target()
	form := coveoapi.SearchTokenRequest{
		UserIDs:   []coveoapi.UserID{{Name: person, Provider: coveoapi.EmailSecurityProvider}},
		SearchHub: "SupportHub", Filter: "@source==KnowledgeBase", ValidForMillis: 3_600_000,
	}
	minting, err := target.SearchTokenCall(coveoapi.SearchTokenV2, form)
	if err != nil {
		t.Fatal(err)
	}
	searching, err := target.SearchCall(coveoapi.Secret{}, coveoapi.InAuthorizationHeader, coveoapi.SearchQuery{Q: "lantern", NumberOfResults: 10})
	if err != nil {
		t.Fatal(err)
	}
	return MintSubject(minting), QuerySubject(searching)
}

func press(t *testing.T, v *View, names ...string) {
	t.Helper()
	for _, name := range names {
		msg, ok := common.KeyPress(name)
		if !ok {
			t.Fatalf("there is no key %q", name)
		}
		v.Key(msg)
	}
}

func TestGolden(t *testing.T) {
	for _, size := range uitest.GoldenSizes() {
		for _, language := range snippet.Languages() {
			t.Run(language.ID+"/"+size.String(), func(t *testing.T) {
				s := uitest.NewSession(t)
				mint, query := requests(t, s, "asmith@example.com")
				v := New(s.Session)
				v.SetSize(size.Width, size.Height-4) // without the frame
				v.Open(false, mint, query)
				for v.chosen != language.ID {
					press(t, v, "right")
				}
				uitest.Golden(t, ansi.Strip(v.View()))
			})
		}
	}
}

func TestEveryPieceOfAProgramIsShown(t *testing.T) {
	s := uitest.NewSession(t)
	mint, query := requests(t, s, "asmith@example.com")
	for _, language := range snippet.Languages() {
		for _, subject := range []Subject{mint, query} {
			if !language.Offers(subject.Request) {
				continue
			}
			code := language.Write(subject.Request, subject.Variable)
			var joined strings.Builder
			kinds := map[kind]bool{}
			for _, piece := range pieces(language.ID, code) {
				joined.WriteString(piece.text)
				kinds[piece.kind] = true
			}
			if diff := cmp.Diff(code, joined.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", language.ID, diff)
			}
			if !kinds[keyword] || !kinds[literal] {
				t.Errorf("%s has no keywords or no strings: %v", language.ID, kinds)
			}
			shown := ansi.Strip(strings.Join(Lines(s.Styles, language.ID, code, 1000), "\n"))
			if want := strings.ReplaceAll(strings.TrimRight(code, "\n"), "\t", tab); shown != want {
				t.Errorf("%s (-want +got):\n%s", language.ID, cmp.Diff(want, shown))
			}
		}
	}
}

func TestPiecesAreToldApart(t *testing.T) {
	for _, test := range []struct {
		language, code string
		want           []piece
	}{
		{"node", "const x = 'it\\'s'; // y\nif", []piece{{keyword, "const"}, {plain, " x = "}, {literal, `'it\'s'`}, {plain, "; "}, {comment, "// y\n"}, {keyword, "if"}}},
		{"curl", `curl 'a'\''b' "$X"`, []piece{{keyword, "curl"}, {plain, " "}, {literal, "'a'"}, {plain, `\`}, {literal, `''`}, {plain, "b"}, {literal, `' "$X"`}}},
		{"csharp", `@"a""b" 12`, []piece{{literal, `@"a"`}, {literal, `"b"`}, {plain, " "}, {number, "12"}}},
		{"java", `"""x "y" z""" new_`, []piece{{literal, `"""x "y" z"""`}, {plain, " new_"}}},
		{"go", "`a\nb", []piece{{literal, "`a\nb"}}},
		{"apex", "/* a\nb */ new", []piece{{comment, "/* a\nb */"}, {plain, " "}, {keyword, "new"}}},
		{"unknown", `"a" // b`, []piece{{plain, `"a" // b`}}},
	} {
		if diff := cmp.Diff(test.want, pieces(test.language, test.code), cmp.AllowUnexported(piece{})); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", test.language, test.code, diff)
		}
	}
}

func TestEveryFrameFitsAndIsSafe(t *testing.T) {
	for _, palette := range frames.Palettes() {
		s := uitest.NewSession(t)
		s.Styles = theme.New(palette)
		mint, query := requests(t, s, tokens.Hostile())
		broken := mint
		broken.Request.Body = []byte("no JSON " + tokens.Hostile())
		v := New(s.Session)
		v.Open(true, mint, query, broken)
		for _, size := range frames.Sizes() {
			v.SetSize(size.Width, size.Height)
			press(t, v, "right", "s", "down")
			frames.Check(t, v.View(), size)
		}
	}
}

func TestTheTokenIsOfferedOnlyMasked(t *testing.T) {
	s := uitest.NewSession(t)
	mint, query := requests(t, s, "asmith@example.com")
	v := New(s.Session)
	v.SetSize(80, 20)
	v.Open(true, mint)
	frames.Lacks(t, ansi.Strip(v.View()), "token ") // there is none
	if err := s.OpenToken(coveoapi.NewSecret(tokens.Search(uitest.Start(), 3600)), "acme"); err != nil {
		t.Fatal(err)
	}
	v.Open(true, query, mint)
	press(t, v, "left")
	frame := ansi.Strip(v.View())
	frames.Has(t, frame, "▸token", s.Current.Secret.Masked())
	frames.Lacks(t, frame, s.Current.Secret.Reveal())
}

func TestTheLanguageStaysAndIsLeftWhereItHasNoSuchCall(t *testing.T) {
	s := uitest.NewSession(t)
	mint, query := requests(t, s, "asmith@example.com")
	v := New(s.Session)
	v.SetSize(80, 20)
	v.Open(false, mint, query)
	press(t, v, "left")
	frames.Has(t, ansi.Strip(v.View()), "▸Headless", "buildSearchEngine")
	v.Close()
	v.Open(false, query)
	frames.Has(t, ansi.Strip(v.View()), "▸Headless")
	platform := mint
	platform.Request.Operation = coveoapi.OperationMintPlatformToken
	v.Open(false, platform)
	frames.Has(t, ansi.Strip(v.View()), "▸curl")
}

func TestALongProgramIsShownInPart(t *testing.T) {
	s := uitest.NewSession(t)
	mint, _ := requests(t, s, strings.Repeat("long", 100_000))
	v := New(s.Session)
	v.SetSize(80, 20)
	v.Open(false, mint)
	press(t, v, "end")
	frames.Has(t, ansi.Strip(v.View()), "… y copies the rest too")
}

func FuzzLines(f *testing.F) {
	f.Add("node", "const x = 'é\u202e\\")
	f.Add("csharp", "@\"")
	s := theme.New(theme.Dark())
	f.Fuzz(func(t *testing.T, language, code string) {
		var joined strings.Builder
		for _, piece := range pieces(language, code) {
			joined.WriteString(piece.text)
		}
		if joined.String() != code {
			t.Errorf("%q became %q", code, joined.String())
		}
		lines := Lines(s, language, code, 20)
		frames.Check(t, strings.Join(lines, "\n"), uitest.Size{Width: 20, Height: len(lines)})
	})
}
