package main

import (
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// makeToken signs a search token of about the given size, with a made-up user and
// as many groups as it takes.
func makeToken(size int) ([]byte, error) {
	var groups []string
	// Base64 makes four bytes of three; the rest of the token takes about 500.
	for length := 500; length < size; length += 28 * 4 / 3 {
		groups = append(groups, fmt.Sprintf("made-up group %09d", len(groups)))
	}
	now := time.Now()
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"iss": "SearchApi", "iat": now.Unix(), "exp": now.Add(24 * time.Hour).Unix(),
		"organization": "benchmark", "roles": []string{"queryExecutor"},
		"userIds":    []map[string]string{{"name": "asmith@example.com", "provider": "Email Security Provider", "type": "User"}},
		"userGroups": groups,
	}).SignedString([]byte("benchmark"))
	return []byte(token), err
}
