package jwtview

import (
	"bytes"
	"crypto/sha256"
	"slices"
)

// digest identifies a value, whatever the order of the members of its objects and of
// the items of its arrays. Numbers are told apart by how they are written. A digest
// has the same size for any value, so that a deep token costs no more than its length.
func digest(v *Value) [sha256.Size]byte {
	var parts [][]byte
	switch v.Kind {
	case Array:
		for _, item := range v.Items {
			sum := digest(item)
			parts = append(parts, sum[:])
		}
	case Object:
		for _, member := range v.Members {
			name, value := sha256.Sum256([]byte(member.Name)), digest(member.Value)
			parts = append(parts, slices.Concat(name[:], value[:]))
		}
	default:
		parts = [][]byte{[]byte(v.Text)}
	}
	slices.SortFunc(parts, bytes.Compare)
	hash := sha256.New()
	hash.Write([]byte{byte(v.Kind)})
	for _, part := range parts {
		hash.Write(part)
	}
	return [sha256.Size]byte(hash.Sum(nil))
}
