package receipt_test

import (
	"crypto/sha256"
	"slices"

	"veche/internal/services/receipt"
)

// parent is a node of RFC 6962.
func parent(left, right receipt.Hash) receipt.Hash {
	return sha256.Sum256(slices.Concat([]byte{1}, left[:], right[:]))
}
