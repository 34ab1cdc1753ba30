package jwtview_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"coveotoken/jwtview"
)

// sized gives an ordinary search token of about that many bytes.
func sized(size int) string {
	var users []string
	for i := 0; len(users) == 0 || len(strings.Join(users[:1], ""))*len(users) < size*3/4-400; i++ {
		users = append(users, fmt.Sprintf(`{"type":"User","name":"user%06d@example.com","provider":"Email Security Provider"}`, i))
	}
	return token(hs256, `{"v8":true,"organization":"sandbox","userIds":[`+strings.Join(users, ",")+
		`],"roles":["queryExecutor"],"iss":"SearchApi","exp":1795268000,"iat":1795264400}`)
}

var sizes = []struct {
	name  string
	bytes int
}{{"1KB", 1 << 10}, {"10KB", 10 << 10}, {"1MB", 1 << 20}}

func BenchmarkDecode(b *testing.B) {
	for _, size := range sizes {
		input := sized(size.bytes)
		b.Run(size.name, func(b *testing.B) {
			b.SetBytes(int64(len(input)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := jwtview.Decode(input); err != nil {
					b.Fatal(err)
				}
			}
		})
		// What any program has to do at least: the standard library into a map, and out again.
		b.Run(size.name+"/standard-library", func(b *testing.B) {
			b.SetBytes(int64(len(input)))
			b.ReportAllocs()
			for b.Loop() {
				payload, err := base64.RawURLEncoding.DecodeString(strings.Split(input, ".")[1])
				if err != nil {
					b.Fatal(err)
				}
				var claims map[string]any
				if err := json.Unmarshal(payload, &claims); err != nil {
					b.Fatal(err)
				}
				if _, err := json.MarshalIndent(claims, "", "  "); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
