package session

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Hashing is the cost of a password: argon2id by RFC 9106.
type Hashing struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
}

// Strong is the second recommended option of RFC 9106 §4: 64 MiB, three passes.
var Strong = Hashing{MemoryKiB: 64 * 1024, Passes: 3, Lanes: 4}

// Weak is for tests and for filling a demonstration region.
var Weak = Hashing{MemoryKiB: 64, Passes: 1, Lanes: 1}

// hashing runs at most so many hashes at a time: each takes memory, and strangers can ask for them.
var hashing = make(chan struct{}, max(2, runtime.NumCPU()))

func (h Hashing) hash(password string) string {
	salt := make([]byte, 16)
	rand.Read(salt) // never fails since Go 1.24
	key := argon2.IDKey([]byte(password), salt, h.Passes, h.MemoryKiB, h.Lanes, 32)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.MemoryKiB, h.Passes, h.Lanes,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

// Hash makes the stored form of a password.
func (h Hashing) Hash(ctx context.Context, password string) (string, error) {
	if err := enter(ctx); err != nil {
		return "", err
	}
	defer leave()
	return h.hash(password), nil
}

// verify compares a password with its stored form in constant time.
func verify(ctx context.Context, stored, password string) (bool, error) {
	parts := strings.Split(stored, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, fmt.Errorf("stored password has an unknown form")
	}
	var h Hashing
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.MemoryKiB, &h.Passes, &h.Lanes); err != nil {
		return false, fmt.Errorf("stored password: %w", err)
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fmt.Errorf("stored password: %w", err)
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil {
		return false, fmt.Errorf("stored password: %w", err)
	}
	if err := enter(ctx); err != nil {
		return false, err
	}
	defer leave()
	got := argon2.IDKey([]byte(password), salt, h.Passes, h.MemoryKiB, h.Lanes, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

func enter(ctx context.Context) error {
	select {
	case hashing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func leave() { <-hashing }
